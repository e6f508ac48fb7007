import { UserError } from "../../../model/user-error.ts";
import type { SparkSession } from "../connect/link.ts";
import { sourceRelation } from "../connect/relations.ts";
import { closeSession, openSession, type SessionOptions } from "../connect/session.ts";
import { SparkError } from "../connect/spark-error.ts";
import type { StreamProgress } from "../connect/stream-progress.ts";
import {
  activeStreams,
  lastProgress,
  recentProgress,
  type Stream,
  startStream,
  stopStream,
  streamException,
  streamStatus,
} from "../connect/streams.ts";
import { openDesk } from "../desk.ts";
import { seesFolder } from "../places.ts";
import { settle } from "../settings.ts";
import { type ShopQuery, shopRelation } from "./shop-query.ts";

export interface ShopStreamOptions {
  /** `sc://host:port/;token=…` */
  readonly address: string;
  readonly session?: SessionOptions;
  /** Settings of Spark's, over those chosen here. */
  readonly conf: Readonly<Record<string, string>>;
  /** The query in Spark's pages; by it a running one is found again. */
  readonly name: string;
  /** A folder as the cluster names it. */
  readonly checkpoint: string;
  /** A folder of this machine that the cluster must see for that; null where people named the checkpoint. */
  readonly seen: string | null;
  readonly trigger: { readonly every: string } | "available-now" | undefined;
  /** Whether one that runs already is followed as it is; else it is stopped and started again. */
  readonly adopt: boolean;
  /** Options of Spark's Kafka connector for the source (`subscribe`, `startingOffsets`), and those of every client. */
  readonly source: Readonly<Record<string, string>>;
  readonly kafka: Readonly<Record<string, string>>;
  readonly query: ShopQuery;
}

/** A shop's streaming query at work on a cluster. */
export interface ShopStream {
  readonly session: SparkSession;
  readonly stream: Stream;
  /** Whether it ran already. */
  readonly found: boolean;
  /** Micro-batches since the last call, oldest first. */
  progress(): Promise<readonly StreamProgress[]>;
  /** Whether it still runs. Throws the SparkError that ended it. */
  isRunning(): Promise<boolean>;
  /** Ends the query after the micro-batch at work is given up; its checkpoint continues it. */
  stop(): Promise<void>;
  /** With `keep` the query goes on without us. */
  close(options?: { readonly keep?: boolean }): Promise<void>;
}

/** Starts the query from its checkpoint, or finds it where it runs in the same session. Throws SparkError, or UserError "spark_needs_checkpoint". */
export async function openShopStream(options: ShopStreamOptions): Promise<ShopStream> {
  const session = await openSession(options.address, { clientType: "vitrina", ...options.session });
  try {
    const running = (await activeStreams(session)).find(({ name }) => name === options.name);
    if (running !== undefined && options.adopt) return watch(session, running, true);
    if (running !== undefined) await stopStream(session, running);
    return watch(session, await start(session, options), false);
  } catch (error) {
    await closeSession(session);
    throw error;
  }
}

/** What a stream needs besides a batch's settings. */
const STREAM_SETTINGS = {
  // See shopRelation.
  "spark.sql.streaming.multipleWatermarkPolicy": "max",
  // So many batches may pass while nobody asks.
  "spark.sql.streaming.numRecentProgressUpdates": "1000",
} as const;

async function start(session: SparkSession, options: ShopStreamOptions): Promise<Stream> {
  const { name, checkpoint, seen, trigger, source, kafka, query, conf } = options;
  const desk = openDesk(session, name);
  await settle(desk, { ...STREAM_SETTINGS, ...conf });
  if (seen !== null && !(await seesFolder(desk, seen))) throw new UserError("spark_needs_checkpoint", {});
  const records = sourceRelation({ format: "kafka", streaming: true, options: { ...kafka, ...source } });
  return startStream(session, await shopRelation(session, query, records), {
    format: "kafka",
    outputMode: "update",
    name,
    trigger,
    options: { ...kafka, checkpointLocation: checkpoint },
  });
}

function watch(session: SparkSession, stream: Stream, found: boolean): ShopStream {
  let last = -1;
  return {
    session,
    stream,
    found,
    async progress() {
      const newest = await lastProgress(session, stream);
      if (newest === undefined || newest.batchId < last) return [];
      const all = newest.batchId > last + 1 ? await recentProgress(session, stream) : [newest];
      // A batch is told of once more in idle times, without having worked.
      const fresh = all.filter(({ batchId, durationMs }) => batchId > last && durationMs.addBatch !== undefined);
      last = fresh.at(-1)?.batchId ?? last;
      return fresh;
    },
    async isRunning() {
      const { active } = await streamStatus(session, stream);
      if (active) return true;
      const error = await streamException(session, stream);
      if (error !== undefined) throw error;
      return false;
    },
    async stop() {
      await stopStream(session, stream).catch((error: unknown) => {
        // It is gone already, with its session or its server.
        if (!(error instanceof SparkError)) throw error;
      });
    },
    close: (options) => closeSession(session, options),
  };
}
