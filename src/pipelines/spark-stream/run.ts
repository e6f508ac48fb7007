import { setTimeout as delay } from "node:timers/promises";
import type { SparkSession } from "../../engines/spark/connect/link.ts";
import { defaultRetryPolicy } from "../../engines/spark/connect/retry-policy.ts";
import { SparkError } from "../../engines/spark/connect/spark-error.ts";
import { openShopStream, type ShopStream, type ShopStreamOptions } from "../../engines/spark/stream/shop-stream.ts";
import type { BatchProgress } from "../../model/stream/stream-progress.ts";
import type { WindowRow } from "../../model/stream/window-row.ts";
import type { StreamSink } from "../../sinks/stream/stream-sink.ts";
import type { StreamSource } from "../../sources/stream/stream-source.ts";
import { followQuery } from "./follow.ts";
import { createOpenWindows } from "./open-windows.ts";
import { type SparkRecord, writeRecord } from "./record.ts";

export interface RunOptions {
  readonly folder: string;
  readonly record: SparkRecord;
  /** What to start, and where; the session is chosen here. */
  readonly query: Omit<ShopStreamOptions, "session" | "adopt">;
  readonly results: StreamSource;
  readonly ends: () => Promise<ReadonlyMap<string, number>>;
  readonly sinks: readonly StreamSink[];
  readonly eager: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: BatchProgress) => void;
  readonly onEvent: (event: RunEvent) => void;
}

export type RunEvent =
  /** `found`: it ran already; else it was started, from its checkpoint where there is one. */
  | {
      readonly kind: "running";
      readonly found: boolean;
      readonly server: string;
      readonly version: string;
      readonly session: SparkSession;
      readonly runId: string;
    }
  | { readonly kind: "lost"; readonly cause: string };

/** A server that is away is asked again so often. */
const AGAIN_MS = 1000;
/** A query that fails so often in a row, without a micro-batch in between, will not get better. */
const MOST_FAILURES = 3;

/**
 * Runs a streaming query on a cluster until it has read all there is or the signal stops it. A server, session or query
 * that is lost on the way is waited for, and the query found again or started from its checkpoint. Throws SparkError.
 */
export async function runSparkStream(options: RunOptions): Promise<SparkRecord> {
  const { folder, query, signal, onEvent } = options;
  let { record } = options;
  const windows = createOpenWindows(record.open, record.finalUntil);
  const changed = new Map<string, WindowRow>();
  let failures = 0;
  let reached: Reached = "nothing";

  const keep = async (next: SparkRecord) => {
    record = next;
    failures = 0;
    reached = "batch";
    await writeRecord(folder, record);
  };

  for (;;) {
    let running: ShopStream | undefined;
    try {
      running = await open(query, record);
      if (reached === "nothing") reached = "server";
      const { session, stream, found } = running;
      await keepPlace(
        { id: session.id, userId: session.userId },
        { id: stream.id, runId: stream.runId, how: howOf(query) },
      );
      onEvent({
        kind: "running",
        found,
        server: session.server,
        version: session.version,
        session,
        runId: stream.runId,
      });
      record = await followQuery({ ...options, running, windows, changed, record, keep });
      if (!signal.aborted && query.trigger !== "available-now") {
        // Somebody stopped it on the cluster, or its session came to an end.
        throw new SparkError("interrupted", "the query was stopped there");
      }
      await running.close();
      await keepPlace(null, record.query);
      return record;
    } catch (error) {
      failures += 1;
      const again = isPassing(error, reached) && (isAway(error) || failures <= MOST_FAILURES);
      // What still runs there is found again; after an error for good nothing is left running.
      await running?.close({ keep: again });
      if (!again) throw error;
      if (failures === 1) onEvent({ kind: "lost", cause: firstLine(error.message) });
      if (signal.aborted) return record;
      await delay(AGAIN_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return record;
    }
  }

  async function keepPlace(session: SparkRecord["session"], found: SparkRecord["query"]): Promise<void> {
    record = { ...record, session, query: found };
    await writeRecord(folder, record);
  }
}

/** In the session where it was seen last, in which it may still run; in a new one where that session is over. */
async function open(given: RunOptions["query"], { session, query: started }: SparkRecord): Promise<ShopStream> {
  const query = { ...given, adopt: started?.how === howOf(given) };
  // A server that is away is waited for here, where people are told of it.
  const retry = { ...defaultRetryPolicy, maxRetries: 3 };
  if (session === null) return openShopStream({ ...query, session: { retry } });
  try {
    return await openShopStream({ ...query, session: { retry, sessionId: session.id, userId: session.userId } });
  } catch (error) {
    if (!(error instanceof SparkError) || error.kind !== "session-lost") throw error;
    return openShopStream({ ...query, session: { retry } });
  }
}

/** What a running query cannot be told any more. */
function howOf({ trigger, source, conf, checkpoint, query: { resultsTopic, deadLettersTopic } }: RunOptions["query"]) {
  return JSON.stringify({ trigger, source, conf, checkpoint, resultsTopic, deadLettersTopic });
}

function isAway(error: unknown): boolean {
  if (!(error instanceof SparkError)) return false;
  const { kind, message } = error;
  return kind === "no-server" || kind === "server-lost" || kind === "session-lost" || FORGOTTEN.test(message);
}

/** By a server that was restarted between two questions. */
const FORGOTTEN = /STREAMING_QUERY_NOT_FOUND|streaming query .{0,120}not found/i;

/** How far this run came: a query that never did a batch has a fault of its own. */
type Reached = "nothing" | "server" | "batch";

/** Whether the same may succeed a moment later. */
function isPassing(error: unknown, reached: Reached): error is SparkError {
  if (!(error instanceof SparkError) || reached === "nothing") return false;
  if (isAway(error) || error.kind === "interrupted") return true;
  return error.kind === "query" && reached === "batch" && PASSING.test(`${error.message}\n${error.detail ?? ""}`);
}

function firstLine(text: string): string {
  return (text.split("\n", 1)[0] ?? "").slice(0, 300).replace(/\.$/, "");
}

const PASSING =
  /SparkContext was shut down|Job aborted|executor .{0,40}(?:lost|exited)|ExecutorLostFailure|All masters are unresponsive|TimeoutException|DisconnectException|NotLeaderOrFollower|stopped/i;
