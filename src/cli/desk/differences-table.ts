import type { WindowDifference } from "../../model/stream/aside.ts";
import { layoutTable, type TextColumn } from "../../sinks/console/layout.ts";
import { printable } from "../../sinks/console/printable.ts";
import type { DeskLook } from "./desk-look.ts";
import { FAR } from "./windows-table.ts";

/** Each window whose two sides differ: what the stream made of it, what its rows add up to, and by how much. */
export function differencesTable(
  differences: readonly WindowDifference[],
  { words, format, times, paint, width }: DeskLook,
): string[] {
  const column = (
    head: string,
    kind: TextColumn["kind"],
    cell: (difference: WindowDifference) => string,
  ): TextColumn => ({ head, kind, cells: differences.map(cell) });
  const side = (figures: WindowDifference["windows"]) =>
    figures === null ? words.none : `${format.count(figures.transactions)} · ${format.amount(figures.gross_sales)}`;
  const columns = [
    column(words.query, "text", ({ query }) => query),
    column(words.window, "text", (row) => times.range(row.window_start, row.window_end, FAR)),
    column(words.key, "label", ({ key }) => (key === null ? words.none : printable(String(key)))),
    column(words.in_windows, "number", ({ windows }) => side(windows)),
    column(words.in_rows, "number", ({ rows }) => side(rows)),
    column(words.difference, "number", (difference) => {
      const { transactions, cents } = missing(difference);
      return `${format.count(transactions)} · ${format.amount(moneyText(cents))}`;
    }),
  ];
  return layoutTable(columns, 3, width, paint);
}

/** What the windows have more than the rows. */
function missing({ windows, rows }: WindowDifference): { transactions: number; cents: bigint } {
  return {
    transactions: (windows?.transactions ?? 0) - (rows?.transactions ?? 0),
    cents: centsOf(windows?.gross_sales) - centsOf(rows?.gross_sales),
  };
}

/** As text money is exact; numbers of cents may not be. */
function centsOf(money = "0.00"): bigint {
  return BigInt(money.replace(".", ""));
}

function moneyText(cents: bigint): string {
  const [sign, size] = cents < 0n ? ["-", -cents] : ["", cents];
  const digits = String(size).padStart(3, "0");
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
