import { resolve } from "node:path";
import { type SparkWatch, watchSpark } from "../../engines/spark/jobs/watch.ts";
import { explainStreamError } from "../../engines/spark/stream/explain-stream-error.ts";
import { answerableQueries } from "../../engines/spark/stream/shop-query.ts";
import type { ShopStreamOptions } from "../../engines/spark/stream/shop-stream.ts";
import { widePlan } from "../../engines/spark/stream/wide-plan.ts";
import type { DefinitionPart } from "../../model/stream/stream-definition.ts";
import { subtractQuality } from "../../model/stream/stream-progress.ts";
import { clientOptions, sourceOptions } from "../../pipelines/spark-stream/kafka-options.ts";
import { type SparkRecord, writeRecord } from "../../pipelines/spark-stream/record.ts";
import { type RunEvent, runSparkStream } from "../../pipelines/spark-stream/run.ts";
import type { Trigger } from "../../pipelines/stream.ts";
import { createFinalWindowsSeen } from "../../sinks/stream/final-windows-seen.ts";
import { OutputClosed } from "../../sinks/stream/output-closed.ts";
import { createStreamHistory } from "../../sinks/stream/stream-history.ts";
import type { StreamSink } from "../../sinks/stream/stream-sink.ts";
import type { KafkaAccess } from "../../sources/kafka/access.ts";
import { openTopicEnds } from "../../sources/kafka/admin/topic-ends.ts";
import { openKafkaSource } from "../../sources/kafka/source.ts";
import type { StreamFlags } from "../commands/stream.ts";
import { type Session, tell } from "../io.ts";
import { keepStreamRun } from "../keep-stream-run.ts";
import type { StatusLine } from "../status-line.ts";
import { openFinalWindows, shownOutput } from "../stream-outputs.ts";
import { openStreamProgress } from "../stream-progress.ts";
import type { StreamTalk } from "../stream-talk.ts";
import { makeTopics, openFinalResults } from "./topics.ts";
import { talkOf } from "./words.ts";

export interface FollowSparkOptions {
  readonly flags: StreamFlags;
  readonly session: Session;
  readonly status: StatusLine;
  readonly talk: StreamTalk;
  readonly address: string;
  readonly access: KafkaAccess;
  readonly topics: readonly string[];
  /** The state's. */
  readonly folder: string;
  readonly record: SparkRecord;
  readonly changed: readonly DefinitionPart[];
}

/** Runs a stream on Spark to its end, or until somebody stops it, and says how it went. */
export async function followSpark(options: FollowSparkOptions): Promise<void> {
  const { flags, session, status, talk, access, folder, changed } = options;
  const { io } = session;
  const words = talkOf(session);
  const { resultsTopic, deadLettersTopic, definition } = options.record;
  await makeTopics(access, resultsTopic, deadLettersTopic);
  const topicEnds = openTopicEnds(access, resultsTopic);
  const results = openKafkaSource({ access, topics: [resultsTopic], from: "earliest", group: null, onGap: "continue" });
  const stop = new AbortController();
  const onSignal = () => {
    stop.abort();
    tell(session, words.stopping).catch(() => undefined);
  };
  if (io.signal.aborted) onSignal();
  io.signal.addEventListener("abort", onSignal, { once: true });
  const sinks: StreamSink[] = [];
  try {
    const record = await begun(options.record, topicEnds.ends);
    await writeRecord(folder, record);
    await talk.begins(record.batch, new Map(Object.entries(record.positions)));
    if (changed.length > 0)
      await tell(session, (flags.onChange === "drop" ? words.dropped : words.replayed)({ parts: changed }));
    for (const { query, column } of answerableQueries(record).unanswered) await talk.unanswered(query, column);
    await results.open(new Map(Object.entries(record.results)));
    const counts = createCounts(record);
    if (flags.finalWindows !== undefined) {
      sinks.push(withBatch(await openFinalWindows(flags.finalWindows, definition, session)));
    }
    sinks.push(await openFinalResults(access, resultsTopic, io.now));
    const shown = { definition, finalUntil: record.finalUntil, batch: record.batch };
    sinks.push(
      shownOutput(flags, shown, () => stop.abort(), session),
      counts.sink,
    );
    const progress = openStreamProgress(flags, status, talk.look, session);
    const kept = keepStreamRun({ engine: "spark", folder, definition, look: counts.history.snapshot }, session);
    const tellEvent = eventTeller(options, record);
    try {
      const ended = await runSparkStream({
        folder,
        record,
        query: queryOf(options, record),
        results,
        ends: topicEnds.ends,
        sinks,
        eager: flags.format === "ndjson",
        signal: stop.signal,
        onProgress: (batch) => progress.tell(counts.history.add(batch)),
        onEvent: (event) => {
          if (event.kind === "running") kept.spark(watchQuery(event, flags));
          tellEvent(event);
        },
      });
      await kept.end(stop.signal.aborted);
      await summary(options, record, ended, counts, stop.signal.aborted);
    } catch (error) {
      if (!(error instanceof OutputClosed)) {
        const { checkpoint } = options.record;
        await kept.fail(explainStreamError(error, { checkpoint, brokers: access.brokers, source: definition.source }));
        throw error;
      }
      await kept.end(true);
    } finally {
      progress.close();
    }
  } catch (error) {
    const { checkpoint } = options.record;
    throw explainStreamError(error, { checkpoint, brokers: access.brokers, source: definition.source });
  } finally {
    io.signal.removeEventListener("abort", onSignal);
    for (const sink of sinks) await sink.close();
    await results.close();
    await topicEnds.close();
  }
}

function watchQuery({ session, runId }: RunEvent & { kind: "running" }, { sparkUi }: StreamFlags): SparkWatch {
  return watchSpark({ session, ui: sparkUi, runIds: () => [runId] });
}

/** A stream that begins reads its results from where their topic ends now: what is there is another's. */
async function begun(record: SparkRecord, ends: () => Promise<ReadonlyMap<string, number>>): Promise<SparkRecord> {
  if (Object.keys(record.results).length > 0) return record;
  const positions = [...(await ends())].map(([partition, end]) => [partition, `${end}`] as const);
  return { ...record, results: Object.fromEntries(positions) };
}

function queryOf(options: FollowSparkOptions, record: SparkRecord): Omit<ShopStreamOptions, "session" | "adopt"> {
  const { flags, address, access, topics, folder } = options;
  const { name, checkpoint, definition, plan, resultsTopic, deadLettersTopic, begins } = record;
  return {
    address,
    conf: Object.fromEntries(flags.sparkConf ?? []),
    name,
    checkpoint,
    seen: flags.checkpoint === undefined && checkpoint.startsWith("file:") ? folder : null,
    trigger: triggerOf(flags.trigger),
    source: sourceOptions(topics, { onGap: flags.onGap === "continue" ? "continue" : "fail", begins }),
    kafka: clientOptions(access),
    query: { definition, plan, wide: widePlan(plan), resultsTopic, deadLettersTopic },
  };
}

function triggerOf(trigger: Trigger): ShopStreamOptions["trigger"] {
  switch (trigger.kind) {
    case "available-now":
      return "available-now";
    case "continuous":
      return undefined;
    case "interval":
      return { every: `${trigger.ms} milliseconds` };
  }
}

/** By the contract a row of Spark's has no batch; files have it, so that the later of two rows of a window is known. */
function withBatch(sink: StreamSink): StreamSink {
  return {
    publish: ({ batch, rows, progress }) =>
      sink.publish({ batch, rows: rows.map((row) => ({ ...row, batch })), progress }),
    close: () => sink.close(),
  };
}

function eventTeller({ session, talk }: FollowSparkOptions, record: SparkRecord): (event: RunEvent) => void {
  const words = talkOf(session);
  const say = (text: string) => void tell(session, text);
  let isFirst = true;
  return (event) => {
    if (event.kind === "lost") {
      say(`${talk.look.paint.warn("!")} ${words.lost({ cause: event.cause })}`);
      return;
    }
    const { server, version, found } = event;
    if (isFirst) {
      say(words.query({ server, version, name: record.name }));
      say(words.checkpoint({ checkpoint: record.checkpoint }));
      say(words.topics({ results: record.resultsTopic, letters: record.deadLettersTopic }));
      if (found) say(words.found);
    } else say(words.back({ found }));
    isFirst = false;
  };
}

async function summary(
  { flags, session, talk }: FollowSparkOptions,
  before: SparkRecord,
  ended: SparkRecord,
  counts: ReturnType<typeof createCounts>,
  stopped: boolean,
): Promise<void> {
  const { last } = counts.history.snapshot();
  await talk.ends({
    stopped,
    batch: ended.batch,
    positions: new Map(Object.entries(ended.positions)),
    quality: subtractQuality(ended.quality, before.quality),
    all: ended.quality,
    windowsMadeFinal: counts.madeFinal(),
    windowsOpen: last?.state.openWindows ?? null,
  });
  if (flags.finalWindows !== undefined) await talk.finalWindowsIn(resolve(session.io.cwd, flags.finalWindows));
}

/** Figures of this run for its summary. */
function createCounts({ definition, finalUntil }: SparkRecord) {
  const seen = createFinalWindowsSeen(finalUntil);
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
