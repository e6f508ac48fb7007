import { resolve } from "node:path";
import type { StreamState } from "../engines/duckdb/stream/state.ts";
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
  const write = dataWriter(session.io, stop);
  const windows = flags.format === "ndjson" ? createNdjsonWindows({ write }) : consoleSink(write, state, session);
  // Files and topics first: what was printed once is in them as well.
  return outputsOf([...kept.sinks, windows]);
}

/** Those of the outputs that stay: files and topics. */
export async function openKeptOutputs(
  flags: StreamFlags,
  state: StreamState,
  kafka: () => Promise<KafkaAccess>,
  session: Session,
): Promise<StreamOutputs> {
  const { finalWindows } = flags;
  const files = finalWindows === undefined ? [] : [await parquetSink(finalWindows, state, session)];
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

function consoleSink(write: (text: string) => Promise<void>, state: StreamState, { io, language }: Session) {
  const { definition } = state;
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
    finalUntil: state.checkpoint().finalUntil,
    lastBatch: state.checkpoint().batch,
  });
}

async function parquetSink(folder: string, state: StreamState, { io, language }: Session): Promise<StreamSink> {
  const { fold, close } = createFoldWindows(language);
  const { timeZone } = state.definition;
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
