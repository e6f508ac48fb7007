import { createHash } from "node:crypto";

/** What a line of any contender says of a window; those of Vitrina carry more. */
export interface WindowLine {
  readonly query: string;
  readonly window_start: string;
  readonly key: string | number | null;
  readonly transactions: number;
  /** With two decimals. */
  readonly gross_sales: string;
  readonly batch?: number | null;
}

/** How each window row stands in the end: of its lines the one with the highest batch, else the last. */
export function latestWindows(lines: string): WindowLine[] {
  const latest = new Map<string, WindowLine>();
  for (const text of lines.split("\n")) {
    if (!text.startsWith("{")) continue;
    const line = JSON.parse(text) as WindowLine;
    const name = JSON.stringify([line.query, Date.parse(line.window_start), line.key]);
    if ((latest.get(name)?.batch ?? -1) <= (line.batch ?? 0)) latest.set(name, line);
  }
  return [...latest.values()];
}

/** Sales in all windows of the query `totals`. */
export function countTotals(windows: readonly WindowLine[]): number {
  return windows.filter(({ query }) => query === "totals").reduce((sum, { transactions }) => sum + transactions, 0);
}

/**
 * For each query a line that two contenders share when all their windows are equal: how many rows, the sales and cents in
 * them, and the hash of all of it.
 */
export function describeWindows(windows: readonly WindowLine[]): Map<string, string> {
  const described = new Map<string, string>();
  for (const [query, rows] of Map.groupBy(windows, (row) => row.query)) {
    const cells = rows.map((row) => ({ ...row, start: Date.parse(row.window_start), cents: centsOf(row.gross_sales) }));
    const text = cells.map(({ start, key, transactions, cents }) => `${start} ${key} ${transactions} ${cents}`).sort();
    const sales = cells.reduce((sum, { transactions }) => sum + transactions, 0);
    const cents = cells.reduce((sum, row) => sum + row.cents, 0n);
    const hash = createHash("sha256").update(text.join("\n")).digest("hex").slice(0, 12);
    described.set(query, `rows=${rows.length} sales=${sales} cents=${cents} hash=${hash}`);
  }
  return described;
}

function centsOf(amount: string): bigint {
  const [, whole = "", decimals = ""] = /^(\d+)(?:\.(\d{1,2}))?$/.exec(amount) ?? [];
  if (whole === "") throw new Error(`"${amount}" is no amount`);
  return BigInt(whole) * 100n + BigInt(decimals.padEnd(2, "0"));
}
