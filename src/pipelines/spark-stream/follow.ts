import { batchProgress, finalUntil } from "../../engines/spark/stream/batch-progress.ts";
import type { ShopStream } from "../../engines/spark/stream/shop-stream.ts";
import { addQuality, type BatchProgress } from "../../model/stream/stream-progress.ts";
import type { WindowRow } from "../../model/stream/window-row.ts";
import type { StreamSink } from "../../sinks/stream/stream-sink.ts";
import type { StreamSource } from "../../sources/stream/stream-source.ts";
import { keyOf, type OpenWindows } from "./open-windows.ts";
import type { SparkRecord } from "./record.ts";
import { resultRows } from "./result-rows.ts";

export interface FollowOptions {
  readonly running: ShopStream;
  /** The results topic, open at the record's positions. */
  readonly results: StreamSource;
  /** Where that topic ends now, by partition. */
  readonly ends: () => Promise<ReadonlyMap<string, number>>;
  readonly windows: OpenWindows;
  /** Rows that were read and not published yet, by their key; they outlive a query that is lost. */
  readonly changed: Map<string, WindowRow>;
  /** As it stands; changed with each batch. */
  readonly record: SparkRecord;
  readonly keep: (record: SparkRecord) => Promise<void>;
  readonly sinks: readonly StreamSink[];
  /** Rows are published as soon as they are read, not with their batch. */
  readonly eager: boolean;
  /** Aborted: the query is stopped. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: BatchProgress) => void;
}

const LOOK_MS = 200;
const MAX_BYTES = 8 * 2 ** 20;

/**
 * Reads what a query of Spark's makes and tells, until it has ended or the signal stops it. Returns the record as it stands.
 * Rows are in the topic before Spark tells of their batch, so a batch is told with all of its rows.
 */
export async function followQuery(options: FollowOptions): Promise<SparkRecord> {
  const { running, results, ends, windows, changed, sinks, eager, signal, onProgress, keep } = options;
  let { record } = options;
  let looked = Number.NEGATIVE_INFINITY;

  /** What has come by now, or all up to these offsets. */
  async function read(until: ReadonlyMap<string, number> = new Map()): Promise<void> {
    for (;;) {
      const { partitions } = await results.read({
        maxBytes: MAX_BYTES,
        until: "any",
        waitMs: LOOK_MS,
        signal: NEVER,
      });
      const positions = { ...record.results };
      for (const { partition, records, next } of partitions) {
        for (const row of windows.take(resultRows(records))) changed.set(keyOf(row), row);
        positions[partition] = next;
      }
      record = { ...record, results: positions };
      if ([...until].every(([partition, end]) => Number(positions[partition] ?? 0) >= end)) return;
    }
  }

  async function publish(rows: readonly WindowRow[], batch: number, progress: BatchProgress | null): Promise<void> {
    for (const sink of sinks) await sink.publish({ batch, rows, progress });
  }

  /** The batches that Spark has told of since the last look. */
  async function look(): Promise<void> {
    const told = (await running.progress()).filter(({ batchId }) => record.base + batchId + 1 > record.batch);
    if (told.length === 0) return;
    await read(await ends());
    for (const [index, spark] of told.entries()) {
      const until = finalUntil(spark);
      const final = until === null ? [] : windows.close(until);
      const progress = batchProgress(spark, windows.count, record.base);
      if (progress === undefined) continue;
      // Which of several batches a row is of, nobody knows.
      const rows = new Map(index === told.length - 1 ? changed : []);
      for (const row of final) {
        rows.set(keyOf(row), row);
        changed.delete(keyOf(row));
      }
      await publish([...rows.values()], progress.batch, progress);
      record = {
        ...record,
        batch: progress.batch,
        open: windows.rows(),
        finalUntil: windows.finalUntil,
        positions: Object.fromEntries(progress.partitions.map(({ partition, next }) => [partition, next])),
        quality: addQuality(record.quality, progress.quality),
      };
      onProgress(progress);
    }
    changed.clear();
    await keep(record);
  }

  for (;;) {
    await read();
    if (eager && changed.size > 0) {
      await publish([...changed.values()], record.batch + 1, null);
      changed.clear();
    }
    if (!signal.aborted && performance.now() - looked < LOOK_MS) continue;
    looked = performance.now();
    if (signal.aborted) await running.stop();
    const isRunning = !signal.aborted && (await running.isRunning());
    await look();
    if (!isRunning) return record;
  }
}

/** What Spark has written is read to its end, also after a stop. */
const NEVER = new AbortController().signal;
