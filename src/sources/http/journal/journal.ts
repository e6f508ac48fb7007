import { mkdir, rm } from "node:fs/promises";
import { UserError } from "../../../model/user-error.ts";
import type { JournalEntry } from "./frame.ts";
import { type KeptKeys, loadKeys } from "./keys.ts";
import { type JournalReader, type OnGap, openReader } from "./reader.ts";
import { type Segment, scanSegments } from "./segment.ts";
import { openWriter } from "./writer.ts";

export interface Journal {
  readonly keys: KeptKeys;
  readonly reader: JournalReader;
  /** Behind the last record that is on the disk. */
  readonly end: number;
  /** Bytes that are kept and not read to their end. */
  readonly unreadBytes: number;
  /** Done when the records are on the disk; then says the number of the first. */
  append(entry: JournalEntry): Promise<number>;
  /** Deletes the files that hold nothing but records before this one. */
  forget(before: number, now: number): Promise<void>;
  close(): Promise<void>;
}

export interface JournalOptions {
  readonly folder: string;
  /** The record to read first; undefined for the first that is kept. */
  readonly from: number | undefined;
  readonly segmentBytes: number;
  readonly onGap: OnGap;
  /** New records can be read. */
  readonly onDurable: () => void;
}

/**
 * Received records in files of a folder, numbered from 1, until they are read and kept elsewhere. Each start begins a
 * new file, so that a torn end of an old one stays as it is.
 * @throws {UserError} spool_failed, spool_unknown
 */
export async function openJournal(options: JournalOptions): Promise<Journal> {
  try {
    return await open(options);
  } catch (error) {
    throw spoolError(options.folder, error);
  }
}

export function spoolError(folder: string, error: unknown): UserError {
  if (error instanceof UserError) return error;
  const cause = error instanceof Error && "code" in error ? String(error.code) : String(error);
  return new UserError("spool_failed", { folder, cause }, { cause: error });
}

async function open({ folder, from, segmentBytes, onGap, onDurable }: JournalOptions): Promise<Journal> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const keys = await loadKeys(folder);
  const segments = await scanSegments(folder, (frame) => keys.add(frame));
  const start = from ?? segments[0]?.first ?? 1;
  // A folder that was emptied must not give numbers out again.
  const next = Math.max(segments.at(-1)?.end ?? 1, start);
  let appended = bytesBehind(segments, start);
  const reader = openReader(segments, start, onGap);
  const writer = openWriter({
    folder,
    segments,
    next,
    segmentBytes,
    onDurable: (bytes) => {
      appended += bytes;
      onDurable();
    },
  });
  return {
    keys,
    reader,
    get end() {
      return Math.max(segments.at(-1)?.end ?? next, next);
    },
    get unreadBytes() {
      return Math.max(0, appended - reader.bytes);
    },
    async append(entry) {
      const first = await writer.append(entry);
      keys.add({ ...entry, first });
      return first;
    },
    async forget(before, now) {
      // The last one is being written.
      const done = segments.slice(0, -1).filter(({ end }) => end <= before);
      if (done.length === 0) return;
      await keys.save(now);
      for (const segment of done) {
        segments.splice(segments.indexOf(segment), 1);
        await rm(segment.path, { force: true });
      }
    },
    async close() {
      await writer.close();
      await reader.close();
    },
  };
}

/** About: the entry in whose middle reading begins counts whole. */
function bytesBehind(segments: readonly Segment[], from: number): number {
  return segments.filter(({ end }) => end > from).reduce((sum, { bytes }) => sum + bytes, 0);
}
