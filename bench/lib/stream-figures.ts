import type { BatchProgress } from "../../src/model/stream/stream-progress.ts";
import type { WindowRow } from "../../src/model/stream/window-row.ts";

/** Sales in all windows of the query `totals`, as a reader of the lines counts them: the highest batch of a window holds. */
export function countTotals(lines: string): number {
  const latest = new Map<string, WindowRow>();
  for (const line of lines.split("\n").filter((text) => text !== "")) {
    const row = JSON.parse(line) as WindowRow;
    const before = latest.get(row.window_start);
    if (row.query === "totals" && (before?.batch ?? -1) <= (row.batch ?? 0)) latest.set(row.window_start, row);
  }
  return [...latest.values()].reduce((sum, row) => sum + row.transactions, 0);
}

/** Sales a second between the ends of the first batch and the last, without the start of the process; null for one batch. */
export function steadyRate(progress: string): number | null {
  const batches = progress
    .split("\n")
    .filter((text) => text !== "")
    .map((text) => JSON.parse(text) as BatchProgress);
  const [first, last] = [batches[0], batches.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  const read = batches.slice(1).reduce((sum, batch) => sum + batch.quality.read, 0);
  return (read * 1000) / (Date.parse(last.time) - Date.parse(first.time));
}
