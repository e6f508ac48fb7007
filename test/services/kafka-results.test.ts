import fc from "fast-check";
import { expect, test } from "vitest";
import type { WindowRow } from "../../src/model/stream/window-row.ts";
import { openKafkaDeadLetters } from "../../src/sinks/kafka/kafka-dead-letters.ts";
import { openKafkaResults } from "../../src/sinks/kafka/kafka-results.ts";
import { plainAccess } from "../../src/sources/kafka/access.ts";
import { openTopics } from "../../src/sources/kafka/admin/topics.ts";
import { readTopic } from "../fixtures/kafka-topic.ts";
import { needKafka } from "./need-kafka.ts";

const kafka = needKafka();

const options = (topic: string) => ({
  client: { clientId: "test", bootstrapBrokers: kafka.cluster.bootstrap, autocreateTopics: false },
  topic,
});

test("the topic is made compacted, once", async () => {
  const first = await openKafkaResults(options("made"));
  const second = await openKafkaResults(options("made"));
  expect([first.made, second.made]).toEqual([true, false]);
  await first.close();
  await second.close();
  const admin = openTopics(plainAccess(kafka.cluster.bootstrap));
  const { settings, partitions } = await admin.describe("made");
  await admin.close();
  expect(partitions).toBe(1);
  expect(settings.find(({ name }) => name === "cleanup.policy")).toMatchObject({ value: "compact", own: true });
});

test("after crashes and a killed broker the highest batch of each key is what was published, and the last record too", async () => {
  const [batches = []] = fc.sample(published, { seed: 4, numRuns: 1 });
  const { brokers, bootstrap } = kafka.cluster;
  let sink = await openKafkaResults({ ...options("results"), partitions: 3 });
  for (const [index, rows] of batches.entries()) {
    const batch = index + 1;
    const publishing = sink.publish({ batch, rows: rows.map((row) => ({ ...row, batch })), progress: null });
    if (index === 5) {
      await brokers[0]?.kill("SIGKILL");
      await brokers[0]?.restart();
    }
    await publishing;
    if (index % 4 === 3) {
      // A crash before the marker was written: the batch comes again under its number.
      await sink.close();
      sink = await openKafkaResults(options("results"));
      await sink.publish({ batch, rows: rows.map((row) => ({ ...row, batch })), progress: null });
    }
  }
  await sink.close();

  const expected = new Map<string, WindowRow>();
  for (const [index, rows] of batches.entries()) {
    for (const row of rows) {
      expected.set(JSON.stringify([row.query, row.window_start, row.key]), { ...row, batch: index + 1 });
    }
  }
  const highest = new Map<string, WindowRow>();
  const last = new Map<string, WindowRow>();
  for (const { key, value } of await readTopic(bootstrap, "results")) {
    const row: WindowRow = JSON.parse(value);
    last.set(key, row);
    if ((highest.get(key)?.batch ?? 0) <= (row.batch ?? 0)) highest.set(key, row);
  }
  expect(Object.fromEntries(highest)).toEqual(Object.fromEntries(expected));
  expect(Object.fromEntries(last)).toEqual(Object.fromEntries(expected));
});

test("a rejected record keeps its bytes and says where it came from", async () => {
  const letters = await openKafkaDeadLetters(options("rejected"));
  const from = { source: "kafka:sales", reason: "unreadable", time: 1_700_000_000_000, batch: 7 };
  await letters.publish([
    { ...from, partition: "sales/0", offset: 12, raw: Buffer.from('{"broken": "ñ') },
    { ...from, partition: "sales/1", offset: 13, raw: Buffer.alloc(0) },
  ]);
  await letters.close();
  const headers = { source: "kafka:sales", reason: "unreadable", batch: "7", time: "2023-11-14T22:13:20.000Z" };
  expect(await readTopic(kafka.cluster.bootstrap, "rejected")).toMatchObject([
    {
      key: "kafka:sales/sales/0/12",
      value: '{"broken": "ñ',
      headers: { ...headers, partition: "sales/0", offset: "12" },
    },
    { key: "kafka:sales/sales/1/13", value: "", headers: { ...headers, partition: "sales/1", offset: "13" } },
  ]);
});

const row: fc.Arbitrary<WindowRow> = fc.record({
  query: fc.constantFrom("totals", "by_category"),
  window_start: fc.constantFrom("2026-01-01T10:00:00Z", "2026-01-01T10:01:00Z"),
  window_end: fc.constant("2026-01-01T10:02:00Z"),
  key: fc.constantFrom(null, "Ropa", "Électro ✓", 7),
  transactions: fc.nat(),
  gross_sales: fc.nat().map((cents) => (cents / 100).toFixed(2)),
  average_sale: fc.constant("1.00"),
  final: fc.boolean(),
  batch: fc.constant(null),
});

/** Of each batch a key once. */
const published = fc.array(
  fc.uniqueArray(row, { selector: ({ query, window_start, key }) => JSON.stringify([query, window_start, key]) }),
  { minLength: 20, maxLength: 20 },
);
