import { errors as english } from "../i18n/en/errors.ts";
import { serve as englishLog } from "../i18n/en/serve.ts";
import { errors as spanish } from "../i18n/es/errors.ts";
import { serve as spanishLog } from "../i18n/es/serve.ts";
import type { StreamDefinition } from "../model/stream/stream-definition.ts";
import { subtractQuality } from "../model/stream/stream-progress.ts";
import { UserError } from "../model/user-error.ts";
import { type RunRecord, type RunStore, runId } from "./run-store.ts";
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

/** Keeps the run of a stream up to date until what comes back is called. */
export function recordStreamRun(options: StreamRunOptions): () => Promise<void> {
  const { runs, stream } = options;
  const id = runId("stream", stream.started, process.pid);
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
  const known: UserError = failure instanceof UserError ? failure : new UserError("api_failed", {});
  return {
    id,
    kind: "stream",
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
    progress: null,
    inputs: [],
    outputs: [],
    log: [
      { time: started, text: { en: englishLog.log.began({}), es: spanishLog.log.began({}) } },
      ...(isOver
        ? [{ time: last?.time ?? started, text: { en: englishLog.log.ended({}), es: spanishLog.log.ended({}) } }]
        : []),
    ],
    failure: failure === null ? null : { code: known.code, detail: { en: known.in(english), es: known.in(spanish) } },
  };
}
