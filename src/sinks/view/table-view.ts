import type { Formatter } from "../../i18n/format.ts";
import type { AnalysisId } from "../../model/analyses/catalogue.ts";
import type { Column, Unit } from "../../model/query.ts";
import type { Cell, ResultTable } from "../../model/result.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A result as people read it: heads with their unit, cells as text. */
export interface TableView {
  readonly columns: readonly ViewColumn[];
  /** How many columns at the start name the row; the others are figures. */
  readonly keys: number;
  readonly rows: readonly (readonly string[])[];
}

export interface ViewColumn {
  readonly id: string;
  readonly head: string;
  readonly numeric: boolean;
}

const NUMERIC: ReadonlySet<Unit> = new Set(["count", "quantity", "money", "ratio", "number"]);

export function tableView(id: AnalysisId, table: ResultTable, vocabulary: Vocabulary, format: Formatter): TableView {
  const columns = table.columns.map((column) => ({
    id: column.id,
    head: columnHead(column, vocabulary, format),
    numeric: NUMERIC.has(column.unit),
  }));
  const firstFigure = columns.findIndex((column) => column.numeric);
  const decimals = table.columns.map((column, index) =>
    column.unit === "quantity" || column.unit === "number" ? mostDecimals(table.rows.map((row) => row[index])) : null,
  );
  return {
    columns,
    keys: firstFigure < 0 ? columns.length : firstFigure,
    rows: table.rows.map((row) =>
      table.columns.map((column, index) =>
        cellText(id, column, row, row[index] ?? null, decimals[index] ?? null, vocabulary, format),
      ),
    ),
  };
}

/** The unit stands in the head, so that the figures below are bare numbers. */
export function columnHead(column: Column, vocabulary: Vocabulary, format: Formatter): string {
  const label = vocabulary.column(column.id);
  return column.unit === "money" && format.currency !== "" ? `${label} (${format.currency})` : label;
}

function cellText(
  id: AnalysisId,
  column: Column,
  row: readonly Cell[],
  value: Cell,
  decimals: number | null,
  vocabulary: Vocabulary,
  format: Formatter,
): string {
  // The one table whose rows differ in kind: its first row counts values, whatever the column holds.
  if (id === "summary_statistics" && row[0] === "count" && NUMERIC.has(column.unit)) {
    return value === null ? format.cell("count", null) : format.count(Math.trunc(Number(value)));
  }
  const word = typeof value === "string" ? vocabulary.value(column.id, value) : null;
  if (column.id === "change" && value !== null) return format.change(Number(value));
  if (decimals !== null && value !== null) return format.decimal(value, decimals);
  return word ?? format.cell(column.unit, value);
}

/** So that the points of a column stand below each other. */
function mostDecimals(values: readonly (Cell | undefined)[]): number {
  return values.reduce<number>((most, value) => Math.max(most, String(value ?? "").split(".")[1]?.length ?? 0), 0);
}
