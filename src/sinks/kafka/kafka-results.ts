import type { BaseOptions } from "@platformatic/kafka";
import type { WindowRow } from "../../model/stream/window-row.ts";
import type { StreamSink } from "../stream/stream-sink.ts";
import { ensureTopic } from "./ensure-topic.ts";
import type { Compression } from "./record-batch.ts";
import { openRecordWriter, type WriterEvent } from "./record-writer.ts";

export interface KafkaResultsOptions {
  /** As every client of the library takes them: brokers, TLS, login. */
  readonly client: BaseOptions;
  readonly topic: string;
  /** Of a topic that has to be made. Null: as the broker is set up. */
  readonly partitions?: number | null;
  readonly replication?: number | null;
  readonly compression?: Compression;
  /** How long one batch may go unacknowledged; null, the default, for as long as it takes. */
  readonly patienceMs?: number | null;
  readonly onEvent?: (event: WriterEvent) => void;
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
export async function openKafkaResults(options: KafkaResultsOptions): Promise<KafkaResults> {
  const { client, topic, partitions = 1, replication = null, now = Date.now } = options;
  const made = await ensureTopic(client, { topic, partitions, replication, config: { "cleanup.policy": "compact" } });
  const writer = await openRecordWriter(options);
  return {
    made,
    async publish({ rows }) {
      const time = now();
      for (const row of rows) {
        writer.add({ key: resultKey(row), value: resultValue(row), time });
        if (writer.full) await writer.room();
      }
      await writer.flush();
    },
    close: () => writer.close(),
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
