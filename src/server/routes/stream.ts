import type { StreamDefinition } from "../../model/stream/stream-definition.ts";
import type { PartitionProgress } from "../../model/stream/stream-progress.ts";
import { UserError } from "../../model/user-error.ts";
import type { Trigger } from "../../pipelines/stream.ts";
import { requireRole } from "../access/access.ts";
import { pauseRoute, resumeRoute, type StreamStatus, streamRoute } from "../api/stream.ts";
import type { Api } from "../app.ts";
import { sentencesOf } from "../http/problem.ts";
import type { ServerParts } from "../parts.ts";
import { eventWords } from "./event-words.ts";
import { progressAnswer, qualityAnswer } from "./progress-answer.ts";

export function addStream(api: Api, parts: ServerParts): void {
  const { stream, audit } = parts;

  api.openapi(streamRoute, (c) => c.json(statusAnswer(parts), 200));

  api.openapi(pauseRoute, async (c) => {
    const who = requireRole(c.var.who, "analyst");
    stream.pause();
    await audit.note(who, "pause", "");
    return c.json({ status: stream.status() }, 200);
  });

  api.openapi(resumeRoute, async (c) => {
    const who = requireRole(c.var.who, "analyst");
    stream.resume();
    await audit.note(who, "resume", "");
    return c.json({ status: stream.status() }, 200);
  });
}

function statusAnswer({ desk, stream, live, shop }: ServerParts): StreamStatus {
  const { last, lag, rowsPerSecond } = stream.history();
  const finalUntil = desk.finalUntil();
  const failure = stream.failure();
  return {
    status: stream.status(),
    failure:
      failure === null
        ? null
        : { code: failure instanceof UserError ? failure.code : "defect", detail: sentencesOf(failure) },
    started: stream.started.toISOString(),
    source: desk.definition.source,
    trigger: triggerText(stream.trigger),
    batch: desk.batch(),
    last_batch: last?.time ?? null,
    quality: qualityAnswer(desk.quality()),
    rows_per_second: Math.round(rowsPerSecond * 1000) / 1000,
    lag: { rows: lag.rows, seconds: lag.seconds, catch_up_seconds: lag.catchUpSeconds },
    watermark: last?.watermark ?? null,
    final_until: finalUntil === null ? null : new Date(finalUntil).toISOString(),
    partitions: holding(last?.partitions ?? [], last?.watermark ?? null),
    state: last === null ? null : progressAnswer(last).state,
    memory: { process_bytes: process.memoryUsage.rss(), limit: shop.memory },
    readers: live.feed.readers,
    queries: queriesAnswer(desk.definition, desk.unanswered(), desk.batch()),
    recent: stream.recent().map(progressAnswer),
    events: stream.events().map(({ time, event }) => ({ time, kind: event.kind, text: eventWords(event) })),
  };
}

/** The partitions whose own watermark is the lowest of those that are not quiet hold windows open. */
function holding(partitions: readonly PartitionProgress[], lowest: string | null) {
  return partitions.map((partition) => ({
    ...partition,
    holds_back: !partition.idle && (partition.watermark === null || partition.watermark === lowest),
  }));
}

function queriesAnswer(
  { queries }: StreamDefinition,
  unanswered: readonly { readonly query: string; readonly column: string }[],
  batch: number,
): StreamStatus["queries"] {
  return queries.map((id) => {
    const missing = unanswered.find(({ query }) => query === id)?.column ?? null;
    return { id, status: missing === null ? "running" : "unanswerable", missing, last_batch: batch };
  });
}

function triggerText(trigger: Trigger): string {
  return trigger.kind === "interval" ? `${trigger.ms} ms` : trigger.kind;
}
