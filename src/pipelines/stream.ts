import type { AppliedBatch, StreamState } from "../engines/duckdb/stream/state.ts";
import type { BatchProgress, PartitionProgress } from "../model/stream/stream-progress.ts";
import {
  isIdle,
  lowestWatermark,
  type PartitionTime,
  partitionWatermark,
  type WatermarkOptions,
} from "../model/stream/watermark.ts";
import type { StreamSink } from "../sinks/stream/stream-sink.ts";
import type { MicroBatch, ReadRequest, SourceEvent, StreamSource } from "../sources/stream/stream-source.ts";

/** When a micro-batch is cut: at an interval, as soon as there is anything, or until there is nothing left. */
export type Trigger =
  | { readonly kind: "interval"; readonly ms: number }
  | { readonly kind: "continuous" }
  | { readonly kind: "available-now" };

export interface StreamOptions {
  readonly source: StreamSource;
  readonly state: StreamState;
  readonly sinks: readonly StreamSink[];
  readonly trigger: Trigger;
  /** How long a partition that was read to its end stays quiet before it holds no window open; null: never. */
  readonly idleMs: number | null;
  readonly maxBatchBytes?: number;
  /** Aborted: the batch at work is finished and committed, then the stream ends. */
  readonly signal: AbortSignal;
  readonly now?: () => Date;
  readonly onProgress?: (progress: BatchProgress) => void;
  readonly onEvent?: (event: SourceEvent) => void;
}

/** Nothing to do is looked at again after this long. */
const IDLE_WAIT_MS = 1000;
const TIDY_EVERY_MS = 60_000;
const MAX_BATCH_BYTES = 32 * 2 ** 20;

/**
 * The micro-batch loop: source -> state (judge, keep, windows, checkpoint: one transaction) -> sinks. While the engine works
 * on one batch the source collects the next, and no more than that.
 */
export async function runStream(options: StreamOptions): Promise<void> {
  const { source, state, signal, now = () => new Date() } = options;
  // 1. What was committed and perhaps not seen is published again.
  await publishWaiting(options);
  await source.open(state.positions());
  const clock = createClock(options, now);
  // A read that nobody waits for any more must not hold up the end, or the news of a failure.
  const stop = new AbortController();
  const reads = { ...options, signal: AbortSignal.any([signal, stop.signal]) };
  let reading = startRead(reads);
  let tidiedAt = performance.now();
  try {
    for (;;) {
      const started = performance.now();
      const read = await reading;
      const readMs = performance.now() - started;
      const last = signal.aborted || read.ended || isAtEnd(options, read);
      // 2. The next batch is collected meanwhile.
      if (!last) reading = startRead(reads);
      for (const event of read.events) options.onEvent?.(event);
      clock.see(read);
      // 3. Take it in, and only then tell the world.
      if (hasRecords(read) || clock.closesWindows()) {
        const applied = await state.apply(read.partitions, clock.finality);
        await source.committed(state.positions());
        // Corrections that were made before it: late sales applied, dead letters mended.
        await publishWaiting(options, applied.batch);
        await publish(options, applied, read, clock, readMs);
      }
      // 4. Corrections made meanwhile.
      await publishWaiting(options);
      if (last) return;
      // 5. Now and then, put away what is no longer to be kept.
      if (performance.now() - tidiedAt >= TIDY_EVERY_MS) {
        await state.tidy(now());
        tidiedAt = performance.now();
      }
    }
  } finally {
    stop.abort();
    await reading.catch(() => undefined);
  }
}

async function publishWaiting({ state, sinks }: StreamOptions, before?: number): Promise<void> {
  for (;;) {
    const waiting = await state.unpublished(before);
    if (waiting === null) return;
    const { batch, rows } = waiting;
    for (const sink of sinks) await sink.publish({ batch, rows, progress: null });
    state.published(batch);
  }
}

function startRead(options: StreamOptions): Promise<MicroBatch> {
  const reading = options.source.read(nextRead(options));
  // It may fail while the engine works on the batch before; that is told when its turn comes.
  reading.catch(() => undefined);
  return reading;
}

function nextRead({ trigger, maxBatchBytes = MAX_BATCH_BYTES, signal }: StreamOptions): ReadRequest {
  const maxBytes = maxBatchBytes;
  switch (trigger.kind) {
    case "interval":
      return { maxBytes, until: "all", waitMs: trigger.ms, signal };
    case "continuous":
    case "available-now":
      return { maxBytes, until: "any", waitMs: IDLE_WAIT_MS, signal };
  }
}

function isAtEnd({ trigger }: StreamOptions, { partitions }: MicroBatch): boolean {
  return trigger.kind === "available-now" && partitions.every(({ caughtUp }) => caughtUp);
}

function hasRecords({ partitions }: MicroBatch): boolean {
  return partitions.some(({ records }) => records.count > 0);
}

async function publish(
  options: StreamOptions,
  applied: AppliedBatch,
  read: MicroBatch,
  clock: Clock,
  readMs: number,
): Promise<void> {
  const { sinks, state } = options;
  const started = performance.now();
  const progress = clock.progress(applied, read, readMs);
  for (const sink of sinks) await sink.publish({ batch: applied.batch, rows: applied.rows, progress });
  state.published(applied.batch);
  const publishMs = Math.round((performance.now() - started) * 100) / 100;
  options.onProgress?.({ ...progress, phases: { ...progress.phases, publish: publishMs } });
}

type Clock = ReturnType<typeof createClock>;

/** Which partitions are quiet, and what that and their event times make of the windows. */
function createClock({ state, trigger, idleMs }: StreamOptions, now: () => Date) {
  const seen = new Map<string, { caughtUp: boolean; active: number; behind: number | null }>();
  const options: WatermarkOptions = {
    delayMs: state.definition.watermarkSeconds * 1000,
    idleMs: trigger.kind === "available-now" ? null : idleMs,
  };
  let closedAllAt = -1;
  const longestLook = 2 * Math.max(IDLE_WAIT_MS, trigger.kind === "interval" ? trigger.ms : 0);
  let looked = now().getTime();
  // Time in which partitions were watched: a clock that was set, or a process that stood still, says nothing of them.
  let watched = 0;

  const times = (marks: Readonly<Record<string, { readonly latest: number | null }>>): PartitionTime[] =>
    [...seen].map(([partition, { caughtUp, active }]) => ({
      partition,
      latest: marks[partition]?.latest ?? null,
      caughtUp,
      active,
    }));

  const watermark = (marks: Readonly<Record<string, { readonly latest: number | null }>>) =>
    lowestWatermark(times(marks), options, watched);

  return {
    see({ partitions }: MicroBatch): void {
      const time = now().getTime();
      watched += Math.min(Math.max(0, time - looked), longestLook);
      looked = time;
      const present = new Set(partitions.map(({ partition }) => partition));
      for (const gone of [...seen.keys()].filter((partition) => !present.has(partition))) seen.delete(gone);
      for (const { partition, records, caughtUp, behind } of partitions) {
        const active = records.count > 0 ? watched : (seen.get(partition)?.active ?? watched);
        seen.set(partition, { caughtUp, active, behind });
      }
    },

    finality: (marks: Readonly<Record<string, { readonly latest: number | null }>>): number | "all" | null => {
      const reached = watermark(marks);
      return reached.kind === "at" ? reached.ms : reached.kind === "all" ? "all" : null;
    },

    /** Whether time alone makes windows final that were not: partitions went quiet. */
    closesWindows(): boolean {
      const { batch, finalUntil, partitions } = state.checkpoint();
      if (batch === 0) return false;
      const reached = watermark(partitions);
      if (reached.kind === "none") return false;
      if (reached.kind === "all") {
        const isNew = closedAllAt !== batch;
        closedAllAt = isNew ? batch + 1 : batch;
        return isNew;
      }
      const { sizeSeconds, slideSeconds } = state.definition;
      const step = (ms: number) => Math.floor((ms - sizeSeconds * 1000) / (slideSeconds * 1000));
      return finalUntil === null || step(reached.ms) > step(finalUntil);
    },

    progress(applied: AppliedBatch, { partitions }: MicroBatch, readMs: number): BatchProgress {
      const marks = state.checkpoint().partitions;
      const reached = watermark(marks);
      const known = new Map(times(marks).map((time) => [time.partition, time]));
      return {
        batch: applied.batch,
        time: now().toISOString(),
        quality: applied.quality,
        phases: { read: Math.round(readMs * 100) / 100, ...applied.phases },
        watermark: reached.kind === "at" ? new Date(reached.ms).toISOString() : null,
        partitions: partitions.map(({ partition, next, behind }): PartitionProgress => {
          const own = known.get(partition);
          const ms = own === undefined ? null : partitionWatermark(own, options);
          return {
            partition,
            next,
            watermark: ms === null ? null : new Date(ms).toISOString(),
            behind,
            idle: own !== undefined && isIdle(own, options, watched),
          };
        }),
        state: applied.state,
      };
    },
  };
}
