import { type RejectReason, WARNING_RULES } from "../../../model/rules.ts";
import type { BatchProgress, PartitionProgress, StreamQuality } from "../../../model/stream/stream-progress.ts";
import type { StreamProgress } from "../connect/stream-progress.ts";
import { ACCEPTED, COUNTED_REASONS, JUDGED } from "./shop-query.ts";

/**
 * What Spark tells of a micro-batch, as the embedded engine tells it. Undefined for its sign of life in idle times, which
 * is about no batch. Spark numbers batches from 0 with each new checkpoint, this from behind `base`.
 */
export function batchProgress(progress: StreamProgress, openWindows: number, base = 0): BatchProgress | undefined {
  const { addBatch } = progress.durationMs;
  if (addBatch === undefined) return undefined;
  const { state } = progress;
  return {
    batch: base + progress.batchId + 1,
    time: endOf(progress),
    quality: qualityOf(progress),
    phases: phasesOf(progress),
    watermark: watermarkOf(progress),
    partitions: partitionsOf(progress),
    state: {
      openWindows,
      rows: state.reduce((sum, { rows }) => sum + rows, 0),
      bytes: state.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0),
    },
  };
}

/** The watermark that the batch worked with, in milliseconds: windows that end at or before it will not change again. */
export function finalUntil(progress: StreamProgress): number | null {
  const watermark = watermarkOf(progress);
  return watermark === null ? null : Date.parse(watermark);
}

/** By partition, where the next batch begins. */
function offsetsOf(offsets: unknown): ReadonlyMap<string, number> {
  const topics = typeof offsets === "string" ? (JSON.parse(offsets) as unknown) : offsets;
  if (typeof topics !== "object" || topics === null) return new Map();
  return new Map(
    Object.entries(topics).flatMap(([topic, partitions]) =>
      Object.entries(partitions as Readonly<Record<string, number>>).map(
        ([partition, offset]) => [`${topic}/${partition}`, offset] as const,
      ),
    ),
  );
}

function endOf({ timestamp, durationMs }: StreamProgress): string {
  return new Date(Date.parse(timestamp) + (durationMs.triggerExecution ?? 0)).toISOString();
}

/** Before the first sale Spark's watermark is the beginning of 1970. */
function watermarkOf({ watermark }: StreamProgress): string | null {
  if (watermark === undefined || Date.parse(watermark) <= 0) return null;
  return new Date(Date.parse(watermark)).toISOString();
}

/**
 * Rows without duplicates are counted behind the operator that drops both late ones and duplicates, so all that was read is
 * accounted for. What Spark counts as late at the windows comes after it, and is nothing.
 */
function qualityOf({ observed, state }: StreamProgress): StreamQuality {
  const judged = observed[JUDGED] ?? {};
  const { accepted = 0, ...raised } = observed[ACCEPTED] ?? {};
  const reasons: Partial<Record<RejectReason, number>> = {};
  for (const id of COUNTED_REASONS) if ((judged[id] ?? 0) > 0) reasons[id] = judged[id] ?? 0;
  const once = state.filter(({ operator }) => operator === "dedupeWithinWatermark");
  const warnings = Object.fromEntries(
    WARNING_RULES.flatMap((id) => ((raised[id] ?? 0) > 0 ? [[id, raised[id] ?? 0]] : [])),
  );
  return {
    read: judged.read ?? 0,
    accepted,
    rejected: Object.values(reasons).reduce((sum, count) => sum + count, 0),
    late: once.reduce((sum, { rowsDropped }) => sum + rowsDropped, 0),
    duplicate: once.reduce((sum, { custom }) => sum + (custom.numDroppedDuplicateRows ?? 0), 0),
    reasons,
    warnings,
  };
}

/** Spark's own phases by the words of the embedded engine's, in the order they run; what has none keeps Spark's. */
function phasesOf({ durationMs }: StreamProgress): Record<string, number> {
  const order = ["latestOffset", "getBatch", "queryPlanning", "walCommit", "addBatch", "commitOffsets"];
  const known = order.flatMap((name) => (durationMs[name] === undefined ? [] : [[name, durationMs[name]] as const]));
  return Object.fromEntries(known);
}

function partitionsOf({ sources }: StreamProgress): PartitionProgress[] {
  return sources.slice(0, 1).flatMap(({ endOffset, latestOffset }) => {
    const latest = offsetsOf(latestOffset);
    return [...offsetsOf(endOffset)]
      .map(([partition, next]) => {
        const end = latest.get(partition);
        return {
          partition,
          next: `${next}`,
          watermark: null,
          behind: end === undefined ? null : Math.max(0, end - next),
          idle: false,
        };
      })
      .sort((a, b) => (a.partition < b.partition ? -1 : 1));
  });
}
