import { type ReactNode, useMemo, useState } from "react";
import type { Cell } from "../format/format.ts";
import { useFormat } from "../format/use-format.ts";
import { useWords } from "../words/language.tsx";
import styles from "./data-table.module.css";
import { ScrollFrame } from "./scroll-frame.tsx";
import { isNumber, type TableColumn, type TableData } from "./table-data.ts";

interface DataTableProps extends TableData {
  /** Names the table for those who do not see it. */
  readonly caption: string;
  /** Draws a cell otherwise than by its unit; undefined: as usual. */
  readonly render?: (column: TableColumn, value: Cell, row: readonly Cell[]) => ReactNode | undefined;
  /** Makes each row openable, by click and by keyboard on its first cell. */
  readonly onRow?: (row: readonly Cell[], place: number) => void;
  /** Pixels after which it scrolls. */
  readonly height?: number;
  readonly isSortable?: boolean;
}

interface Order {
  readonly place: number;
  readonly isDown: boolean;
}

/** A table with sticky head, figures to the right, sorted by a click on a head. */
export function DataTable({ columns, rows, caption, render, onRow, height, isSortable = true }: DataTableProps) {
  const words = useWords().panel;
  const format = useFormat();
  const [order, setOrder] = useState<Order | null>(null);
  const shown = useMemo(() => ordered(rows, order), [rows, order]);
  const drawn = (column: TableColumn, value: Cell, row: readonly Cell[]) =>
    render?.(column, value, row) ?? format.cell(column.unit, value);
  return (
    <ScrollFrame className={styles.frame} height={height} label={caption}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((column, place) => (
              <th
                key={column.id}
                scope="col"
                data-number={isNumber(column.unit) || undefined}
                aria-sort={order?.place === place ? (order.isDown ? "descending" : "ascending") : undefined}
              >
                {isSortable ? (
                  <button type="button" onClick={() => setOrder(nextOrder(order, place, isNumber(column.unit)))}>
                    {column.label}
                    <span aria-hidden="true">{order?.place === place ? (order.isDown ? " ↓" : " ↑") : ""}</span>
                  </button>
                ) : (
                  column.label
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ row, key }) => (
            <tr key={key} onClick={onRow && (() => onRow(row, key))} data-open={onRow ? true : undefined}>
              {columns.map((column, place) => (
                <td key={column.id} data-number={isNumber(column.unit) || undefined}>
                  {onRow && place === 0 ? (
                    <button type="button">{drawn(column, row[place] ?? null, row)}</button>
                  ) : (
                    drawn(column, row[place] ?? null, row)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length === 0 && <p className={styles.none}>{words.no_rows}</p>}
    </ScrollFrame>
  );
}

/** Figures begin with the largest, names with A; the third click gives the order they came in. */
function nextOrder(order: Order | null, place: number, isFigure: boolean): Order | null {
  if (order?.place !== place) return { place, isDown: isFigure };
  return order.isDown === isFigure ? { place, isDown: !isFigure } : null;
}

function ordered(rows: readonly (readonly Cell[])[], order: Order | null) {
  const keyed = rows.map((row, key) => ({ row, key }));
  if (order === null) return keyed;
  const sign = order.isDown ? -1 : 1;
  return keyed.sort((a, b) => sign * compare(a.row[order.place] ?? null, b.row[order.place] ?? null));
}

function compare(a: Cell, b: Cell): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  const difference = Number(a) - Number(b);
  return Number.isNaN(difference) ? String(a).localeCompare(String(b)) : difference;
}
