import type { WindowRow } from "../../model/stream/window-row.ts";
import { layoutTable, type TextColumn } from "../../sinks/console/layout.ts";
import { printable } from "../../sinks/console/printable.ts";
import type { DeskLook } from "./desk-look.ts";

/** Rows of windows as they are after a correction. */
export function windowsTable(
  windows: readonly WindowRow[],
  { words, format, times, paint, width }: DeskLook,
): string[] {
  const column = (head: string, kind: TextColumn["kind"], cell: (row: WindowRow) => string): TextColumn => ({
    head,
    kind,
    cells: windows.map(cell),
  });
  const columns = [
    column(words.query, "text", ({ query }) => query),
    column(words.window, "text", (row) => times.range(row.window_start, row.window_end, FAR)),
    column(words.key, "label", ({ key }) => (key === null ? words.none : printable(String(key)))),
    column(words.transactions, "number", ({ transactions }) => format.count(transactions)),
    column(words.gross_sales, "number", ({ gross_sales }) => format.amount(gross_sales)),
    column("", "text", ({ final }) => (final ? `● ${words.final}` : `○ ${words.provisional}`)),
  ];
  return layoutTable(columns, 2, width, paint);
}

/** No window is near it, so each is shown with its day and year. */
export const FAR = "1970-01-01T00:00:00Z";
