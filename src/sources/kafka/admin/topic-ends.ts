import { Admin } from "@platformatic/kafka";
import { clientOptions, type KafkaAccess } from "../access.ts";
import { partitionName } from "../partition.ts";
import { topicError } from "./topic-error.ts";

/** Where a topic's partitions end at the moment. */
export interface TopicEnds {
  /** By `topic/partition`, the offset that its next record will have. Throws UserError. */
  ends(): Promise<ReadonlyMap<string, number>>;
  close(): Promise<void>;
}

const LATEST = -1n;

/** Nothing is connected yet. */
export function openTopicEnds(access: KafkaAccess, name: string): TopicEnds {
  const admin = new Admin({
    ...clientOptions(access, "vitrina-ends"),
    retries: 10,
    retryDelay: 500,
    connectTimeout: 5000,
    requestTimeout: 20_000,
  });
  return {
    async ends() {
      try {
        const { topics } = await admin.metadata({ topics: [name] });
        const count = topics.get(name)?.partitions.length ?? 0;
        const partitions = Array.from({ length: count }, (_, partitionIndex) => ({
          partitionIndex,
          timestamp: LATEST,
        }));
        const found = await admin.listOffsets({ topics: [{ name, partitions }] });
        return new Map(
          found.flatMap(({ partitions: parts }) =>
            parts.map(({ partitionIndex, offset }) => [partitionName(name, partitionIndex), Number(offset)] as const),
          ),
        );
      } catch (error) {
        throw topicError(error, name, access);
      }
    },
    close: () => admin.close(),
  };
}
