import type { SalePlan } from "../../model/plan.ts";
import { duckdb } from "../../model/sql/duckdb.ts";

const LABELS = ["category", "payment_method", "status"] as const;

/** The few labels each label column of these plans can hold; null where one of them may hold any text. */
export function closedLabels(plans: readonly SalePlan[]): ReadonlyMap<string, readonly string[]> | null {
  const labels = new Map<string, string[]>();
  for (const { columns } of plans) {
    for (const name of LABELS) {
      const label = columns[name];
      if (label?.values === null) {
        return null;
      }
      if (label !== undefined) {
        labels.set(name, [...new Set([...(labels.get(name) ?? []), ...label.values])]);
      }
    }
  }
  return labels;
}

/** A select list entry that holds a label as one of a closed list, which Parquet's dictionary takes over as it is. */
export function compactLabel(name: string, values: readonly string[]): string {
  return `${duckdb.closedLabel(duckdb.name(name), values)} AS ${duckdb.name(name)}`;
}

/**
 * Options of COPY for rows of sales. Version 2 stores whole numbers as differences. Where labels are closed lists
 * (which keep their dictionary), trying dictionaries for all the other columns only costs time: half of the writing.
 */
export function parquetOptions(labelsAreClosed: boolean): string {
  return `(FORMAT parquet, PARQUET_VERSION v2${labelsAreClosed ? ", DICTIONARY_SIZE_LIMIT 1" : ""})`;
}
