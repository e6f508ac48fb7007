import type { BaseOptions } from "@platformatic/kafka";
import { ensureTopic } from "./ensure-topic.ts";
import type { Compression } from "./record-batch.ts";
import { openRecordWriter, type WriterEvent } from "./record-writer.ts";

/** A record that was rejected, as it came. */
export interface DeadLetterRecord {
  /** What the positions belong to, such as `kafka:transacciones_ventas`. */
  readonly source: string;
  readonly partition: string;
  readonly offset: number;
  /** The rule's id. */
  readonly reason: string;
  /** When the source received it, milliseconds since the epoch. */
  readonly time: number;
  /** Null for a record without a value. */
  readonly raw: Uint8Array | null;
  readonly batch: number;
}

/** Rejected records to a topic of their own. Sent at least once: the key says which record of the source it was. */
export interface KafkaDeadLetters {
  /** Whether the topic had to be made. */
  readonly made: boolean;
  /** Fulfilled when all are acknowledged. */
  publish(letters: readonly DeadLetterRecord[]): Promise<void>;
  close(): Promise<void>;
}

export interface KafkaDeadLettersOptions {
  readonly client: BaseOptions;
  readonly topic: string;
  readonly partitions?: number | null;
  readonly replication?: number | null;
  readonly compression?: Compression;
  readonly patienceMs?: number | null;
  readonly onEvent?: (event: WriterEvent) => void;
}

/**
 * The value is the record's own bytes; headers `source`, `partition`, `offset`, `reason`, `batch` and `time` (ISO 8601)
 * say where it came from. Throws WriteFailure, or what the library throws where nobody answers.
 */
export async function openKafkaDeadLetters(options: KafkaDeadLettersOptions): Promise<KafkaDeadLetters> {
  const { client, topic, partitions = 1, replication = null } = options;
  const made = await ensureTopic(client, { topic, partitions, replication, config: {} });
  const writer = await openRecordWriter(options);
  return {
    made,
    async publish(letters) {
      const now = Date.now();
      for (const letter of letters) {
        const { source, partition, offset, reason, time, raw, batch } = letter;
        writer.add({
          key: Buffer.from(`${source}/${partition}/${offset}`),
          value: raw === null ? null : Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength),
          // Kafka deletes records by their own time: an old sale rejected today is to be kept from today on.
          time: now,
          headers: [
            ["source", source],
            ["partition", partition],
            ["offset", `${offset}`],
            ["reason", reason],
            ["batch", `${batch}`],
            ["time", new Date(time).toISOString()],
          ],
        });
        if (writer.full) await writer.room();
      }
      await writer.flush();
    },
    close: () => writer.close(),
  };
}
