import { resolve } from "node:path";
import type { StreamState } from "../engines/duckdb/stream/state.ts";
import type { StreamDefinition } from "../model/stream/stream-definition.ts";
import { errorCode, writeError } from "../sinks/files/system-error.ts";
import { createConsoleWindows } from "../sinks/stream/console-windows.ts";
import { createNdjsonWindows } from "../sinks/stream/ndjson-windows.ts";
import { OutputClosed } from "../sinks/stream/output-closed.ts";
import { openParquetWindows } from "../sinks/stream/parquet-windows.ts";
import type { StreamSink } from "../sinks/stream/stream-sink.ts";
import type { KafkaAccess } from "../sources/kafka/access.ts";
import type { StreamFlags } from "./commands/stream.ts";
import { createFoldWindows } from "./fold-windows.ts";
import { type Io, type Session, wantsColor, widthOfOutput } from "./io.ts";
import { openTopicSinks } from "./stream-topics.ts";

export interface StreamOutputs {
  readonly sinks: readonly StreamSink[];
  close(): Promise<void>;
}

/** Where the windows of a stream go, as the line asks. `stop` ends the stream after the batch at work. */
export async function openOutputs(
  flags: StreamFlags,
  state: StreamState,
  kafka: () => Promise<KafkaAccess>,
  stop: () => void,
  session: Session,
): Promise<StreamOutputs> {
  const kept = await openKeptOutputs(flags, state, kafka, session);
  const { finalUntil, batch } = state.checkpoint();
  const shown = shownOutput(flags, { definition: state.definition, finalUntil, batch }, stop, session);
  // Files and topics first: what was printed once is in them as well.
  return outputsOf([...kept.sinks, shown]);
}

/** A stream as it stood at the start. */
export interface Standing {
  readonly definition: StreamDefinition;
  /** Milliseconds: windows that end by then are final. */
  readonly finalUntil: number | null;
  /** Number of the last batch. */
  readonly batch: number;
}

/** Standard output, as tables or as lines. */
export function shownOutput(flags: StreamFlags, standing: Standing, stop: () => void, session: Session): StreamSink {
  const write = dataWriter(session.io, stop);
  return flags.format === "ndjson" ? createNdjsonWindows({ write }) : consoleSink(write, standing, session);
}

/** Those of the outputs that stay: files and topics. */
export async function openKeptOutputs(
  flags: StreamFlags,
  state: StreamState,
  kafka: () => Promise<KafkaAccess>,
  session: Session,
): Promise<StreamOutputs> {
  const { finalWindows } = flags;
  const files = finalWindows === undefined ? [] : [await openFinalWindows(finalWindows, state.definition, session)];
  return outputsOf([...files, ...(await openTopicSinks(flags, state, kafka, session))]);
}

function outputsOf(sinks: readonly StreamSink[]): StreamOutputs {
  return {
    sinks,
    async close() {
      for (const sink of sinks) await sink.close();
    },
  };
}

function consoleSink(
  write: (text: string) => Promise<void>,
  { definition, finalUntil, batch }: Standing,
  { io, language }: Session,
) {
  return createConsoleWindows({
    write,
    width: () => widthOfOutput(io.stdout),
    color: wantsColor(io, io.stdout),
    language,
    currency: definition.currency,
    timeZone: definition.timeZone,
    seconds: definition.sizeSeconds % 60 !== 0 || definition.slideSeconds % 60 !== 0,
    queries: definition.queries,
    watermarkSeconds: definition.watermarkSeconds,
    finalUntil,
    lastBatch: batch,
  });
}

/** Final windows as Parquet in a folder. */
export async function openFinalWindows(
  folder: string,
  { timeZone }: StreamDefinition,
  { io, language }: Session,
): Promise<StreamSink> {
  const { fold, close } = createFoldWindows(language);
  const sink = await openParquetWindows({
    folder: resolve(io.cwd, folder),
    shown: folder,
    timeZone,
    fold,
    now: io.now,
  });
  return {
    publish: (batch) => sink.publish(batch),
    async close() {
      try {
        await sink.close();
      } finally {
        close();
      }
    },
  };
}

const CLOSED: ReadonlySet<string> = new Set(["EPIPE", "ERR_STREAM_DESTROYED"]);

/** Data to stdout. When its reader has gone the stream is stopped, and the batch counts as not published. */
function dataWriter({ stdout }: Io, stop: () => void) {
  return (text: string) =>
    new Promise<void>((done, fail) => {
      stdout.write(text, (error) => {
        if (!(error instanceof Error)) {
          done();
        } else if (CLOSED.has(errorCode(error))) {
          stop();
          fail(new OutputClosed());
        } else {
          stop();
          fail(writeError(error, "stdout"));
        }
      });
    });
}
