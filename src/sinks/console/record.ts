import { isMeasure } from "../../model/measures.ts";
import type { ResultTable } from "../../model/result.ts";
import { columnHead } from "../view/table-view.ts";
import type { ConsoleContext } from "./context.ts";
import { padEnd, padStart, widthOf, wrap } from "./width.ts";

const LEAST_ROOM = 24;

/** A table of one row as lines of name, figure and, where there is room, formula. */
export function recordLines(table: ResultTable, { vocabulary, format, paint, width }: ConsoleContext): string[] {
  const row = table.rows[0] ?? [];
  const lines = table.columns.map((column, index) => ({
    head: columnHead(column, vocabulary, format),
    text: format.cell(column.unit, row[index] ?? null),
    formula: isMeasure(column.id) ? vocabulary.measure(column.id).formula : "",
  }));
  const heads = Math.max(...lines.map((line) => widthOf(line.head)));
  const texts = Math.max(...lines.map((line) => widthOf(line.text)));
  const room = width - 2 - heads - texts - 4;
  return lines.flatMap(({ head, text, formula }) => {
    const [first = "", ...rest] = room < LEAST_ROOM || formula === "" ? [] : wrap(formula, room);
    const line = `${padEnd(head, heads)}  ${padStart(text, texts)}`;
    const margin = " ".repeat(heads + texts + 4);
    return [first === "" ? line : `${line}  ${paint.dim(first)}`, ...rest.map((more) => margin + paint.dim(more))];
  });
}
