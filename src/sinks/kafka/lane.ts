import type { ProduceAnswer } from "./produce-api.ts";
import { judgeAnswer } from "./produce-verdict.ts";
import { type Compression, createBatchBuilder, type OutgoingRecord, type RecordBatch } from "./record-batch.ts";
import { WriteFailure } from "./write-failure.ts";

/** The records of one partition on their way: one batch at a time, the same bytes until the broker has them. */
export interface Lane {
  /** Handed over and not yet acknowledged. */
  readonly waiting: number;
  readonly waitingBytes: number;
  readonly acknowledged: number;
  /** Of the first acknowledged record and behind the last; null while the broker has not said. */
  readonly firstOffset: number | null;
  readonly nextOffset: number | null;
  add(record: OutgoingRecord): void;
  /** Ends with the failure, or when the signal is aborted; until then it waits for records. */
  run(): Promise<void>;
}

export interface LaneOptions {
  readonly producerId: bigint;
  readonly epoch: number;
  readonly compression: Compression;
  /** A batch is closed when it has as many bytes of records. */
  readonly batchBytes: number;
  /** Null: for as long as it takes. */
  readonly patienceMs: number | null;
  readonly signal: AbortSignal;
  /** To whoever leads the partition now; `fresh` asks again who that is. Rejects where nobody can be reached. */
  readonly send: (records: Buffer, fresh: boolean) => Promise<ProduceAnswer>;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly now: () => number;
  readonly onTrouble: (cause: unknown) => void;
  readonly onAcknowledged: () => void;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2000;
/** A broker that has just started, or a topic that has just been made, may not be known everywhere at once. */
const TIMES_MISSING = 8;

interface Sealed {
  readonly batch: RecordBatch;
  readonly bytes: number;
}

export function createLane(options: LaneOptions): Lane {
  const { compression, batchBytes, signal } = options;
  const builder = createBatchBuilder(Math.min(batchBytes, 16_384));
  const sealed: Sealed[] = [];
  let wake: (() => void) | undefined;
  let sequence = 0;
  let waiting = 0;
  let waitingBytes = 0;
  let acknowledged = 0;
  let firstOffset: number | null = null;
  let nextOffset: number | null = null;

  signal.addEventListener("abort", () => wake?.(), { once: true });

  function seal(): void {
    const { bytes } = builder;
    sealed.push({ batch: builder.take(compression), bytes });
  }

  async function next(): Promise<Sealed | undefined> {
    while (!signal.aborted) {
      // What came while the last batch was on its way goes together.
      if (sealed.length === 0 && builder.count > 0) seal();
      const first = sealed.shift();
      if (first !== undefined) return first;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
      wake = undefined;
    }
    return undefined;
  }

  async function deliver({ batch, bytes }: Sealed): Promise<void> {
    const { producerId, epoch } = options;
    const records = batch.stamp({ producerId, epoch, firstSequence: sequence });
    const began = options.now();
    const attempts = { failed: 0, missing: 0 };
    for (let pause = FIRST_PAUSE_MS; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const verdict = await attempt(options, records, attempts.failed > 0);
      if (verdict.kind === "acknowledged") {
        sequence = sequenceBehind(sequence, batch.count);
        settle(batch.count, bytes, verdict.baseOffset);
        return;
      }
      if (verdict.kind === "failed") throw new WriteFailure(verdict.reason);
      attempts.failed += 1;
      attempts.missing = verdict.missing ? attempts.missing + 1 : 0;
      if (attempts.missing === TIMES_MISSING) throw new WriteFailure({ kind: "topic_missing" });
      if (options.patienceMs !== null && options.now() - began >= options.patienceMs) {
        throw new WriteFailure({ kind: "gave_up", cause: verdict.cause });
      }
      options.onTrouble(verdict.cause);
      await options.sleep(pause);
    }
  }

  function settle(count: number, bytes: number, baseOffset: number | null): void {
    waiting -= count;
    waitingBytes -= bytes;
    acknowledged += count;
    if (baseOffset !== null) {
      firstOffset ??= baseOffset;
      nextOffset = baseOffset + count;
    } else if (nextOffset !== null) nextOffset += count;
    options.onAcknowledged();
  }

  return {
    get waiting() {
      return waiting;
    },
    get waitingBytes() {
      return waitingBytes;
    },
    get acknowledged() {
      return acknowledged;
    },
    get firstOffset() {
      return firstOffset;
    },
    get nextOffset() {
      return nextOffset;
    },
    add(record) {
      const before = builder.bytes;
      builder.add(record);
      waiting += 1;
      waitingBytes += builder.bytes - before;
      if (builder.bytes >= batchBytes) seal();
      wake?.();
    },
    async run() {
      for (let batch = await next(); batch !== undefined; batch = await next()) await deliver(batch);
    },
  };
}

async function attempt(
  { send }: LaneOptions,
  records: Buffer,
  fresh: boolean,
): Promise<ReturnType<typeof judgeAnswer>> {
  try {
    return judgeAnswer(await send(records, fresh));
  } catch (error) {
    if (error instanceof WriteFailure) throw error;
    return { kind: "again", cause: lastCause(error), missing: false };
  }
}

function lastCause(error: unknown): string {
  let last = error;
  for (let depth = 0; last instanceof Error && depth < 16; depth++) {
    const inner = last instanceof AggregateError ? last.errors.at(-1) : last.cause;
    if (inner === undefined) break;
    last = inner;
  }
  if (!(last instanceof Error)) return String(last);
  return last.message === "" ? last.name : last.message;
}

/** Sequences go from 0 to 2^31 - 1 and begin again. */
function sequenceBehind(sequence: number, count: number): number {
  return (sequence + count) % 2 ** 31;
}
