import type { BatchProgress } from "../../src/model/stream/stream-progress.ts";

/** The lines that `stream --progress` wrote. */
export function readProgress(text: string): BatchProgress[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as BatchProgress);
}

/** Sales a second between the ends of the first batch and the last, without the start of the process; null for one batch. */
export function steadyRate(progress: string): number | null {
  const batches = readProgress(progress);
  const [first, last] = [batches[0], batches.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  const read = batches.slice(1).reduce((sum, batch) => sum + batch.quality.read, 0);
  return (read * 1000) / (Date.parse(last.time) - Date.parse(first.time));
}
