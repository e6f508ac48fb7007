import type { WindowRow } from "../../../src/server/api/windows.ts";
import { isFinal } from "../../live/live-state.ts";

export type Key = string | number | null;

export interface MinuteSeries {
  /** The windows in view, oldest first, those without a sale among them. */
  readonly windows: readonly { readonly start: number; readonly end: number; readonly isFinal: boolean }[];
  /** By key in alphabetical order, each in the order of the windows. "others" holds what is beyond the fifth. */
  readonly series: readonly { readonly key: Key; readonly isOthers: boolean; readonly values: readonly Bar[] }[];
}

export interface Bar {
  readonly gross: number;
  readonly transactions: number;
}

const MOST_KEYS = 5;
const NO_BAR: Bar = { gross: 0, transactions: 0 };

export interface MinuteOptions {
  readonly rows: readonly WindowRow[];
  readonly finalUntil: string | null;
  readonly windowSeconds: number;
  readonly slideSeconds: number;
  /** So many windows up to the latest. */
  readonly count: number;
}

/** The latest windows of a query as bars, the gaps between them filled. */
export function minuteSeries({ rows, finalUntil, windowSeconds, slideSeconds, count }: MinuteOptions): MinuteSeries {
  const last = rows.at(-1);
  if (last === undefined) return { windows: [], series: [] };
  const [step, length, end] = [slideSeconds * 1000, windowSeconds * 1000, Date.parse(last.window_start)];
  const known = Date.parse(rows[0]?.window_start ?? last.window_start);
  const shown = Math.max(1, Math.min(count, Math.round((end - known) / step) + 1));
  const first = end - (shown - 1) * step;
  const windows = Array.from({ length: shown }, (_, place) => {
    const start = first + place * step;
    const moment = { window_end: new Date(start + length).toISOString(), final: false };
    return { start, end: start + length, isFinal: isFinal(moment, finalUntil) };
  });
  const inView = rows.filter((row) => Date.parse(row.window_start) >= first);
  for (const row of inView) {
    const window = windows[Math.round((Date.parse(row.window_start) - first) / step)];
    if (window !== undefined && row.final) window.isFinal = true;
  }
  const keys = keysOf(inView);
  const series = keys.map((key) =>
    seriesOf(
      inView.filter((row) => row.key === key),
      key,
      false,
    ),
  );
  const rest = inView.filter((row) => !keys.includes(row.key));
  return { windows, series: rest.length === 0 ? series : [...series, seriesOf(rest, null, true)] };

  function seriesOf(own: readonly WindowRow[], key: Key, isOthers: boolean) {
    const values = Array.from({ length: shown }, () => NO_BAR);
    for (const row of own) {
      const place = Math.round((Date.parse(row.window_start) - first) / step);
      const { gross, transactions } = values[place] ?? NO_BAR;
      values[place] = { gross: gross + Number(row.gross_sales), transactions: transactions + row.transactions };
    }
    return { key, isOthers, values };
  }
}

/** At most five, those with the most sales in view; by name, so that one overtaking another moves no bar. */
function keysOf(rows: readonly WindowRow[]): readonly Key[] {
  const sums = new Map<Key, number>();
  for (const { key, gross_sales } of rows) sums.set(key, (sums.get(key) ?? 0) + Number(gross_sales));
  const most = [...sums].sort(([, a], [, b]) => b - a).map(([key]) => key);
  return most.slice(0, MOST_KEYS).sort((a, b) => String(a ?? "").localeCompare(String(b ?? "")));
}
