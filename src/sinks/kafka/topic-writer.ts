import type { BaseOptions } from "@platformatic/kafka";
import { ensureTopic } from "./ensure-topic.ts";
import type { Compression, OutgoingRecord } from "./record-batch.ts";
import { openRecordWriter, type WriterEvent } from "./record-writer.ts";

/** Of everything that a stream writes to a topic of its own. */
export interface TopicOptions {
  /** As every client of the library takes them: brokers, TLS, login. */
  readonly client: BaseOptions;
  readonly topic: string;
  /** Of a topic that has to be made: one by default. Null: as the broker is set up. */
  readonly partitions?: number | null;
  readonly replication?: number | null;
  readonly compression?: Compression;
  /** How long one batch may go unacknowledged; null, the default, for as long as it takes. */
  readonly patienceMs?: number | null;
  readonly onEvent?: (event: WriterEvent) => void;
}

export interface TopicWriter {
  /** Whether the topic had to be made. */
  readonly made: boolean;
  /** Fulfilled when all are acknowledged. Throws WriteFailure. */
  write<T>(items: readonly T[], recordOf: (item: T) => OutgoingRecord): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a topic to write to, made with this configuration where it is missing. Throws WriteFailure, or what the library
 * throws where nobody answers.
 */
export async function openTopicWriter(
  options: TopicOptions,
  config: Readonly<Record<string, string>>,
): Promise<TopicWriter> {
  const { client, topic, partitions = 1, replication = null } = options;
  const made = await ensureTopic(client, { topic, partitions, replication, config });
  const writer = await openRecordWriter(options);
  return {
    made,
    async write(items, recordOf) {
      for (const item of items) {
        writer.add(recordOf(item));
        if (writer.full) await writer.room();
      }
      await writer.flush();
    },
    close: () => writer.close(),
  };
}
