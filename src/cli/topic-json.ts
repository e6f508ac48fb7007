import type { TopicDescription, TopicPartition } from "../sources/kafka/admin/topics.ts";

/** A topic as programs read it. Offsets and counts are numbers, settings are as Kafka writes them. */
export function topicJson({ topic, id, partitions, replication, parts, settings }: TopicDescription) {
  return {
    topic,
    id,
    partitions,
    replication,
    records: totalRecords(parts),
    by_partition: parts.map((part) => ({
      partition: part.partition,
      leader: part.leader,
      replicas: part.replicas,
      in_sync: part.inSync,
      earliest: part.earliest,
      latest: part.latest,
      records: recordsOf(part),
    })),
    settings: Object.fromEntries(settings.map(({ name, value }) => [name, value])),
    own_settings: settings.filter(({ own }) => own).map(({ name }) => name),
  };
}

/** By offsets; null where nobody leads. */
export function recordsOf({ earliest, latest }: TopicPartition): number | null {
  return earliest === null || latest === null ? null : latest - earliest;
}

/** Of the partitions that somebody leads. */
export function totalRecords(parts: readonly TopicPartition[]): number {
  return parts.reduce((sum, part) => sum + (recordsOf(part) ?? 0), 0);
}
