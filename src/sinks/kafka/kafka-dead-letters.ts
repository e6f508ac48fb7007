import type { OutgoingRecord } from "./record-batch.ts";
import { openTopicWriter, type TopicOptions } from "./topic-writer.ts";

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

/**
 * The value is the record's own bytes; headers `source`, `partition`, `offset`, `reason`, `batch` and `time` (ISO 8601)
 * say where it came from. Throws WriteFailure, or what the library throws where nobody answers.
 */
export async function openKafkaDeadLetters(options: TopicOptions): Promise<KafkaDeadLetters> {
  const { made, write, close } = await openTopicWriter(options, {});
  return {
    made,
    publish(letters) {
      // Kafka deletes records by their own time: an old sale rejected today is to be kept from today on.
      const now = Date.now();
      return write(letters, (letter) => recordOf(letter, now));
    },
    close,
  };
}

function recordOf(letter: DeadLetterRecord, now: number): OutgoingRecord {
  const { source, partition, offset, reason, time, raw, batch } = letter;
  const headers: [string, string][] = [
    ["source", source],
    ["partition", partition],
    ["offset", `${offset}`],
    ["reason", reason],
    ["batch", `${batch}`],
    ["time", new Date(time).toISOString()],
  ];
  return {
    key: Buffer.from(`${source}/${partition}/${offset}`),
    value: raw === null ? null : Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength),
    time: now,
    headers,
  };
}
