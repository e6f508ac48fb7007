import type { WindowRow } from "../../model/stream/window-row.ts";
import type { StreamSink } from "./stream-sink.ts";

export interface NdjsonWindowsOptions {
  /** Comes back when the text has left the process. */
  readonly write: (text: string) => Promise<void>;
}

/** So many lines leave at once, which bounds the text of a batch that changes very many windows. */
const LINES_AT_ONCE = 10_000;

/** A line of JSON for each window row that changed, all lines of a batch together. */
export function createNdjsonWindows({ write }: NdjsonWindowsOptions): StreamSink {
  return {
    async publish({ rows }) {
      for (let from = 0; from < rows.length; from += LINES_AT_ONCE) {
        const lines = rows.slice(from, from + LINES_AT_ONCE).map((row) => `${windowLine(row)}\n`);
        await write(lines.join(""));
      }
    },
    async close() {
      // Nothing is held back.
    },
  };
}

/** The contract's keys, in its order. */
export function windowLine(row: WindowRow): string {
  const { query, window_start, window_end, key, transactions, gross_sales, average_sale, final, batch } = row;
  return JSON.stringify({
    query,
    window_start,
    window_end,
    key,
    transactions,
    gross_sales,
    average_sale,
    final,
    batch,
  });
}
