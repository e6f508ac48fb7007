import { createHash } from "node:crypto";
import { accessSync, constants } from "node:fs";
import { type FileHandle, open, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PartitionBatch } from "../../../model/stream/records.ts";

const SHARED_MEMORY = "/dev/shm";

/** The file through which the records of a micro-batch reach the engine: it parses them, JavaScript does not. */
export interface Slab {
  readonly path: string;
  /** Replaces the content by these partitions' lines, one partition behind the other. */
  fill(partitions: readonly PartitionBatch[]): Promise<void>;
  /** A second file, for lines that are to be read once more. */
  readonly asidePath: string;
  fillAside(lines: readonly Uint8Array[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * In memory where the system has a folder for that, else beside the state. The name depends on the state's folder alone,
 * so that one that a killed process left behind is written over and not added to.
 */
export async function openSlab(stateFolder: string): Promise<Slab> {
  const name = createHash("sha256").update(stateFolder).digest("hex").slice(0, 24);
  const folder = isWritable(SHARED_MEMORY) ? SHARED_MEMORY : stateFolder;
  const path = join(folder, `vitrina-${name}.ndjson`);
  const asidePath = join(folder, `vitrina-${name}-aside.ndjson`);
  // Whoever may read the state may read this, and nobody else.
  const file = await open(path, "w", 0o600);
  return {
    path,
    asidePath,
    async fill(partitions) {
      const chunks = partitions.map(({ records }) => records.lines).filter(({ length }) => length > 0);
      await file.truncate(0);
      await writeAll(file, chunks);
    },
    async fillAside(lines) {
      await writeFile(asidePath, Buffer.concat(lines), { mode: 0o600 });
    },
    async close() {
      await file.close();
      await rm(path, { force: true });
      await rm(asidePath, { force: true });
    },
  };
}

async function writeAll(file: FileHandle, chunks: readonly Uint8Array[]): Promise<void> {
  let position = 0;
  for (const chunk of chunks) {
    for (let done = 0; done < chunk.length; ) {
      const { bytesWritten } = await file.write(chunk, done, chunk.length - done, position);
      done += bytesWritten;
      position += bytesWritten;
    }
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
