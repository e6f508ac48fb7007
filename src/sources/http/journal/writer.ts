import { type FileHandle, open } from "node:fs/promises";
import { dirname } from "node:path";
import { encodeFrame, type JournalEntry } from "./frame.ts";
import { MARK, type Segment, segmentPath } from "./segment.ts";

export interface JournalWriter {
  /** Done when the entry is on the disk; then says the number of its first record. */
  append(entry: JournalEntry): Promise<number>;
  close(): Promise<void>;
}

export interface WriterOptions {
  readonly folder: string;
  /** The writer adds its own at the end. */
  readonly segments: Segment[];
  /** The number of the next record. */
  readonly next: number;
  readonly segmentBytes: number;
  /** A group of entries is on the disk: so many bytes more. */
  readonly onDurable: (bytes: number) => void;
}

interface Waiting {
  readonly entry: JournalEntry;
  readonly done: (first: number) => void;
  readonly failed: (cause: unknown) => void;
}

const MOST_GROUP_BYTES = 2 ** 24;

/** Appends to the journal. What comes in while the disk is busy is written together, with one flush for all of it. */
export function openWriter({ folder, segments, next, segmentBytes, onDurable }: WriterOptions): JournalWriter {
  let number = next;
  let handle: FileHandle | undefined;
  let current: Segment | undefined;
  let waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const group = nextGroup();
      try {
        await writeGroup(group);
      } catch (cause) {
        // Nobody knows what of it is on the disk, so the segment ends where it was whole and another one begins.
        await handle?.truncate(current?.bytes ?? 0).catch(() => undefined);
        await handle?.close().catch(() => undefined);
        handle = undefined;
        for (const { failed } of group) failed(cause);
      }
    }
    writing = undefined;
  }

  function nextGroup(): Waiting[] {
    let bytes = 0;
    const end = waiting.findIndex(({ entry }) => {
      bytes += entry.lines.length;
      return bytes > MOST_GROUP_BYTES;
    });
    const group = waiting.slice(0, end === -1 ? waiting.length : Math.max(1, end));
    waiting = waiting.slice(group.length);
    return group;
  }

  async function writeGroup(group: readonly Waiting[]): Promise<void> {
    if (handle === undefined || current === undefined || current.bytes >= segmentBytes) await beginSegment();
    if (handle === undefined || current === undefined) return;
    const firsts: number[] = [];
    let after = number;
    const frames = group.map(({ entry }) => {
      firsts.push(after);
      after += entry.count;
      return encodeFrame(entry, firsts.at(-1) ?? 0);
    });
    const bytes = Buffer.concat(frames);
    await writeWhole(handle, bytes, current.bytes);
    await handle.datasync();
    number = after;
    current.end = after;
    current.bytes += bytes.length;
    for (const [index, { done }] of group.entries()) done(firsts[index] ?? 0);
    onDurable(bytes.length);
  }

  async function beginSegment(): Promise<void> {
    await handle?.close();
    handle = undefined;
    const segment = { path: segmentPath(folder, number), first: number, end: number, bytes: MARK.length };
    // One of the same name holds nothing that was confirmed.
    const created = await open(segment.path, "w", 0o600);
    try {
      await writeWhole(created, MARK, 0);
      await created.sync();
      await syncFolder(dirname(segment.path));
    } catch (error) {
      await created.close();
      throw error;
    }
    const same = segments.findIndex(({ path }) => path === segment.path);
    if (same !== -1) segments.splice(same, 1);
    segments.push(segment);
    handle = created;
    current = segment;
  }

  return {
    append(entry) {
      const { promise, resolve: done, reject: failed } = Promise.withResolvers<number>();
      waiting.push({ entry, done, failed });
      writing ??= writeAll();
      return promise;
    },
    async close() {
      await writing;
      await handle?.close();
    },
  };
}

async function writeWhole(handle: FileHandle, bytes: Buffer, at: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, at + written);
    written += bytesWritten;
  }
}

/** A new name is durable when its folder is; systems that cannot flush a folder keep names by other means. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
