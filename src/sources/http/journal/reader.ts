import { type FileHandle, open } from "node:fs/promises";
import type { Frame } from "./frame.ts";
import { MARK, readFrame, type Segment } from "./segment.ts";

/** A record is `source` from `from` to `to`. Answers whether another one is wanted. */
export type TakeEntryRecord = (source: Buffer, from: number, to: number, number: number, time: number) => boolean;

export interface JournalReader {
  /** The number of the next record. */
  readonly next: number;
  /** Bytes of the entries that were read to their end since the reader began. */
  readonly bytes: number;
  /** Hands out records until `take` has enough (true) or there are no more (false). */
  read(take: TakeEntryRecord): Promise<boolean>;
  close(): Promise<void>;
}

/** Records that are lost: from this number up to, not including, that one. */
export type OnGap = (from: number, to: number) => void;

/** Reads the journal from a record on, while it grows. A damaged place is left out as far as the next segment. */
export function openReader(segments: readonly Segment[], from: number, onGap: OnGap): JournalReader {
  let next = from;
  let bytes = 0;
  let file: { readonly segment: Segment; readonly handle: FileHandle; at: number } | undefined;
  let frame: { readonly content: Frame; at: number } | undefined;

  /** Goes to the segment that holds the next record; false while there is none. */
  async function findSegment(): Promise<boolean> {
    const segment = segments.find(({ end }) => end > next);
    if (segment === undefined) return false;
    if (file?.segment === segment) return true;
    await file?.handle.close();
    file = { segment, handle: await open(segment.path, "r"), at: MARK.length };
    if (segment.first > next) skipTo(segment.first);
    return true;
  }

  function skipTo(number: number): void {
    onGap(next, number);
    next = number;
  }

  /** Reads the entry that holds the next record; false while there is none. */
  async function findFrame(): Promise<boolean> {
    while (await findSegment()) {
      if (file === undefined) return false;
      const content = await readFrame(file.handle, file.at);
      if (content === undefined) {
        // It was whole when it was written or looked through: the disk has lost it.
        skipTo(file.segment.end);
        continue;
      }
      file.at += content.bytes;
      if (content.first + content.count <= next) continue;
      frame = { content, at: 0 };
      for (let number = content.first; number < next; number += 1) {
        frame.at = content.lines.indexOf(0x0a, frame.at) + 1;
      }
      return true;
    }
    return false;
  }

  function readCurrent(take: TakeEntryRecord): boolean {
    if (frame === undefined) return false;
    const { content } = frame;
    while (frame.at < content.lines.length) {
      const begin = frame.at;
      const end = content.lines.indexOf(0x0a, begin);
      const number = next;
      frame.at = end + 1;
      next += 1;
      if (!take(content.lines, begin, end, number, content.time)) return true;
    }
    bytes += content.bytes;
    frame = undefined;
    return false;
  }

  return {
    get next() {
      return next;
    },
    get bytes() {
      return bytes;
    },
    async read(take) {
      for (;;) {
        if (readCurrent(take)) return true;
        if (!(await findFrame())) return false;
      }
    },
    async close() {
      await file?.handle.close();
    },
  };
}
