import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FileToInspect } from "../../engines/engine.ts";
import type { SourceShape } from "../../model/source-shape.ts";
import type { StreamSource } from "../../sources/stream/stream-source.ts";

const MAX_BYTES = 2 ** 20;
const WAIT_MS = 1000;

export interface SampleOptions {
  readonly source: StreamSource;
  readonly folder: string;
  readonly inspect: (file: FileToInspect) => Promise<SourceShape>;
  /** Whether to wait where there are no records yet. */
  readonly wait: boolean;
  readonly signal: AbortSignal;
}

/** How the first records of a source look; null where there are none. */
export async function sampleRecords({
  source,
  folder,
  inspect,
  wait,
  signal,
}: SampleOptions): Promise<SourceShape | null> {
  try {
    await source.open(new Map());
    for (;;) {
      const { partitions } = await source.read({ maxBytes: MAX_BYTES, until: "any", waitMs: WAIT_MS, signal });
      const lines = partitions.map(({ records }) => records.lines).filter(({ length }) => length > 0);
      if (lines.length > 0) return await look(lines, { folder, inspect, source: source.id });
      if (signal.aborted || (!wait && partitions.every(({ caughtUp }) => caughtUp))) return null;
    }
  } finally {
    await source.close();
  }
}

async function look(
  lines: readonly Uint8Array[],
  { folder, inspect, source }: { folder: string; inspect: SampleOptions["inspect"]; source: string },
): Promise<SourceShape> {
  const work = await mkdtemp(join(folder, ".sample-"));
  try {
    const path = join(work, "records.ndjson");
    await writeFile(path, Buffer.concat(lines));
    return await inspect({ path, format: "ndjson", shown: source });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
