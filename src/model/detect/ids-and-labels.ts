import type { IdPlan } from "../plan.ts";
import type { SourceColumn } from "../source-shape.ts";

/** Whole numbers as a computer writes them: no leading zero, no plus, within 64 bits. */
const CANONICAL = /^(0|-?[1-9]\d{0,17})$/;

/** An id is held as a number only when no sampled value would come back differently written. */
export function detectIdType(sources: readonly SourceColumn[], values: readonly (string | null)[]): IdPlan["type"] {
  const [source, ...more] = sources;
  if (source === undefined || more.length > 0) {
    return "text";
  }
  if (source.type === "integer") {
    return "integer";
  }
  const filled = values.filter((value) => value !== null);
  const whole = source.type === "text" && filled.length > 0 && filled.every((value) => CANONICAL.test(value));
  return whole ? "integer" : "text";
}

const ROWS_TO_TRUST = 200;
const FEW = 50;

/** The labels of a column that has few of them, as written; null where the sample is small or the labels are many. */
export function detectLabels(values: readonly (string | null)[]): string[] | null {
  if (values.length < ROWS_TO_TRUST) {
    return null;
  }
  const labels = distinctLabels(values);
  return labels.length === 0 || labels.length > FEW ? null : labels;
}

export function distinctLabels(values: readonly (string | null)[]): string[] {
  return [...new Set(values)].filter((value) => value !== null);
}
