import { Admin, alterPartitionReassignmentsV0, type CompressionAlgorithmValue, Producer } from "@platformatic/kafka";
import { vi } from "vitest";

/** What a test does to a cluster beside reading from it. */
export interface Hand {
  /** A new topic with these replicas of each partition, by default one on any broker. */
  topic(partitions: number, replicas?: readonly (readonly number[])[]): Promise<string>;
  create(topic: string, partitions: number): Promise<void>;
  /** Sends one batch; null is a tombstone. */
  send(topic: string, partition: number, values: readonly (string | Buffer | null)[], codec?: Codec): Promise<void>;
  /** Sends one batch in a transaction. */
  transact(topic: string, partition: number, values: readonly string[], end: "commit" | "abort"): Promise<void>;
  grow(topic: string, partitions: number): Promise<void>;
  /** Deletes what is before the offset. */
  forget(topic: string, partition: number, offset: number): Promise<void>;
  remove(topic: string): Promise<void>;
  move(topic: string, partition: number, replicas: readonly number[]): Promise<void>;
  /** What a group has committed, by partition. */
  committed(group: string, topic: string): Promise<ReadonlyMap<number, number>>;
  close(): Promise<void>;
}

export type Codec = CompressionAlgorithmValue;

const ALL = -1;
const ANSWER_MS = 10_000;
let topics = 0;

/** Over TLS with the certificate of the authority `ca`. */
export function openHand(bootstrapBrokers: string[], ca: string | null = null): Hand {
  const tls = ca === null ? {} : { tls: { ca } };
  const settings = { clientId: "hand", bootstrapBrokers, retries: 100, retryDelay: 200, ...tls };
  const admin = new Admin(settings);
  const producer = new Producer({ ...settings, acks: ALL, idempotent: true });
  const writer = new Producer({ ...settings, acks: ALL, idempotent: true, transactionalId: `hand-${process.pid}` });

  function messages(topic: string, partition: number, values: readonly (string | Buffer | null)[]) {
    const headers = new Map([[Buffer.from("kind"), Buffer.from("sale")]]);
    return values.map((value, n) => ({
      topic,
      partition,
      key: Buffer.from(`key ${n}`),
      ...(value === null ? {} : { value: Buffer.from(value) }),
      headers,
    }));
  }

  return {
    async topic(partitions, replicas) {
      topics += 1;
      const name = `topic-${process.pid}-${topics}`;
      const assignments = replicas?.map((brokers, partition) => ({ partition, brokers: [...brokers] }));
      await admin.createTopics({
        topics: [name],
        ...(assignments === undefined ? { partitions, replicas: 1 } : { partitions: -1, replicas: -1, assignments }),
      });
      return name;
    },
    async create(topic, partitions) {
      await admin.createTopics({ topics: [topic], partitions, replicas: 1 });
      // A broker may not have heard yet that the topic of this name is there again.
      await vi.waitFor(() => producer.metadata({ topics: [topic], forceUpdate: true }), { timeout: ANSWER_MS });
    },
    async send(topic, partition, values, compression = "none") {
      await producer.send({ messages: messages(topic, partition, values), compression });
    },
    async transact(topic, partition, values, end) {
      const transaction = await writer.beginTransaction();
      await transaction.send({ messages: messages(topic, partition, values) });
      await transaction[end]();
    },
    async grow(name, count) {
      await admin.createPartitions({ topics: [{ name, count, assignments: null }] });
    },
    async forget(name, partition, offset) {
      await admin.deleteRecords({ topics: [{ name, partitions: [{ partition, offset: BigInt(offset) }] }] });
    },
    remove: (topic) => admin.deleteTopics({ topics: [topic] }),
    async move(name, partitionIndex, replicas) {
      const brokers = bootstrapBrokers.map((each) => ({
        host: each.slice(0, each.lastIndexOf(":")),
        port: Number(each.slice(each.lastIndexOf(":") + 1)),
      }));
      const connection = await admin.connections.getFirstAvailable(brokers);
      const partitions = [{ partitionIndex, replicas: [...replicas] }];
      await alterPartitionReassignmentsV0.api.async(connection, ANSWER_MS, true, [{ name, partitions }]);
    },
    async committed(groupId, topic) {
      const [group] = await admin.listConsumerGroupOffsets({ groups: [{ groupId }] });
      const partitions = group?.topics.find(({ name }) => name === topic)?.partitions ?? [];
      return new Map(
        partitions.map(({ partitionIndex, committedOffset }) => [partitionIndex, Number(committedOffset)]),
      );
    },
    async close() {
      await Promise.all([producer.close(), writer.close(), admin.close()]);
    },
  };
}
