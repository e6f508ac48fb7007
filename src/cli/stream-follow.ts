import type { StreamState } from "../engines/duckdb/stream/state.ts";
import { runStream } from "../pipelines/stream.ts";
import { createFinalWindowsSeen } from "../sinks/stream/final-windows-seen.ts";
import { OutputClosed } from "../sinks/stream/output-closed.ts";
import { createStreamHistory } from "../sinks/stream/stream-history.ts";
import type { StreamSink } from "../sinks/stream/stream-sink.ts";
import type { KafkaAccess } from "../sources/kafka/access.ts";
import type { StreamFlags } from "./commands/stream.ts";
import type { Session } from "./io.ts";
import { keepStreamRun } from "./keep-stream-run.ts";
import type { ChosenSource } from "./open-source.ts";
import type { StatusLine } from "./status-line.ts";
import { idleOf } from "./stream-definition.ts";
import { openOutputs } from "./stream-outputs.ts";
import { openStreamProgress } from "./stream-progress.ts";
import type { StreamTalk } from "./stream-talk.ts";

export interface FollowOptions {
  readonly flags: StreamFlags;
  readonly chosen: ChosenSource;
  /** Reads the login once, however often it is asked for: its file may be a pipe. */
  readonly kafka: () => Promise<KafkaAccess>;
  readonly state: StreamState;
  /** Of the state. */
  readonly folder: string;
  readonly talk: StreamTalk;
  readonly status: StatusLine;
  readonly session: Session;
}

/** Runs a stream to its end, or until somebody stops it, and says how it went. */
export async function followStream(options: FollowOptions): Promise<void> {
  const { chosen, state, folder, talk, session } = options;
  const { signal } = session.io;
  // Ctrl+C ends the stream after the batch at work, and so does a reader of the results who has gone.
  const stop = new AbortController();
  const onSignal = () => {
    stop.abort();
    talk.stopping().catch(() => undefined);
  };
  if (signal.aborted) onSignal();
  signal.addEventListener("abort", onSignal, { once: true });
  const counts = createCounts(state);
  const { definition } = state;
  const kept = keepStreamRun({ engine: "duckdb", folder, definition, look: counts.history.snapshot }, session);
  try {
    await run(options, stop, counts);
  } catch (error) {
    if (!(error instanceof OutputClosed)) {
      await kept.fail(error);
      throw error;
    }
  } finally {
    signal.removeEventListener("abort", onSignal);
    await chosen.source.close();
  }
  await state.flush();
  await kept.end(stop.signal.aborted);
  const { quality, last } = counts.history.snapshot();
  await talk.ends({
    stopped: stop.signal.aborted,
    batch: state.checkpoint().batch,
    positions: state.positions(),
    quality,
    all: state.checkpoint().quality,
    windowsMadeFinal: counts.madeFinal(),
    windowsOpen: last?.state.openWindows ?? null,
  });
}

async function run(
  { flags, chosen, kafka, state, talk, status, session }: FollowOptions,
  stop: AbortController,
  counts: Counts,
): Promise<void> {
  const progress = openStreamProgress(flags, status, talk.look, session);
  try {
    const tellUnanswered = unansweredOnce(state, talk);
    const outputs = await openOutputs(flags, state, kafka, () => stop.abort(), session);
    try {
      await runStream({
        source: announced(chosen, talk),
        state,
        sinks: [...outputs.sinks, counts.sink],
        trigger: flags.trigger,
        idleMs: idleOf(flags),
        signal: stop.signal,
        now: session.io.now,
        onProgress: (batch) => {
          tellUnanswered();
          progress.tell(counts.history.add(batch));
        },
        onEvent: (event) => void talk.event(event),
      });
    } finally {
      await outputs.close();
    }
  } finally {
    progress.close();
  }
}

/** Which columns the shop has is known with its first records: told once. */
function unansweredOnce(state: StreamState, talk: StreamTalk): () => void {
  let told = false;
  return () => {
    if (told) return;
    told = true;
    for (const { query, column } of state.unanswered()) void talk.unanswered(query, column);
  };
}

type Counts = ReturnType<typeof createCounts>;

/** Figures of this run for its summary. */
function createCounts(state: StreamState) {
  const { definition } = state;
  const seen = createFinalWindowsSeen(state.checkpoint().finalUntil);
  let madeFinal = 0;
  const sink: StreamSink = {
    async publish({ rows }) {
      madeFinal += seen.note(rows);
    },
    async close() {
      // Nothing is held back.
    },
  };
  return {
    sink,
    history: createStreamHistory({ watermarkSeconds: definition.watermarkSeconds }),
    madeFinal: () => madeFinal,
  };
}

/** Says where the source listens as soon as it does. */
function announced({ source, address }: ChosenSource, talk: StreamTalk): ChosenSource["source"] {
  return {
    ...source,
    async open(positions) {
      await source.open(positions);
      const listening = address();
      if (listening !== undefined) await talk.listening(listening);
    },
  };
}
