import { join, resolve } from "node:path";
import { openStreamState, type StreamState } from "../../engines/duckdb/stream/state.ts";
import { machineTimeZone } from "../../model/time-zone.ts";
import { runStream } from "../../pipelines/stream.ts";
import { createFinalWindowsSeen } from "../../sinks/stream/final-windows-seen.ts";
import { OutputClosed } from "../../sinks/stream/output-closed.ts";
import { createStreamHistory } from "../../sinks/stream/stream-history.ts";
import { type Session, tell } from "../io.ts";
import { type ChosenSource, openSource } from "../open-source.ts";
import { readMapping } from "../read-mapping.ts";
import { checkFlags, definitionOf, idleOf } from "../stream-definition.ts";
import { openOutputs } from "../stream-outputs.ts";
import { sourceFolder } from "../stream-source-kind.ts";
import { createStreamTalk, type StreamTalk } from "../stream-talk.ts";
import type { StreamFlags } from "./stream.ts";

/** `vitrina stream`. Returns the exit code; a stream that was asked to stop is done. */
export async function runStreamCommand(flags: StreamFlags, session: Session): Promise<number> {
  const { io, words } = session;
  checkFlags(flags, session);
  if (flags.engine === "spark") {
    await tell(session, words.spark_not_yet);
    return 1;
  }
  const mapping = await readMapping(flags, io.cwd);
  const shop = { mapping, timeZone: mapping.time_zone ?? machineTimeZone(), currency: mapping.currency ?? "" };
  const folder = resolve(io.cwd, flags.state ?? join(".vitrina", sourceFolder(flags, io.cwd)));
  const chosen = await openSource(flags, { stateFolder: folder, timeZone: shop.timeZone, session });
  const definition = definitionOf(flags, chosen.source.id, shop);
  const { memory, threads } = flags;
  const state = await openStreamState({ folder, definition, memory, ...(threads === undefined ? {} : { threads }) });
  try {
    const talk = createStreamTalk(definition, folder, session);
    await talk.begins(state.checkpoint().batch, state.positions());
    if (chosen.waitsForFile) await talk.waitingForFile(flags.source);
    await follow(flags, chosen, state, talk, session);
  } finally {
    await state.close();
  }
  return 0;
}

async function follow(
  flags: StreamFlags,
  chosen: ChosenSource,
  state: StreamState,
  talk: StreamTalk,
  session: Session,
): Promise<void> {
  const { io } = session;
  // Ctrl+C ends the stream after the batch at work, and so does a reader of the results who has gone.
  const stop = new AbortController();
  const onSignal = () => {
    stop.abort();
    void talk.stopping();
  };
  if (io.signal.aborted) onSignal();
  else io.signal.addEventListener("abort", onSignal, { once: true });
  const { quality: before, finalUntil } = state.checkpoint();
  const history = createStreamHistory({ watermarkSeconds: state.definition.watermarkSeconds });
  const seen = createFinalWindowsSeen(finalUntil);
  let windowsMadeFinal = 0;
  const outputs = await openOutputs(flags, state, { stop: () => stop.abort(), session });
  const counter = {
    async publish({ rows }: { rows: Parameters<typeof seen.note>[0] }) {
      windowsMadeFinal += seen.note(rows);
    },
    async close() {},
  };
  try {
    await runStream({
      source: announced(chosen, talk),
      state,
      sinks: [...outputs.sinks, counter],
      trigger: flags.trigger,
      idleMs: idleOf(flags),
      signal: stop.signal,
      now: io.now,
      onProgress: (progress) => outputs.progress(history.add(progress)),
      onEvent: (event) => void talk.event(event),
    });
  } catch (error) {
    if (!(error instanceof OutputClosed)) throw error;
  } finally {
    io.signal.removeEventListener("abort", onSignal);
    await chosen.source.close();
    await outputs.close();
  }
  await state.flush();
  const { quality, last } = history.snapshot();
  await talk.ends({
    stopped: io.signal.aborted,
    batch: state.checkpoint().batch,
    positions: state.positions(),
    quality,
    all: state.checkpoint().quality,
    windowsMadeFinal,
    windowsOpen: last?.state.openWindows ?? null,
  });
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
