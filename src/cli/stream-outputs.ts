import type { StreamState } from "../engines/duckdb/stream/state.ts";
import { errorCode, writeError } from "../sinks/files/system-error.ts";
import { createConsoleWindows } from "../sinks/stream/console-windows.ts";
import { createNdjsonWindows } from "../sinks/stream/ndjson-windows.ts";
import { OutputClosed } from "../sinks/stream/output-closed.ts";
import type { StreamSnapshot } from "../sinks/stream/stream-history.ts";
import type { StreamSink } from "../sinks/stream/stream-sink.ts";
import type { StreamFlags } from "./commands/stream.ts";
import { type Io, type Session, wantsColor, widthOfOutput } from "./io.ts";

export interface StreamOutputs {
  readonly sinks: readonly StreamSink[];
  progress(snapshot: StreamSnapshot): void;
  close(): Promise<void>;
}

export interface OutputContext {
  /** Ends the stream after the batch at work. */
  readonly stop: () => void;
  readonly session: Session;
}

/** Where the windows and the progress of a stream go, as the line asks. */
export async function openOutputs(
  flags: StreamFlags,
  state: StreamState,
  { stop, session }: OutputContext,
): Promise<StreamOutputs> {
  const write = dataWriter(session.io, stop);
  const windows = flags.format === "ndjson" ? createNdjsonWindows({ write }) : consoleSink(write, state, session);
  const sinks = [windows];
  return {
    sinks,
    progress() {},
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
  });
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
          fail(writeError(error, "stdout"));
        }
      });
    });
}
