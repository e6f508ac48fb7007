import type { AnalysisId } from "../../model/analyses/catalogue.ts";
import type { MeasureId } from "../../model/measures.ts";
import type { Unit } from "../../model/query.ts";
import type { ResultTable } from "../../model/result.ts";
import { resultFile } from "../view/result-file.ts";
import { tableView } from "../view/table-view.ts";
import { bar } from "./bar.ts";
import type { ConsoleContext } from "./context.ts";
import { layoutTable, type TextColumn, widthOfColumn, wrappedWidth } from "./layout.ts";
import { printable } from "./printable.ts";

/** Enough for the hours of a day; a longer table is cut to fewer, so that a cut is worth its line. */
const MOST_ROWS = 24;
const CUT_ROWS = 20;
const NARROWEST_BAR = 12;
const WIDEST_BAR = 40;

/** Rows and columns, with a bar for the measure that counts where the terminal is wide enough. */
export function tableLines(id: AnalysisId, whole: ResultTable, context: ConsoleContext): string[] {
  const { words, vocabulary, format, paint, outcome } = context;
  const width = context.width - 2;
  // Days and months are read from their end, everything else from its beginning.
  const fromEnd = whole.columns[0]?.unit === "day" || whole.columns[0]?.unit === "month";
  const kept = whole.rows.length > MOST_ROWS ? CUT_ROWS : MOST_ROWS;
  const table = { ...whole, rows: fromEnd ? whole.rows.slice(-kept) : whole.rows.slice(0, kept) };
  const view = tableView(id, table, vocabulary, format);
  const columns = view.columns.map(
    (column, index): TextColumn => ({
      head: column.head,
      kind: kindOf(table.columns[index]?.unit, column.numeric),
      cells: view.rows.map((row) => row[index] ?? ""),
    }),
  );
  const lines = layoutTable(
    [...columns, ...bars(barMeasure(id), table, columns, width)],
    Math.max(1, view.keys),
    width,
    paint,
  );
  const cut = whole.rows.length - table.rows.length;
  if (cut === 0) return lines;
  const file = resultFile(vocabulary.stem(id), outcome);
  const note = { count: format.count(cut), file: file === null ? null : printable(file) };
  const sentence = paint.dim(fromEnd ? words.earlier_rows(note) : words.more_rows(note));
  return fromEnd
    ? [...lines.slice(0, -table.rows.length), sentence, ...lines.slice(-table.rows.length)]
    : [...lines, sentence];
}

function kindOf(unit: Unit | undefined, numeric: boolean): TextColumn["kind"] {
  if (numeric) return "number";
  return unit === "label" || unit === "id" ? "label" : "text";
}

/** Products are ranked by units; everything else is compared by what it sold for. */
function barMeasure(id: AnalysisId): MeasureId {
  return id === "top_products" ? "units" : "gross_sales";
}

function bars(measure: MeasureId, table: ResultTable, columns: readonly TextColumn[], width: number): TextColumn[] {
  const measured = table.columns.findIndex((column) => column.id === measure);
  if (measured < 0 || table.rows.length < 2) return [];
  // Heads wrap if that makes room for the bars.
  const room = [columns.map(widthOfColumn), columns.map(wrappedWidth)]
    .map((widths) => Math.min(WIDEST_BAR, width - widths.reduce((sum, taken) => sum + taken + 2, 0)))
    .find((left) => left >= NARROWEST_BAR);
  if (room === undefined) return [];
  const values = table.rows.map((row) => Number(row[measured] ?? 0));
  const largest = Math.max(...values);
  return [{ head: "", kind: "bar", cells: values.map((value) => bar(largest > 0 ? value / largest : 0, room)) }];
}
