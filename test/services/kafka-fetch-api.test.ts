import { Connection } from "@platformatic/kafka";
import { expect, test } from "vitest";
import { plainAccess } from "../../src/sources/kafka/access.ts";
import { createCluster, toBroker } from "../../src/sources/kafka/cluster.ts";
import { createFetchApi, type FetchedPartition } from "../../src/sources/kafka/fetch-api.ts";
import { readBatches } from "../kafka/read-batches.ts";
import { take } from "../kafka/read-source.ts";
import { sales, setStage } from "../kafka/stage.ts";

const stage = setStage();

test("by name and by id, as old and new brokers want it, the answer is the same", async () => {
  const topic = await stage.hand.topic(2);
  await stage.hand.send(topic, 1, sales(0, 5_000));
  await stage.hand.transact(topic, 1, sales(0, 3), "abort");
  // A broker writes the end of a transaction when it gets to it.
  await take(await stage.open(topic)).until(({ partitions }) => partitions[1]?.next === "5004");
  const [address = ""] = stage.kafka.cluster.bootstrap;
  const cluster = createCluster(plainAccess([address]), "test", true);
  const view = await cluster.describe([topic]);
  const id = view.topics.get(topic)?.id ?? "";
  const broker = toBroker(address);
  const answers: FetchedPartition[][] = [];
  for (const version of [11, 13]) {
    const connection = new Connection("test");
    await connection.connect(broker.host, broker.port);
    const api = createFetchApi(version);
    expect(api.byId).toBe(version === 13);
    const partitions = [0, 1].map((index) => ({ index, offset: 0 }));
    const { partitions: answer, error } = await api.fetch(connection, {
      maxWaitMs: 0,
      maxBytes: 2 ** 24,
      partitionBytes: 2 ** 23,
      committedOnly: true,
      topics: [{ name: topic, id, partitions }],
    });
    expect(error).toBe(0);
    answers.push(answer.map((each) => ({ ...each, topic: "", records: Buffer.from(each.records) })));
    await connection.close();
  }
  await cluster.close();
  const [byName, byId] = answers;
  expect(byName).toEqual(byId);
  const full = byName?.find(({ index }) => index === 1);
  expect(full).toMatchObject({ error: 0, highWatermark: 5_004, lastStableOffset: 5_004 });
  expect(full?.aborted).toEqual([{ producer: expect.any(BigInt), firstOffset: 5_000 }]);
  expect(readBatches(full?.records ?? Buffer.alloc(0)).records).toHaveLength(5_003);
});
