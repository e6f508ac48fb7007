import { detectNumberStyles } from "../detect/number-style.ts";
import { toNumber } from "../detect/number-text.ts";
import { plainWords } from "../detect/plain-words.ts";
import { detectTime, guessDayFirst, type TimeDetection } from "../detect/time-format.ts";
import type { NumberStyle } from "../plan.ts";
import type { SourceColumn, SourceShape } from "../source-shape.ts";

/** What the sample shows of one column. */
export interface ColumnProfile {
  readonly source: SourceColumn;
  readonly words: readonly string[];
  readonly values: readonly (string | null)[];
  /** Rows with a value, and the part of all rows without one. */
  readonly filled: number;
  readonly blank: number;
  readonly distinct: number;
  /** A value to show; null where there is none. */
  readonly example: string | null;
  readonly time: TimeDetection;
  readonly style: NumberStyle;
  /** Row by row, null where no number can be read. */
  readonly numbers: readonly (number | null)[];
  /** The part of the values that are numbers, and of the numbers those that are whole. */
  readonly numeric: number;
  readonly whole: number;
}

export function profileColumns(
  shape: SourceShape,
  hints: Partial<Pick<NumberStyle, "decimal" | "thousands">>,
): ColumnProfile[] {
  const columns = shape.columns.map((source, index) => {
    const values = shape.sample.map((row) => row[index] ?? null).map((value) => (value?.trim() === "" ? null : value));
    return {
      source,
      values,
      time: detectTime(source, values, { dayFirst: () => guessDayFirst(source, shape.format, hints.decimal) }),
    };
  });
  // Dates with points look like grouped numbers and would decide for decimal commas.
  const numberColumns = columns.map(({ source, values, time }) => ({ source, values: time.share > 0.5 ? [] : values }));
  const styles = detectNumberStyles(numberColumns, shape.format, hints);
  return columns.map(({ source, values, time }, index) => {
    const style = styles[index] ?? { decimal: ".", thousands: "", symbols: [] };
    const filled = values.filter((value) => value !== null);
    const numbers = values.map((value) => (value === null ? null : numberOf(value, source, style)));
    const read = numbers.filter((number) => number !== null);
    return {
      source,
      words: plainWords(source.name),
      values,
      filled: filled.length,
      blank: part(values.length - filled.length, values.length),
      distinct: new Set(filled).size,
      example: filled[0] ?? null,
      time,
      style,
      numbers,
      numeric: part(read.length, filled.length),
      whole: part(read.filter(Number.isInteger).length, read.length),
    };
  });
}

export function part(count: number, of: number): number {
  return of === 0 ? 0 : count / of;
}

function numberOf(value: string, source: SourceColumn, style: NumberStyle): number | null {
  const number = source.type === "text" ? toNumber(value, style) : source.type === "other" ? null : Number(value);
  return number !== null && Number.isFinite(number) ? number : null;
}
