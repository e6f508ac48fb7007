import { type Broker, type Connection, Consumer, metadataV9, metadataV12, ResponseError } from "@platformatic/kafka";
import { clientOptions, type KafkaAccess } from "./access.ts";

/** Asks a cluster about itself. */
export interface Cluster {
  /** Brokers, topics and leaders as they are now; fails where no broker can be reached. */
  describe(topics: readonly string[]): Promise<ClusterView>;
  /** The highest version of Fetch the brokers understand. */
  fetchVersion(): Promise<number>;
  /** Offsets of some partitions of a topic at a time, or at its beginning or end. */
  offsets(topic: string, partitions: readonly number[], at: OffsetTime): Promise<ReadonlyMap<number, number>>;
  close(): Promise<void>;
}

/**
 * Milliseconds since the epoch: the first record that is not older, and the latest where there is none. `latest` is
 * behind the last record that may be read; `end` counts those of unfinished transactions too.
 */
export type OffsetTime = "earliest" | "latest" | "end" | number;

export interface ClusterView {
  readonly brokers: ReadonlyMap<number, Broker>;
  readonly topics: ReadonlyMap<string, TopicView>;
}

export interface TopicView {
  /** Empty where the brokers are too old to say. */
  readonly id: string;
  readonly error: number;
  /** By partition; null where none leads it. */
  readonly leaders: readonly (number | null)[];
}

type MetadataResponse = ReturnType<typeof metadataV12.parseResponse>;

const ANSWER_MS = 10_000;
const FETCH = "Fetch";
const METADATA = "Metadata";
const EARLIEST = -2n;
const LATEST = -1n;

export function createCluster(access: KafkaAccess, clientId: string, committedOnly: boolean): Cluster {
  const client = new Consumer({
    ...clientOptions(access, clientId),
    // It never joins a group; the library asks for a name.
    groupId: clientId,
    requestTimeout: ANSWER_MS,
    retries: 2,
    retryDelay: 250,
  });
  const given = access.brokers.map(toBroker);
  let learned: readonly Broker[] = [];
  let versions: ReadonlyMap<string, number> | undefined;

  async function versionOf(api: string): Promise<number> {
    versions ??= new Map((await client.listApis()).map(({ name, maxVersion }) => [name, maxVersion]));
    return versions.get(api) ?? 0;
  }

  async function metadata(topics: readonly string[]): Promise<MetadataResponse> {
    const connection: Connection = await client.connections.getFirstAvailable([...given, ...learned]);
    const { api } = (await versionOf(METADATA)) >= 12 ? metadataV12 : metadataV9;
    try {
      return await api.async(connection, [...topics], false, false);
    } catch (error) {
      // The library makes an error of a whole answer where one partition has no leader.
      if (error instanceof ResponseError && "response" in error) return error.response as MetadataResponse;
      throw error;
    }
  }

  async function list(
    topic: string,
    partitions: readonly number[],
    timestamp: bigint,
    isolationLevel = committedOnly ? 1 : 0,
  ): Promise<Map<number, number>> {
    client.clearMetadata();
    const answer = await client.listOffsets({
      topics: [topic],
      partitions: { [topic]: [...partitions] },
      timestamp,
      isolationLevel,
    });
    return new Map(partitions.map((index) => [index, Number(answer.get(topic)?.[index] ?? -1n)]));
  }

  return {
    async describe(topics) {
      const answer = await metadata(topics);
      learned = answer.brokers.map(({ host, port }) => ({ host, port }));
      return {
        brokers: new Map(answer.brokers.map(({ nodeId, host, port }) => [nodeId, { host, port }])),
        topics: new Map(
          answer.topics.map(({ name, topicId, errorCode, partitions }) => [
            name ?? "",
            {
              id: topicId ?? "",
              error: errorCode,
              leaders: partitions
                .toSorted((a, b) => a.partitionIndex - b.partitionIndex)
                .map(({ leaderId }) => (leaderId < 0 ? null : leaderId)),
            },
          ]),
        ),
      };
    },
    fetchVersion: () => versionOf(FETCH),
    async offsets(topic, partitions, at) {
      if (partitions.length === 0) return new Map();
      if (at === "earliest") return list(topic, partitions, EARLIEST);
      if (at === "latest") return list(topic, partitions, LATEST);
      if (at === "end") return list(topic, partitions, LATEST, 0);
      const found = await list(topic, partitions, BigInt(Math.max(0, Math.floor(at))));
      const without = [...found].filter(([, offset]) => offset < 0).map(([index]) => index);
      if (without.length === 0) return found;
      return new Map([...found, ...(await list(topic, without, LATEST))]);
    },
    close: () => client.close(),
  };
}

/** host:port, with brackets around an IPv6 address; the port may be left out. */
export function toBroker(address: string): Broker {
  const { hostname, port } = new URL(`kafka://${address}`);
  return { host: hostname.replace(/^\[|\]$/g, ""), port: port === "" ? 9092 : Number(port) };
}
