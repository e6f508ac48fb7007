import { UserError } from "../../model/user-error.ts";
import type { Positions } from "../stream/stream-source.ts";
import type { Cluster } from "./cluster.ts";
import type { KafkaStart } from "./options.ts";
import { partitionName } from "./partition.ts";

/** Offsets a consumer group has committed, by partition. */
export type CommittedOffsets = (topic: string, partitions: readonly number[]) => Promise<ReadonlyMap<number, number>>;

/** Where to begin in these partitions of a topic: at their positions, else where the group stands, else at `from`. */
export async function startOffsets(
  cluster: Cluster,
  topic: string,
  partitions: readonly number[],
  positions: Positions,
  from: KafkaStart,
  committed: CommittedOffsets | null,
): Promise<ReadonlyMap<number, number>> {
  const offsets = new Map<number, number>();
  for (const index of partitions) {
    const partition = partitionName(topic, index);
    const position = positions.get(partition);
    if (position !== undefined) offsets.set(index, offsetOf(partition, position));
  }
  const left = () => partitions.filter((index) => !offsets.has(index));
  if (committed !== null) await add(offsets, committed(topic, left()));
  const at = typeof from === "object" ? from.timestamp : from === "latest" ? "latest" : "earliest";
  await add(offsets, cluster.offsets(topic, left(), at));
  return offsets;
}

async function add(offsets: Map<number, number>, more: Promise<ReadonlyMap<number, number>>): Promise<void> {
  for (const [index, offset] of await more) offsets.set(index, offset);
}

/** @throws {UserError} for what is not an offset. */
export function offsetOf(partition: string, position: string): number {
  const offset = Number(position);
  if (!/^\d+$/.test(position) || !Number.isSafeInteger(offset)) {
    throw new UserError("kafka_bad_position", { partition, position });
  }
  return offset;
}
