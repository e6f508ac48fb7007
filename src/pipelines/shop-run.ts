import { serve as englishLog } from "../i18n/en/serve.ts";
import { serve as spanishLog } from "../i18n/es/serve.ts";
import { type BothLanguages, newRun, type RunRecord, runId } from "../model/run-record.ts";
import type { StreamDefinition } from "../model/stream/stream-definition.ts";
import { subtractQuality } from "../model/stream/stream-progress.ts";
import { UserError } from "../model/user-error.ts";
import { failureOf } from "./record-run.ts";
import type { RunStore } from "./run-store.ts";
import type { ShopStream } from "./shop-stream.ts";

export interface StreamRunOptions {
  readonly runs: RunStore;
  readonly stream: ShopStream;
  readonly definition: StreamDefinition;
  readonly version: string;
  readonly now: () => Date;
}

/** It is written down so often while it runs: a process that is killed leaves a run behind all the same. */
const WRITE_MS = 10_000;

/** Lines of the log. */
export const STREAM_LOG = {
  began: (): BothLanguages => ({ en: englishLog.log.began({}), es: spanishLog.log.began({}) }),
  ended: (): BothLanguages => ({ en: englishLog.log.ended({}), es: spanishLog.log.ended({}) }),
};

/** Keeps the run of a stream with its console up to date until what comes back is called. */
export function recordStreamRun(options: StreamRunOptions): () => Promise<void> {
  const { runs, stream } = options;
  const id = runId(stream.started);
  const before = stream.history().quality;
  const write = (lasting: boolean) => runs.put(recordOf(id, before, options), lasting);
  const timer = setInterval(() => void write(true), WRITE_MS);
  const off = stream.onStatus(() => void write(true));
  void write(true);
  return async () => {
    clearInterval(timer);
    off();
    await write(true);
  };
}

function recordOf(id: string, before: RunRecord["quality"] & object, options: StreamRunOptions): RunRecord {
  const { stream, definition, version, now } = options;
  const { quality, phases, last } = stream.history();
  const status = stream.status();
  const failure = stream.failure();
  const own = subtractQuality(quality, before);
  const isOver = status === "stopped" || status === "failed";
  const started = stream.started.toISOString();
  const at = now();
  return newRun({
    id,
    kind: "serve",
    status: status === "failed" ? "failed" : isOver ? "stopped" : "running",
    started,
    ended: isOver ? at.toISOString() : null,
    duration_ms: at.getTime() - stream.started.getTime(),
    input: definition.source,
    engine: "duckdb",
    version,
    rows: own.read,
    parameters: { ...definition },
    quality: own,
    phases,
    log: [
      { time: started, text: STREAM_LOG.began() },
      ...(isOver ? [{ time: last?.time ?? started, text: STREAM_LOG.ended() }] : []),
    ],
    failure:
      failure === null ? null : failureOf(failure instanceof UserError ? failure : new UserError("api_failed", {})),
    written: at.toISOString(),
  });
}
