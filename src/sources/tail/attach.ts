import type { SourceEvent } from "../stream/stream-source.ts";
import { findRenamed, type OpenFile, openIfThere } from "./open-file.ts";
import { behindLastLine } from "./tail-format.ts";
import { continues, isSameFile, type TailPosition } from "./tail-position.ts";

export interface Attached {
  readonly file: OpenFile;
  /** Where reading begins. */
  readonly at: number;
  readonly events: readonly SourceEvent[];
}

export interface AttachOptions {
  readonly path: string;
  readonly shown: string;
  /** Where reading stopped before; undefined at the first start. */
  readonly resume: TailPosition | undefined;
  readonly from: "earliest" | "latest";
}

/** Finds the file to read and the place in it; undefined while there is none. */
export async function attach({ path, shown, resume, from }: AttachOptions): Promise<Attached | undefined> {
  const file = await openIfThere(path, shown);
  if (resume === undefined) {
    return file && { file, at: from === "latest" ? await behindLastLine(file) : 0, events: [] };
  }
  if (file !== undefined) {
    // A file that begins with the same records is the same one, also where it was copied to another disk.
    const known = isSameFile(file.stats, resume) || resume.headBytes > 0;
    if (known && (await continues(file.handle, resume))) return { file, at: resume.at, events: [] };
  }
  const renamed = await findRenamed(path, resume);
  if (renamed !== undefined) {
    await file?.handle.close();
    return { file: renamed, at: resume.at, events: [] };
  }
  return file && { file, at: 0, events: whatHappened(file, resume, shown) };
}

function whatHappened(file: OpenFile, resume: TailPosition, partition: string): SourceEvent[] {
  if (resume.at === 0) return [];
  const from = String(resume.at);
  if (isSameFile(file.stats, resume)) return [{ kind: "file_truncated", partition, from }];
  // The old file is gone, and nobody can tell whether it held more.
  return [
    { kind: "gap", partition, from, to: "?" },
    { kind: "file_rotated", partition },
  ];
}
