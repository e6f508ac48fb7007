import type { WindowRow } from "../../src/model/stream/window-row.ts";
import type { PublishedBatch, StreamSink } from "../../src/sinks/stream/stream-sink.ts";

/** A reader of results as the contract tells it to be: for each (query, window, key) the row with the highest batch holds. */
export function collectWindows(): StreamSink & { readonly rows: () => WindowRow[]; readonly batches: number[] } {
  const latest = new Map<string, WindowRow>();
  const batches: number[] = [];
  return {
    batches,
    rows: () => [...latest.values()],
    async publish({ batch, rows }: PublishedBatch) {
      batches.push(batch);
      for (const row of rows) {
        const name = JSON.stringify([row.query, row.window_start, row.key]);
        const before = latest.get(name);
        if (before === undefined || (before.batch ?? 0) <= (row.batch ?? 0)) latest.set(name, row);
      }
    },
    close: async () => undefined,
  };
}
