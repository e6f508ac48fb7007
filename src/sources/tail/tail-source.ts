import { stat } from "node:fs/promises";
import { readUntil } from "../lines/read-until.ts";
import type { TakeRecord } from "../lines/record-cutter.ts";
import { createWaker } from "../lines/waker.ts";
import { createRecordBlock } from "../stream/record-block.ts";
import type { MicroBatch, ReadRequest, SourceEvent, StreamSource } from "../stream/stream-source.ts";
import { attach } from "./attach.ts";
import { type Follower, follow } from "./follow.ts";
import { type OpenFile, openSuccessor } from "./open-file.ts";
import { isCsvName } from "./tail-format.ts";
import { continues, NOWHERE, readTailPosition, type TailPosition, writeTailPosition } from "./tail-position.ts";
import { watchFile } from "./watch-file.ts";

export interface TailSourceOptions {
  readonly path: string;
  /** As the person named it. */
  readonly shown: string;
  /** Where the first start begins in a file that is there already. */
  readonly from: "earliest" | "latest";
  /** By the end of the name where it is not given. */
  readonly format?: "ndjson" | "csv";
  /** `wait`: a last line without its line feed is still being written. `take`: it is a record, as in a file at rest. */
  readonly lastLine?: "wait" | "take";
  /** How often to look where the file system tells nothing. */
  readonly pollMs?: number;
  /** So long after a rotation the old file may still grow. */
  readonly graceMs?: number;
  /** Milliseconds since the epoch, for the time of receipt. */
  readonly now?: () => number;
}

/**
 * Follows one growing file of NDJSON, or of CSV (slow: see cutCsv). A record's offset is the byte at which it begins,
 * its time is when it was read. When the file is replaced or moved away, the old one is read to its end first.
 */
export function openTailSource({
  path,
  shown,
  from,
  format = isCsvName(path) ? "csv" : "ndjson",
  lastLine = "wait",
  pollMs = 250,
  graceMs = 1000,
  now = Date.now,
}: TailSourceOptions): StreamSource {
  const waker = createWaker();
  const block = createRecordBlock();
  let current: Follower | undefined;
  /** Where to go on once there is a file. */
  let resume: TailPosition | undefined;
  let firstLook = true;
  /** Since when the name belongs to another file and the old one has not grown. */
  let replacedSince: number | undefined;
  let events: SourceEvent[] = [];
  let caughtUp = false;
  let closed = false;
  let reading: Promise<MicroBatch> | undefined;
  let stopWatching = () => {};

  async function begin(file: OpenFile, at: number): Promise<Follower> {
    current = await follow(file, format === "csv", at);
    replacedSince = undefined;
    return current;
  }

  async function attachFile(): Promise<Follower | undefined> {
    // What was not there at the first look is new, and new files are read from their beginning.
    const found = await attach({ path, shown, resume, from: firstLook ? from : "earliest" });
    firstLook = false;
    if (found === undefined) return undefined;
    events.push(...found.events);
    return begin(found.file, found.at);
  }

  /** Everything there is, up to the limit; true when the batch must be cut. */
  async function collect(maxBytes: number, signal: AbortSignal): Promise<boolean> {
    const take: TakeRecord = (source, begins, ends, at) => {
      block.add(source, begins, ends, at, now());
      return block.bytes < maxBytes;
    };
    caughtUp = false;
    while (!signal.aborted && !closed) {
      const file = current ?? (await attachFile());
      if (file === undefined) {
        caughtUp = true;
        return false;
      }
      if (!file.drain(take)) return true;
      const found = await file.advance();
      if (found === "grown") {
        replacedSince &&= performance.now();
        continue;
      }
      const other = found === "overwritten" ? "there" : await lookForOther(file.file);
      if (other === "soon") return false;
      if (other === "none") {
        if (lastLine === "take") file.finish(take);
        caughtUp = true;
        return false;
      }
      if (found === "overwritten" ? await beginAgain(file, take) : await goToSuccessor(file, take)) return true;
    }
    return closed;
  }

  /** Whether the name stands for another file by now, and the old one has been at rest for long enough. */
  async function lookForOther(file: OpenFile): Promise<"none" | "soon" | "there"> {
    const stats = await stat(path, { bigint: true }).catch(() => undefined);
    if (stats === undefined || (stats.ino === file.stats.ino && stats.dev === file.stats.dev)) return "none";
    replacedSince ??= performance.now();
    return performance.now() - replacedSince >= graceMs ? "there" : "soon";
  }

  /** These two are true when records of the old content must go out first, because offsets begin again. */
  async function beginAgain(old: Follower, take: TakeRecord): Promise<boolean> {
    old.finish(take);
    if (block.count > 0) return true;
    events.push({ kind: "file_truncated", partition: shown, from: String(old.readAt) });
    await begin(old.file, 0);
    return false;
  }

  async function goToSuccessor(old: Follower, take: TakeRecord): Promise<boolean> {
    const successor = await openSuccessor(path, shown, old.file);
    if (successor === undefined) return false;
    const position = old.position();
    // Some programs replace a file by a longer copy of itself.
    const isCopy = position.headBytes > 0 && (await continues(successor.handle, position));
    if (!isCopy) {
      old.finish(take);
      if (block.count > 0) {
        await successor.handle.close();
        return true;
      }
      events.push({ kind: "file_rotated", partition: shown });
    }
    await old.file.handle.close();
    await begin(successor, isCopy ? position.at : 0);
    return false;
  }

  async function read(request: ReadRequest): Promise<MicroBatch> {
    await readUntil(request, {
      collect: () => collect(request.maxBytes, request.signal),
      count: () => block.count,
      pollMs,
      waker,
    });
    const next = writeTailPosition(current?.position() ?? resume ?? NOWHERE);
    const partition = { partition: shown, records: block.take(), next, behind: null, caughtUp };
    const told = events;
    events = [];
    return { partitions: [partition], events: told, ended: false };
  }

  return {
    id: `file:${shown}`,
    async open(positions) {
      const kept = positions.get(shown);
      if (kept !== undefined) {
        const wanted = readTailPosition(shown, kept);
        firstLook = false;
        if (wanted.inode !== NOWHERE.inode) resume = wanted;
      }
      stopWatching = watchFile(path, waker);
      await attachFile();
    },
    read(request) {
      reading = read(request);
      return reading;
    },
    async committed() {
      // The file keeps what it holds; there is nothing to forget.
    },
    async close() {
      closed = true;
      stopWatching();
      waker.wake();
      await reading?.catch(() => undefined);
      await current?.file.handle.close();
    },
  };
}
