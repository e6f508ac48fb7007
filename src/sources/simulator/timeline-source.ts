import { UserError } from "../../model/user-error.ts";
import { cutLines } from "../lines/cut-lines.ts";
import { readUntil } from "../lines/read-until.ts";
import type { TakeRecord } from "../lines/record-cutter.ts";
import { createWaker } from "../lines/waker.ts";
import { createRecordBlock } from "../stream/record-block.ts";
import type { ReadRequest, StreamSource } from "../stream/stream-source.ts";
import type { NextLines } from "./simulator-source.ts";

export interface TimelineSourceOptions {
  readonly id: string;
  /** When sale `n` happens, from 1 on and in order, milliseconds since the epoch. */
  readonly timeOf: (n: number) => number;
  /** How many have happened by a moment, about. */
  readonly countAt: (time: number) => number;
  readonly next: NextLines;
  readonly now?: () => number;
}

const PARTITION = "simulator";
/** Lines are made in this thread: so many at a time, so that others come in between. */
const PIECE = 2000;
/** While the engine works on one batch the lines of the next are made; no more of them, or it would wait. */
const MOST_RECORDS = 30_000;
const POLL_MS = 50;

/** A shop whose every sale has its moment: what has happened is there to be read, the rest comes when it happens. */
export function openTimelineSource({ id, timeOf, countAt, next, now = Date.now }: TimelineSourceOptions): StreamSource {
  const block = createRecordBlock();
  const waker = createWaker();
  let given = 0;
  let closed = false;

  async function collect({ maxBytes, signal }: ReadRequest): Promise<boolean> {
    const isFull = () => block.bytes >= maxBytes || block.count >= MOST_RECORDS;
    while (!closed && !signal.aborted && !isFull()) {
      const times = dueTimes();
      if (times.length === 0) return false;
      await give(times, isFull);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return true;
  }

  function dueTimes(): Float64Array {
    const at = now();
    const times: number[] = [];
    for (let n = given + 1; times.length < PIECE; n++) {
      const time = timeOf(n);
      if (time > at) break;
      times.push(time);
    }
    return Float64Array.from(times);
  }

  async function give(times: Float64Array, isFull: () => boolean): Promise<void> {
    const cutter = cutLines();
    cutter.push(await next(given + 1, times));
    let taken = 0;
    const take: TakeRecord = (source, from, to) => {
      given += 1;
      block.add(source, from, to, given, times[taken] ?? 0);
      taken += 1;
      return !isFull();
    };
    cutter.drain(take);
  }

  return {
    id,
    async open(positions) {
      const kept = positions.get(PARTITION);
      if (kept !== undefined) given = readNumber(kept) - 1;
    },
    async read(request) {
      await readUntil(request, {
        collect: () => collect(request),
        count: () => block.count,
        pollMs: POLL_MS,
        waker,
      });
      const caughtUp = timeOf(given + 1) > now();
      const behind = caughtUp ? 0 : Math.max(1, countAt(now()) - given);
      const partition = { partition: PARTITION, records: block.take(), next: String(given + 1), behind, caughtUp };
      return { partitions: [partition], events: [], ended: false };
    },
    async committed() {
      // Every sale can be made again.
    },
    async close() {
      closed = true;
      waker.wake();
    },
  };
}

function readNumber(position: string): number {
  const number = Number(position);
  if (/^[1-9]\d*$/.test(position) && Number.isSafeInteger(number)) return number;
  throw new UserError("stream_bad_position", { source: PARTITION, position });
}
