import type { KafkaAccess } from "../../sources/kafka/access.ts";
import type { TopicDescription } from "../../sources/kafka/admin/topics.ts";
import { partitionName } from "../../sources/kafka/partition.ts";
import { openKafkaSource } from "../../sources/kafka/source.ts";
import type { RecordBlock } from "../../sources/stream/record-block.ts";

/** Records at the end of each partition that are looked at: a replayed file may have left lower ids behind higher ones. */
const LOOKED_AT = 1000;
const PIECE_BYTES = 4 * 1024 * 1024;

/** The highest whole-number transaction_id near the end of a topic's partitions, 0 where there is none. */
export async function lastId({ topic, parts }: TopicDescription, access: KafkaAccess, signal: AbortSignal) {
  const ends = new Map<string, number>();
  const positions = new Map<string, string>();
  for (const { partition, earliest, latest } of parts) {
    if (earliest === null || latest === null) continue;
    const from = Math.max(earliest, latest - LOOKED_AT);
    positions.set(partitionName(topic, partition), `${from}`);
    if (from < latest) ends.set(partitionName(topic, partition), latest);
  }
  if (ends.size === 0) return 0;
  const source = openKafkaSource({ access, topics: [topic], from: "latest", group: null, onGap: "continue" });
  let highest = 0;
  try {
    await source.open(positions);
    while (ends.size > 0 && !signal.aborted) {
      const batch = await source.read({ maxBytes: PIECE_BYTES, until: "any", waitMs: 1000, signal });
      for (const { partition, records, next, caughtUp } of batch.partitions) {
        highest = Math.max(highest, highestId(records));
        if (caughtUp || Number(next) >= (ends.get(partition) ?? 0)) ends.delete(partition);
      }
    }
  } finally {
    await source.close();
  }
  return highest;
}

function highestId({ count, lines, starts }: RecordBlock): number {
  let highest = 0;
  for (let row = 0; row < count; row++) {
    highest = Math.max(highest, idOf(lines.subarray(starts[row], starts[row + 1])));
  }
  return highest;
}

/** 0 for what has none; others may write to the topic too. */
function idOf(line: Uint8Array): number {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(line));
    if (typeof value !== "object" || value === null || !("transaction_id" in value)) return 0;
    const id = Number(value.transaction_id);
    return Number.isSafeInteger(id) ? id : 0;
  } catch {
    return 0;
  }
}
