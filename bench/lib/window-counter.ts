import type { WindowLine } from "./window-figures.ts";

/** How many sales the published windows hold at this moment. */
export interface WindowCounter {
  /** Takes a line of any query; returns the count with it, or undefined where it says nothing of `totals`. */
  take(line: string): number | undefined;
  readonly count: number;
}

export function countWindows(): WindowCounter {
  const latest = new Map<string, WindowLine>();
  let count = 0;
  return {
    take(text) {
      if (!text.startsWith('{"query":"totals"')) return undefined;
      const line = JSON.parse(text) as WindowLine;
      const before = latest.get(line.window_start);
      if (before !== undefined && (before.batch ?? 0) > (line.batch ?? 0)) return count;
      latest.set(line.window_start, line);
      count += line.transactions - (before?.transactions ?? 0);
      return count;
    },
    get count() {
      return count;
    },
  };
}
