import { UserError } from "../../model/user-error.ts";
import type { Positions } from "../stream/stream-source.ts";
import type { KafkaStart } from "./options.ts";
import { partitionName } from "./partition.ts";
import type { Reading } from "./reading.ts";

/**
 * Reads every partition of the topics, and those that are added later from their beginning.
 * @throws {UserError} for positions of partitions that a topic does not have.
 */
export async function readAllPartitions(
  reading: Reading,
  counts: ReadonlyMap<string, number>,
  positions: Positions,
  from: KafkaStart,
): Promise<void> {
  async function addNew(topic: string, indexes: readonly number[]): Promise<void> {
    await reading.add(topic, indexes, positions, "earliest");
    for (const index of indexes) reading.event({ kind: "partition_added", partition: partitionName(topic, index) });
  }

  for (const [topic, count] of counts) {
    // Partitions are never taken away: this is another topic of the same name.
    if (highest(topic, positions) >= count) throw new UserError("kafka_topic_recreated", { topic });
    const all = Array.from({ length: count }, (_, index) => index);
    const { known = [], unknown = [] } = Object.groupBy(all, (index) =>
      positions.has(partitionName(topic, index)) ? "known" : "unknown",
    );
    await reading.add(topic, known, positions, from);
    // A state that knows the topic but not this partition is older than the partition: nothing of it may be skipped.
    if (known.length > 0) await addNew(topic, unknown);
    else await reading.add(topic, unknown, positions, from);
  }
  reading.watch(addNew);
}

/** The last partition of a topic that has a position; -1 without any. */
function highest(topic: string, positions: Positions): number {
  const own = [...positions.keys()].filter((name) => name.startsWith(`${topic}/`));
  return Math.max(-1, ...own.map((name) => Number(name.slice(topic.length + 1))));
}
