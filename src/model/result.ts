import type { AnalysisId } from "./analyses/catalogue.ts";
import type { Column } from "./query.ts";
import type { SaleColumn } from "./sale.ts";

/**
 * One value of a result, the same from every engine and in every format. Money is text with two decimals
 * ("1125.18"), counts and ratios are numbers, a day is `yyyy-MM-dd`, a month `yyyy-MM`, a time ISO 8601.
 */
export type Cell = string | number | null;

export interface ResultTable {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

export type AnalysisOutcome =
  | { readonly kind: "computed"; readonly id: AnalysisId; readonly table: ResultTable; readonly sql: string }
  | { readonly kind: "unavailable"; readonly id: AnalysisId; readonly missing: readonly SaleColumn[] };

/** Rows as objects keyed by column id. */
export function toRecords(table: ResultTable): Record<string, Cell>[] {
  return table.rows.map((row) =>
    Object.fromEntries(table.columns.map((column, index) => [column.id, row[index] ?? null])),
  );
}

/**
 * In a table of statistics the row of counts holds numbers even where its column is money.
 * Every other table is returned as it is.
 */
export function countsAsNumbers(table: ResultTable): ResultTable {
  if (table.columns[0]?.id !== "summary") {
    return table;
  }
  const rows = table.rows.map((row) =>
    row[0] === "count" ? row.map((cell, index) => (index === 0 ? cell : asNumber(cell))) : row,
  );
  return { ...table, rows };
}

function asNumber(cell: Cell): Cell {
  return cell === null ? null : Number(cell);
}
