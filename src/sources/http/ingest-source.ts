import { UserError } from "../../model/user-error.ts";
import { readUntil } from "../lines/read-until.ts";
import { createWaker } from "../lines/waker.ts";
import { createRecordBlock } from "../stream/record-block.ts";
import type { MicroBatch, ReadRequest, SourceEvent, StreamSource } from "../stream/stream-source.ts";
import { createDrainRate } from "./drain-rate.ts";
import { createIngest } from "./ingest.ts";
import { type Journal, openJournal, spoolError } from "./journal/journal.ts";

export interface IngestSourceOptions {
  /** Where received records wait until they are committed; nothing else may be in it. */
  readonly spoolFolder: string;
  /** Throws UserError ingest_… where the sender is not trusted: see createGuard. */
  readonly guard: (request: Request) => void;
  readonly maxBodyBytes?: number;
  readonly maxBodiesBytes?: number;
  readonly maxUnreadBytes?: number;
  readonly segmentBytes?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  readonly onFailure?: (error: unknown) => void;
}

export interface IngestSource extends StreamSource {
  /** POST /api/ingest, for whichever server has the address. */
  ingest(request: Request): Promise<Response>;
}

const MEBIBYTE = 2 ** 20;
const PARTITION = "http";
const POLL_MS = 60_000;

/** A stream of what `ingest` takes in. Offsets are running numbers from 1, a record's time is when it was received. */
export function openIngestSource({
  spoolFolder,
  guard,
  maxBodyBytes = 16 * MEBIBYTE,
  maxBodiesBytes = 64 * MEBIBYTE,
  maxUnreadBytes = 256 * MEBIBYTE,
  segmentBytes = 64 * MEBIBYTE,
  now = Date.now,
  onFailure = () => {},
}: IngestSourceOptions): IngestSource {
  const waker = createWaker();
  const block = createRecordBlock();
  const drainRate = createDrainRate(now);
  let journal: Journal | undefined;
  let reading: Promise<MicroBatch> | undefined;
  let events: SourceEvent[] = [];
  let closed = false;

  const onGap = (from: number, to: number) =>
    events.push({ kind: "gap", partition: PARTITION, from: String(from), to: String(to) });

  async function collect({ reader }: Journal, { maxBytes, signal }: ReadRequest): Promise<boolean> {
    if (closed || signal.aborted) return true;
    const before = reader.bytes;
    try {
      return await reader.read((source, from, to, number, time) => {
        block.add(source, from, to, number, time);
        return block.bytes < maxBytes;
      });
    } catch (error) {
      throw spoolError(spoolFolder, error);
    } finally {
      drainRate.add(reader.bytes - before);
    }
  }

  async function read(request: ReadRequest): Promise<MicroBatch> {
    const open = journal;
    if (open === undefined) throw new Error("read before open");
    const work = { collect: () => collect(open, request), count: () => block.count, pollMs: POLL_MS, waker };
    await readUntil(request, work);
    const { next } = open.reader;
    const behind = open.end - next;
    const told = events;
    events = [];
    return {
      partitions: [{ partition: PARTITION, records: block.take(), next: String(next), behind, caughtUp: behind === 0 }],
      events: told,
      ended: false,
    };
  }

  return {
    id: PARTITION,
    ingest: createIngest({
      journal: () => (closed ? undefined : journal),
      guard,
      maxBodyBytes,
      maxBodiesBytes,
      maxUnreadBytes,
      secondsFor: drainRate.secondsFor,
      now,
      onFailure,
    }),
    async open(positions) {
      const kept = positions.get(PARTITION);
      const from = kept === undefined ? undefined : readNumber(kept);
      journal = await openJournal({ folder: spoolFolder, from, segmentBytes, onGap, onDurable: waker.wake });
    },
    read(request) {
      reading = read(request);
      return reading;
    },
    async committed(positions) {
      const kept = positions.get(PARTITION);
      if (kept === undefined) return;
      await journal?.forget(readNumber(kept), now()).catch((error: unknown) => {
        throw spoolError(spoolFolder, error);
      });
    },
    async close() {
      closed = true;
      waker.wake();
      await reading?.catch(() => undefined);
      await journal?.close();
    },
  };
}

function readNumber(position: string): number {
  const number = Number(position);
  if (/^[1-9]\d*$/.test(position) && Number.isSafeInteger(number)) return number;
  throw new UserError("stream_bad_position", { source: PARTITION, position });
}
