import type { Cell, ResultTable } from "../../model/result.ts";

/** A result over two keys as a grid; a pair of keys without a row is undefined. */
export interface Grid {
  readonly rows: readonly Cell[];
  readonly columns: readonly Cell[];
  readonly at: (row: Cell, column: Cell) => readonly Cell[] | undefined;
}

/** Keys come in the order given, or as they first appear in the result. */
export function pivot(
  table: ResultTable,
  rowId: string,
  columnId: string,
  order: { readonly rows?: readonly Cell[]; readonly columns?: readonly Cell[] } = {},
): Grid {
  const rowIndex = columnIndex(table, rowId);
  const columnIndexOfKey = columnIndex(table, columnId);
  const found = new Map<Cell, Map<Cell, readonly Cell[]>>();
  const columns = new Set<Cell>();
  for (const row of table.rows) {
    const rowKey = row[rowIndex] ?? null;
    const columnKey = row[columnIndexOfKey] ?? null;
    columns.add(columnKey);
    const line = found.get(rowKey) ?? new Map<Cell, readonly Cell[]>();
    found.set(rowKey, line.set(columnKey, row));
  }
  return {
    rows: order.rows ?? [...found.keys()],
    columns: order.columns ?? [...columns],
    at: (row, column) => found.get(row)?.get(column),
  };
}

/** Reads a row's cell by the column's id. */
export function cellReader(table: ResultTable): (row: readonly Cell[], id: string) => Cell {
  const indexes = new Map(table.columns.map((column, index) => [column.id, index]));
  return (row, id) => row[indexes.get(id) ?? columnIndex(table, id)] ?? null;
}

/** @throws where the result has no such column: a fault of this program, not of the data. */
export function columnIndex(table: ResultTable, id: string): number {
  const index = table.columns.findIndex((column) => column.id === id);
  if (index < 0) throw new Error(`the result has no column "${id}"`);
  return index;
}

/** Days run from Monday, as weeks are read in shops that speak English or Spanish alike; values stay 1 = Sunday. */
export const WEEK: readonly number[] = [2, 3, 4, 5, 6, 7, 1];
export const DAY_HOURS: readonly number[] = Array.from({ length: 24 }, (_, hour) => hour);

/** Whether every sale is at midnight: the shop's files then hold dates without a time of day. */
export function onlyMidnight(table: ResultTable): boolean {
  const hour = columnIndex(table, "hour");
  return table.rows.every((row) => row[hour] === 0);
}
