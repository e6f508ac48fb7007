import { resolve } from "node:path";
import type { SparkWatch } from "../engines/spark/jobs/watch.ts";
import type { StreamDefinition } from "../model/stream/stream-definition.ts";
import { beginRun } from "../pipelines/record-run.ts";
import { stateRunFolder } from "../pipelines/run-folder.ts";
import { STREAM_LOG } from "../pipelines/shop-run.ts";
import type { StreamSnapshot } from "../sinks/stream/stream-history.ts";
import type { Session } from "./io.ts";
import { readVersion } from "./version.ts";

export interface KeptStream {
  readonly engine: "duckdb" | "spark";
  /** Of the state. */
  readonly folder: string;
  readonly definition: StreamDefinition;
  /** What its batches did in this run. */
  readonly look: () => StreamSnapshot;
}

export interface StreamKeeper {
  /** A query runs on Spark, for the first time or again; this one looks on from now on. */
  spark(watch: SparkWatch): void;
  end(stopped: boolean): Promise<void>;
  fail(error: unknown): Promise<void>;
}

/** Keeps the run of `vitrina stream` beside its state. Nothing here fails. */
export function keepStreamRun({ engine, folder, definition, look }: KeptStream, { io }: Session): StreamKeeper {
  let watch: SparkWatch | undefined;
  const run = beginRun(
    stateRunFolder(resolve(io.cwd, folder)),
    {
      kind: "stream",
      engine,
      input: definition.source,
      version: readVersion(),
      folder: io.cwd,
      parameters: { ...definition },
    },
    io.now,
  );
  run.note(STREAM_LOG.began());
  run.watch(() => {
    const { quality, phases } = look();
    return { rows: quality.read, quality, phases };
  });
  const finish = async () => {
    if (watch !== undefined) run.spark(await watch.finish());
    run.note(STREAM_LOG.ended());
  };
  return {
    spark(next) {
      void watch?.finish();
      watch = next;
      run.watchSpark(next.look);
    },
    async end(stopped) {
      await finish();
      await run.end({ status: stopped ? "stopped" : "done" });
    },
    async fail(error) {
      await finish();
      await run.fail(error, false);
    },
  };
}
