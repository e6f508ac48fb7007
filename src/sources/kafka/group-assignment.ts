import type { GroupAssignment } from "@platformatic/kafka";
import type { Positions } from "../stream/stream-source.ts";
import type { KafkaStart } from "./options.ts";
import { partitionName } from "./partition.ts";
import type { Reading } from "./reading.ts";
import { type CommittedOffsets, offsetOf } from "./start-offsets.ts";

/** Reads what a group assigns, and nothing else. */
export interface AssignmentFollower {
  follow(assigned: readonly GroupAssignment[]): Promise<void>;
}

/**
 * A partition begins at its position, else where the group stands, else where the person asked. One that another
 * member had in the meantime begins where that member left it.
 */
export function createAssignmentFollower(
  reading: Reading,
  counts: ReadonlyMap<string, number>,
  positions: Positions,
  from: KafkaStart,
  committed: CommittedOffsets,
): AssignmentFollower {
  /** Where we stood in partitions that were taken from us. */
  const left = new Map<string, number>();

  async function placesOf(topic: string, indexes: readonly number[]): Promise<Positions> {
    const stood = indexes.filter((index) => left.has(partitionName(topic, index)));
    const group = await committed(topic, stood);
    const again = stood.map((index): [string, string] => {
      const name = partitionName(topic, index);
      return [name, `${Math.max(left.get(name) ?? 0, group.get(index) ?? 0)}`];
    });
    return new Map([...positions, ...again]);
  }

  return {
    async follow(assigned) {
      const ours = new Set(assigned.flatMap(({ topic, partitions }) => partitions.map((i) => partitionName(topic, i))));
      for (const [name, { handed }] of reading.partitions) {
        if (ours.has(name)) continue;
        left.set(name, handed);
        reading.remove(name);
        reading.event({ kind: "partition_taken", partition: name });
      }
      for (const { topic, partitions } of assigned) {
        // Whoever was away for long may find that another member had a partition in the meantime.
        for (const [index, offset] of await committed(topic, partitions)) {
          const partition = reading.partitions.get(partitionName(topic, index));
          if (partition === undefined || offset <= partition.handed) continue;
          left.set(partition.name, offset);
          reading.remove(partition.name);
        }
        const added = partitions.filter((index) => !reading.partitions.has(partitionName(topic, index)));
        const places = await placesOf(topic, added);
        // Partitions the topic did not have at first are read from their beginning.
        const { first = [], later = [] } = Object.groupBy(added, (index) =>
          index < (counts.get(topic) ?? 0) ? "first" : "later",
        );
        await reading.add(topic, first, places, from);
        await reading.add(topic, later, places, "earliest");
        for (const index of later) reading.event({ kind: "partition_added", partition: partitionName(topic, index) });
      }
    },
  };
}

/** Positions as a group keeps them. */
export function offsetsToCommit(
  positions: Positions,
  reading: Reading,
): { topic: string; partition: number; offset: bigint; leaderEpoch: number }[] {
  return [...positions].flatMap(([name, position]) => {
    const partition = reading.partitions.get(name);
    if (partition === undefined) return [];
    const offset = BigInt(offsetOf(name, position));
    return [{ topic: partition.topic, partition: partition.index, offset, leaderEpoch: -1 }];
  });
}
