import type { WindowRow } from "../../model/stream/window-row.ts";

/** One window of one query as it stands: the rows that the batch changed and those it did not. */
export interface ShownWindow {
  readonly rows: readonly WindowRow[];
  readonly changed: ReadonlySet<WindowRow>;
}

export interface RecentWindows {
  /** Takes in what a batch changed of one query. */
  take(query: string, rows: readonly WindowRow[]): ChangedWindows;
}

export interface ChangedWindows {
  /** The last of the windows that the batch changed, the earliest first. */
  readonly last: readonly ShownWindow[];
  /** How many it changed before these. */
  readonly earlier: number;
}

/** A catch-up changes thousands of windows: the last say enough. */
const MOST_SHOWN = 3;
/** So many windows of a query are remembered, and so many rows of them. */
const MOST_WINDOWS = 4;
const MOST_ROWS = 20_000;

/**
 * A batch brings the rows that changed; whoever looks on wants the whole window. The last windows of each query are
 * remembered here, so a category that sold nothing this second keeps its place. Of a window that began before the
 * process did, only what has changed since is known until it becomes final.
 */
export function createRecentWindows(): RecentWindows {
  const queries = new Map<string, Map<string, Map<WindowRow["key"], WindowRow>>>();

  return {
    take(query, rows) {
      const known = queries.get(query) ?? new Map<string, Map<WindowRow["key"], WindowRow>>();
      queries.set(query, known);
      const windows = [...Map.groupBy(rows, ({ window_start }) => window_start)].sort(byStart);
      const last = windows.slice(-MOST_SHOWN).map(([start, changed]): ShownWindow => {
        const window = known.get(start) ?? new Map<WindowRow["key"], WindowRow>();
        known.set(start, window);
        for (const row of changed) window.set(row.key, row);
        return { rows: [...window.values()], changed: new Set(changed) };
      });
      forget(known);
      return { last, earlier: windows.length - last.length };
    },
  };
}

function forget(known: Map<string, Map<WindowRow["key"], WindowRow>>): void {
  let rows = 0;
  [...known]
    .sort(byStart)
    .reverse()
    .forEach(([start, window], index) => {
      rows += window.size;
      if (index >= MOST_WINDOWS || rows > MOST_ROWS) known.delete(start);
    });
}

function byStart([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
