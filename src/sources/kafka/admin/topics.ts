import { Admin, ConfigResourceTypes, ConfigSources } from "@platformatic/kafka";
import { UserError } from "../../../model/user-error.ts";
import { clientOptions, type KafkaAccess } from "../access.ts";
import { topicError } from "./topic-error.ts";

export interface TopicSummary {
  readonly topic: string;
  readonly partitions: number;
  /** Copies of each partition, itself included. */
  readonly replication: number;
}

export interface TopicDescription extends TopicSummary {
  readonly id: string;
  readonly parts: readonly TopicPartition[];
  readonly settings: readonly TopicSetting[];
}

export interface TopicPartition {
  readonly partition: number;
  /** Null while none of its brokers can lead it. */
  readonly leader: number | null;
  readonly replicas: readonly number[];
  readonly inSync: readonly number[];
  /** Offset of the first record that is still kept; null where nobody leads. */
  readonly earliest: number | null;
  /** Offset that the next record will have. */
  readonly latest: number | null;
}

export interface TopicSetting {
  readonly name: string;
  readonly value: string;
  /** Whether it was set for this topic. */
  readonly own: boolean;
}

export interface NewTopic {
  readonly topic: string;
  /** Null: as the broker is set up. */
  readonly partitions: number | null;
  readonly replication: number | null;
  readonly config: Readonly<Record<string, string>>;
}

/** Topics of a cluster. All throw UserError: unreachable, login refused, topic missing, existing or not allowed. */
export interface TopicsAdmin {
  /** By name, without those of Kafka itself. */
  list(): Promise<TopicSummary[]>;
  create(topic: NewTopic): Promise<TopicSummary>;
  describe(topic: string): Promise<TopicDescription>;
  close(): Promise<void>;
}

/** Nothing is connected yet. */
export function openTopics(access: KafkaAccess): TopicsAdmin {
  const admin = new Admin({
    ...clientOptions(access, "vitrina-topics"),
    retries: 2,
    retryDelay: 300,
    connectTimeout: 5000,
    requestTimeout: 20_000,
  });
  const asking = async <T>(topic: string, ask: () => Promise<T>): Promise<T> => {
    try {
      return await ask();
    } catch (error) {
      throw topicError(error, topic, access);
    }
  };

  return {
    list: () =>
      asking("", async () => {
        const names = (await admin.listTopics()).toSorted();
        if (names.length === 0) return [];
        const { topics } = await admin.metadata({ topics: names });
        return names.flatMap((topic) => {
          const found = topics.get(topic);
          return found === undefined ? [] : [{ topic, ...shape(found.partitions) }];
        });
      }),
    create: ({ topic, partitions, replication, config }) =>
      asking(topic, async () => {
        const configs = Object.entries(config).map(([name, value]) => ({ name, value }));
        const [created] = await admin.createTopics({
          topics: [{ topic, partitions: partitions ?? -1, replicas: replication ?? -1 }],
          configs,
        });
        return { topic, partitions: created?.partitions ?? 0, replication: created?.replicas ?? 0 };
      }),
    describe: (topic) => asking(topic, () => describe(admin, topic)),
    close: () => admin.close(),
  };
}

const EARLIEST = -2n;
const LATEST = -1n;

async function describe(admin: Admin, topic: string): Promise<TopicDescription> {
  const { topics } = await admin.metadata({ topics: [topic], forceUpdate: true });
  const found = topics.get(topic);
  if (found === undefined) throw new UserError("kafka_topic_missing", { topic });
  const led = found.partitions.flatMap(({ leader }, partition) => (leader < 0 ? [] : [partition]));
  const [earliest, latest, settings] = await Promise.all([
    offsets(admin, topic, led, EARLIEST),
    offsets(admin, topic, led, LATEST),
    settingsOf(admin, topic),
  ]);
  return {
    topic,
    id: found.id,
    ...shape(found.partitions),
    parts: found.partitions.map(({ leader, replicas, isr }, partition) => ({
      partition,
      leader: leader < 0 ? null : leader,
      replicas,
      inSync: isr,
      earliest: earliest.get(partition) ?? null,
      latest: latest.get(partition) ?? null,
    })),
    settings,
  };
}

async function offsets(
  admin: Admin,
  name: string,
  partitions: readonly number[],
  timestamp: bigint,
): Promise<ReadonlyMap<number, number>> {
  if (partitions.length === 0) return new Map();
  const asked = partitions.map((partitionIndex) => ({ partitionIndex, timestamp }));
  const topics = await admin.listOffsets({ topics: [{ name, partitions: asked }] });
  return new Map(
    topics.flatMap((topic) =>
      topic.partitions.map(({ partitionIndex, offset }) => [partitionIndex, Number(offset)] as const),
    ),
  );
}

async function settingsOf(admin: Admin, topic: string): Promise<TopicSetting[]> {
  const resources = await admin.describeConfigs({
    resources: [{ resourceType: ConfigResourceTypes.TOPIC, resourceName: topic }],
  });
  return resources
    .flatMap(({ configs }) => configs)
    .flatMap(({ name, value, isSensitive, configSource }) =>
      value === null || isSensitive
        ? []
        : [{ name, value: String(value), own: configSource === ConfigSources.DYNAMIC_TOPIC_CONFIG }],
    )
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

function shape(partitions: readonly { readonly replicas: readonly number[] }[]) {
  return {
    partitions: partitions.length,
    replication: Math.max(0, ...partitions.map(({ replicas }) => replicas.length)),
  };
}
