import { UserError } from "../../model/user-error.ts";
import { cutLines } from "../lines/cut-lines.ts";
import { readUntil } from "../lines/read-until.ts";
import type { TakeRecord } from "../lines/record-cutter.ts";
import { createWaker, type Waker } from "../lines/waker.ts";
import { createRecordBlock } from "../stream/record-block.ts";
import type { ReadRequest, StreamSource } from "../stream/stream-source.ts";

/**
 * NDJSON: a line for each time (milliseconds since the epoch), the first of them record number `from`, counted from 1.
 * The same number gives the same record but for its time.
 */
export type NextLines = (from: number, times: Float64Array) => Buffer | Promise<Buffer>;

export interface SimulatorSourceOptions {
  readonly rowsPerSecond: number;
  /** Part of the source's id: a state made from one seed fits no other. */
  readonly seed: number;
  readonly scenario?: string;
  /** So many records, then the source has ended; without it, it never does. */
  readonly rows?: number;
  readonly next: NextLines;
  readonly clock?: SimulatorClock;
}

export interface SimulatorClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Comes back after about so many milliseconds, or when the signal is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

const PARTITION = "simulator";
const PIECE = 2000;
/** A reader further behind slows the shop down: no more than this many seconds of sales wait. */
const MOST_BEHIND_SECONDS = 10;
const POLL_MS = 50;

/** A shop that sells while one looks on: records fall due at an even rate, from the moment it is opened. */
export function openSimulatorSource({
  rowsPerSecond,
  seed,
  scenario = "clean",
  rows = Number.POSITIVE_INFINITY,
  next,
  clock = systemClock(),
}: SimulatorSourceOptions): StreamSource {
  const block = createRecordBlock();
  const msPerRow = 1000 / rowsPerSecond;
  let given = 0;
  /** When record number `given` + 1 falls due. */
  let nextDue = 0;
  let closed = false;

  /** How many records are due and not given out. */
  function due(): number {
    const now = clock.now();
    nextDue = Math.max(nextDue, now - MOST_BEHIND_SECONDS * 1000);
    return Math.min(rows - given, Math.max(0, Math.floor((now - nextDue) / msPerRow) + 1));
  }

  async function collect(maxBytes: number, signal: AbortSignal): Promise<boolean> {
    while (!closed && !signal.aborted && block.bytes < maxBytes) {
      const count = Math.min(due(), PIECE);
      if (count === 0 || (await give(count, maxBytes)) === 0) break;
    }
    return closed || given >= rows || block.bytes >= maxBytes;
  }

  /** Draws so many and gives out as many as fit; how many those were. */
  async function give(count: number, maxBytes: number): Promise<number> {
    const times = Float64Array.from({ length: count }, (_, index) => Math.floor(nextDue + index * msPerRow));
    const cutter = cutLines();
    cutter.push(await next(given + 1, times));
    let taken = 0;
    const take: TakeRecord = (source, from, to) => {
      given += 1;
      block.add(source, from, to, given, times[taken] ?? 0);
      taken += 1;
      return block.bytes < maxBytes;
    };
    cutter.drain(take);
    nextDue += taken * msPerRow;
    return taken;
  }

  function sleeper(): Waker {
    return {
      wake() {},
      wait: (milliseconds, signal) => clock.sleep(Math.min(milliseconds, Math.max(1, nextDue - clock.now())), signal),
    };
  }

  async function read(request: ReadRequest) {
    await readUntil(request, {
      collect: () => collect(request.maxBytes, request.signal),
      count: () => block.count,
      pollMs: POLL_MS,
      waker: sleeper(),
    });
    const behind = due();
    const partition = { partition: PARTITION, records: block.take(), next: String(given + 1), behind };
    return { partitions: [{ ...partition, caughtUp: behind === 0 }], events: [], ended: given >= rows };
  }

  return {
    id: `simulator:${seed}:${scenario}`,
    async open(positions) {
      const kept = positions.get(PARTITION);
      if (kept !== undefined) given = readNumber(kept) - 1;
      nextDue = clock.now() + msPerRow;
    },
    read,
    async committed() {
      // Every record can be drawn again.
    },
    async close() {
      closed = true;
    },
  };
}

function systemClock(): SimulatorClock {
  const waker = createWaker();
  return { now: Date.now, sleep: (milliseconds, signal) => waker.wait(milliseconds, signal) };
}

function readNumber(position: string): number {
  const number = Number(position);
  if (/^[1-9]\d*$/.test(position) && Number.isSafeInteger(number)) return number;
  throw new UserError("stream_bad_position", { source: PARTITION, position });
}
