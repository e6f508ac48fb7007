import { Admin } from "@platformatic/kafka";
import { expect, test } from "vitest";
import { runInProcess } from "../fixtures/cli.ts";
import { readTopic, untilWritten } from "../fixtures/kafka-topic.ts";
import { needKafka } from "./need-kafka.ts";

const kafka = needKafka({ version: "4.1.0", brokers: 2, config: { "offsets.topic.replication.factor": 2 } });

test("leaders that move to another broker in the middle: nothing lost, nothing twice", async () => {
  const { bootstrap, brokers } = kafka.cluster;
  const admin = new Admin({ clientId: "test", bootstrapBrokers: bootstrap });
  await admin.createTopics({ topics: ["moved"], partitions: 2, replicas: 2 });
  await admin.close();
  const line = ["produce", "--topic", "moved", "--rate", "4000", "--count", "12k", "--format", "json"];
  const running = runInProcess([...line, "--compression", "zstd", "--brokers", bootstrap.join(",")]);
  await untilWritten(bootstrap, "moved", 1000, running);
  await brokers[1]?.kill("SIGKILL");
  const { stdout, code } = await running;
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ sent: 12_000, acknowledged: 12_000, failed: 0, last_id: 12_000 });
  await brokers[1]?.restart();
  const records = await readTopic(bootstrap, "moved");
  const ids = records.map(({ value }) => JSON.parse(value).transaction_id).toSorted((a, b) => a - b);
  expect(ids).toEqual(Array.from({ length: 12_000 }, (_, index) => index + 1));
});
