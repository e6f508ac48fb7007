import { existsSync } from "node:fs";
import { Admin, type ClusterPartitionMetadata, Producer, stringSerializers } from "@platformatic/kafka";
import { expect, test } from "vitest";
import { startKafka } from "../../services/kafka.ts";
import { needKafka } from "./need-kafka.ts";

const kafka = needKafka({ version: "4.1.0", brokers: 2 });

test("a partition goes on with the other broker when its leader is killed", async () => {
  const { bootstrap, brokers } = kafka.cluster;
  const options = { clientId: "test", bootstrapBrokers: bootstrap };
  const admin = new Admin(options);
  const producer = new Producer({ ...options, serializers: stringSerializers, idempotent: true });
  try {
    await admin.createTopics({ topics: ["moved"], partitions: 1, replicas: 2 });
    const first = await partitionWhere(admin, ({ isr, leader }) => isr.length === 2 && leader >= 0);
    expect(first.replicas.toSorted()).toEqual([1, 2]);
    await producer.send({ messages: [{ topic: "moved", value: "before" }], acks: -1 });

    await brokers.find(({ id }) => id === first.leader)?.kill("SIGKILL");
    const moved = await partitionWhere(admin, ({ leader }) => leader >= 0 && leader !== first.leader);
    expect(moved.isr).toEqual([moved.leader]);
    await producer.send({ messages: [{ topic: "moved", value: "after" }], acks: -1 });

    await brokers.find(({ id }) => id === first.leader)?.restart();
    await partitionWhere(admin, ({ isr }) => isr.length === 2);
    const ends = [{ partitionIndex: 0, timestamp: -1n }];
    const [end] = await admin.listOffsets({ topics: [{ name: "moved", partitions: ends }] });
    expect(end?.partitions.map(({ offset }) => offset)).toEqual([2n]);
  } finally {
    await producer.close();
    await admin.close();
  }
});

test("a broker that cannot start says why, and nothing of it stays", async () => {
  if (!kafka.available) return;
  const failed = startKafka({ version: "4.1.0", config: { "log.segment.bytes": "many" } });
  const error = await failed.then(
    () => new Error("it started"),
    (reason: unknown) => reason,
  );
  expect(String(error)).toMatch(/^ServiceError: .*-1 did not start.*log\.segment\.bytes/s);
  const [, folder] = / (\S+vitrina-kafka-\d+-\w+)/.exec(String(error)) ?? [];
  expect([folder, existsSync(folder ?? "")]).toEqual([expect.any(String), false]);
});

/** Asks until the cluster has come to it; the test's own limit ends the wait. */
async function partitionWhere(
  admin: Admin,
  wanted: (partition: ClusterPartitionMetadata) => boolean,
): Promise<ClusterPartitionMetadata> {
  for (;;) {
    const { topics } = await admin.metadata({ topics: ["moved"], forceUpdate: true });
    const found = topics.get("moved")?.partitions.find(wanted);
    if (found !== undefined) return found;
  }
}
