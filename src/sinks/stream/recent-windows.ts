import type { WindowRow } from "../../model/stream/window-row.ts";

/** One window of one query as it stands: the rows that the batch changed and those it did not. */
export interface ShownWindow {
  readonly rows: readonly WindowRow[];
  readonly changed: ReadonlySet<WindowRow>;
}

export interface RecentWindows {
  /** Takes in what a batch changed of one query; the windows it changed, the earliest first. */
  take(query: string, rows: readonly WindowRow[]): ShownWindow[];
}

/** So many windows of a query are remembered, and so many rows of them: what is shown is less than that. */
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
      const shown = [...groupByWindow(rows)].sort(byStart).map(([start, changed]): ShownWindow => {
        const window = known.get(start) ?? new Map<WindowRow["key"], WindowRow>();
        known.set(start, window);
        for (const row of changed) window.set(row.key, row);
        // Final is the window, whichever of its rows said so.
        return { rows: [...window.values()], changed: new Set(changed) };
      });
      forget(known);
      return shown;
    },
  };
}

function groupByWindow(rows: readonly WindowRow[]): Map<string, WindowRow[]> {
  const windows = new Map<string, WindowRow[]>();
  for (const row of rows) {
    const window = windows.get(row.window_start);
    if (window === undefined) windows.set(row.window_start, [row]);
    else window.push(row);
  }
  return windows;
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
