import type { BatchOutcome } from "../../model/batch-outcome.ts";

/** The written file that holds a result, by the stem of its name; null where none was written. */
export function resultFile(stem: string, outcome: BatchOutcome): string | null {
  const named = outcome.outputs.map((output) => output.path).filter((path) => stemOf(path) === stem);
  return named.find((path) => path.endsWith(".parquet")) ?? named[0] ?? null;
}

function stemOf(path: string): string {
  const name = path.split(/[\\/]/).findLast((part) => part !== "") ?? "";
  return name.replace(/\..*$/, "");
}
