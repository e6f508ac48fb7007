import type { WindowRow } from "../../model/stream/window-row.ts";

/** The windows that may still change, as the results topic told of them. */
export interface OpenWindows {
  /** Takes in what came from the topic, in its order; returns the rows that are news. */
  take(rows: readonly WindowRow[]): readonly WindowRow[];
  /** The watermark has come so far, in milliseconds: the rows that this makes final, by window and query. */
  close(until: number): readonly WindowRow[];
  rows(): readonly WindowRow[];
  /** Windows of time, whatever their queries and keys. */
  readonly count: number;
  readonly finalUntil: number | null;
}

/**
 * Spark sends each change at least once, so a row may come again, and after a crash an earlier one after a later one. A
 * window's sales only ever become more while it is open: of two rows of the same window and key the one with more holds.
 */
export function createOpenWindows(known: readonly WindowRow[], finalBefore: number | null): OpenWindows {
  const open = new Map(known.map((row) => [keyOf(row), row]));
  let finalUntil = finalBefore;

  return {
    take(rows) {
      const changed = new Map<string, WindowRow>();
      for (const row of rows) {
        if (row.final || (finalUntil !== null && Date.parse(row.window_end) <= finalUntil)) continue;
        const key = keyOf(row);
        const before = open.get(key);
        if (before !== undefined && before.transactions >= row.transactions) continue;
        open.set(key, row);
        changed.set(key, row);
      }
      return [...changed.values()];
    },
    close(until) {
      if (finalUntil !== null && until <= finalUntil) return [];
      finalUntil = until;
      const ended = [...open].filter(([, { window_end }]) => Date.parse(window_end) <= until);
      for (const [key] of ended) open.delete(key);
      return ended.map(([, row]) => ({ ...row, final: true }));
    },
    rows: () => [...open.values()],
    get count() {
      return new Set([...open.values()].map(({ window_start }) => window_start)).size;
    },
    get finalUntil() {
      return finalUntil;
    },
  };
}

/** Names a row among all of a stream. */
export function keyOf({ query, window_start, key }: Pick<WindowRow, "query" | "window_start" | "key">): string {
  return JSON.stringify([query, window_start, key]);
}
