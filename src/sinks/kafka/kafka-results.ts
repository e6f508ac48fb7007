import type { WindowRow } from "../../model/stream/window-row.ts";
import type { StreamSink } from "../stream/stream-sink.ts";
import { openTopicWriter, type TopicOptions } from "./topic-writer.ts";

export interface KafkaResultsOptions extends TopicOptions {
  readonly now?: () => number;
}

export interface KafkaResults extends StreamSink {
  /** Whether the topic had to be made. */
  readonly made: boolean;
}

/**
 * Window rows as records of a compacted topic. The key is the JSON array [query, window_start, key], the value the row
 * as `stream --format ndjson` prints it, with the number of its batch. A batch that comes again after a crash has the
 * same keys and numbers, and batches come in order, so both the record with the highest batch and the last record of a
 * key are how that row stands. Throws WriteFailure, or what the library throws where nobody answers.
 */
export async function openKafkaResults({ now = Date.now, ...options }: KafkaResultsOptions): Promise<KafkaResults> {
  const { made, write, close } = await openTopicWriter(options, { "cleanup.policy": "compact" });
  return {
    made,
    publish({ rows }) {
      const time = now();
      return write(rows, (row) => ({ key: resultKey(row), value: resultValue(row), time }));
    },
    close,
  };
}

function resultKey({ query, window_start, key }: WindowRow): Buffer {
  return Buffer.from(JSON.stringify([query, window_start, key]));
}

/** The fields in the order of the contract, whatever else the object carries. */
function resultValue(row: WindowRow): string {
  return JSON.stringify({
    query: row.query,
    window_start: row.window_start,
    window_end: row.window_end,
    key: row.key,
    transactions: row.transactions,
    gross_sales: row.gross_sales,
    average_sale: row.average_sale,
    final: row.final,
    batch: row.batch,
  } satisfies WindowRow);
}
