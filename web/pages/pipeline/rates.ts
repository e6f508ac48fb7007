import type { BatchProgress, StreamStatus } from "../../../src/server/api/stream.ts";

export type Part = "read" | "accepted" | "rejected" | "late" | "duplicate";

const [MINUTE_MS, LEAST_MS] = [60_000, 1000];

/**
 * Records a second of a part in the batches of the last minute. The first batch only marks where the time begins; null
 * where two are not known.
 */
export function rateOf({ recent }: Pick<StreamStatus, "recent">, part: Part): number | null {
  const end = recent.at(-1);
  if (end === undefined) return null;
  const since = Date.parse(end.time) - MINUTE_MS;
  const inside = recent.filter(({ time }) => Date.parse(time) >= since);
  const begin = recent.findLast(({ time }) => Date.parse(time) < since) ?? inside[0];
  if (begin === undefined || begin.batch === end.batch) return null;
  const counted = inside.filter(({ batch }) => batch > begin.batch);
  const seconds = Math.max(LEAST_MS, Date.parse(end.time) - Date.parse(begin.time)) / 1000;
  return counted.reduce((sum, { quality }) => sum + quality[part], 0) / seconds;
}

/** Milliseconds of a batch; reading includes the wait for records. */
export function workOf({ phases }: BatchProgress, withReading = false): number {
  return Object.entries(phases).reduce((sum, [phase, ms]) => sum + (withReading || phase !== "read" ? ms : 0), 0);
}

export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}
