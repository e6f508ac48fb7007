import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Producer } from "@platformatic/kafka";
import { beforeAll, expect, test, vi } from "vitest";
import { closeSession, openSession } from "../../src/engines/spark/connect/session.ts";
import { activeStreams, stopStream } from "../../src/engines/spark/connect/streams.ts";
import { addQuality, NOTHING_READ, type StreamQuality } from "../../src/model/stream/stream-progress.ts";
import type { WindowRow } from "../../src/model/stream/window-row.ts";
import { readRecord } from "../../src/pipelines/spark-stream/record.ts";
import { plainAccess } from "../../src/sources/kafka/access.ts";
import { openTopics } from "../../src/sources/kafka/admin/topics.ts";
import { poisonRecords } from "../contracts/poison-records.ts";
import { startStream } from "../crash/stream-process.ts";
import { type CliRun, runInProcess } from "../fixtures/cli.ts";
import { readTopic } from "../fixtures/kafka-topic.ts";
import { needKafka } from "./need-kafka.ts";
import { needSpark } from "./need-spark.ts";

/** A cluster plans a query for seconds before its first row, and the machine may be busy. */
vi.setConfig({ testTimeout: 600_000 });

const kafka = needKafka();
const spark = needSpark();
const ZONE = "Europe/Madrid";
const SHAPE = ["--window", "10m", "--slide", "5m", "--watermark", "10m", "--duplicates", "2h", "--by", "product_id"];
const COMMON = [...SHAPE, "--by", "hour", "--time-zone", ZONE, "--format", "ndjson", "--lang", "en"];
/** A sale a minute through the night in which Madrid's clocks are set back; the second of two equal hours says which it is. */
const NIGHT = Date.parse("2026-10-24T22:30:00Z");
const LABELS = ["Ropa", 'Ro"pa', "a\\b", "🎉", "d'oh $x", "x".repeat(10_000), "", null];
const MORNING = [
  ...sales(0, 120),
  sale(118),
  sale(118, { total: 1 }),
  sale(119, { timestamp: "2026-10-25T00:31:00Z" }),
  sale(1000, { transaction_id: null }),
  sale(1001, { customer_id: " " }),
  sale(1002, { total: "12,5x" }),
  sale(1003, { total: null }),
  sale(1004, { total: -3 }),
  sale(1005, { timestamp: "yesterday" }),
  sale(1006, { timestamp: "2199-01-01 00:00:00" }),
  sale(1007, { timestamp: "2026-10-25 02:28:10", total: "7.005", quantity: 1.5, status: "Otra", unit_price: "1e1" }),
  ...poisonRecords("records", ["garbage"]).map(({ record }) => record),
  ...sales(120, 240),
];
const AFTERNOON = [
  ...sales(240, 260),
  sale(2000, { timestamp: instant(15) }),
  sale(2001, { timestamp: instant(16) }),
  sale(235),
  ...sales(260, 300),
];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vitrina-spark-stream-"));
  return () => rm(folder, { recursive: true, force: true });
});

test("the windows, the account and the dead letters are the embedded engine's, to the cent", async () => {
  const topic = await makeTopic("shop");
  await send(topic, MORNING);
  const first = await both(topic, "first");
  expect(first.spark.quality).toMatchObject({ read: MORNING.length, late: 0, duplicate: 3 });
  expect(first.spark.quality).toEqual(first.duckdb.quality);
  expect(first.spark.rows).toEqual(first.duckdb.rows);
  expect([...first.spark.rows.values()].filter(({ final }) => final).length).toBeGreaterThan(10);

  // The watermark that both remember makes these late.
  await send(topic, AFTERNOON);
  const second = await both(topic, "second");
  expect(second.spark.quality).toMatchObject({ read: AFTERNOON.length, late: 2, duplicate: 1 });
  expect(second.spark.quality).toEqual(second.duckdb.quality);
  expect(second.spark.rows).toEqual(second.duckdb.rows);

  const letters = await Promise.all(
    ["spark", "duckdb"].map((engine) => readTopic(kafka.cluster.bootstrap, `${topic}.${engine}`)),
  );
  const [ofSpark, ofDuckDb] = letters.map((records) =>
    records
      .map(({ key, value, headers: { batch: _, ...headers } }) => ({
        key,
        value: String(value).replaceAll("\n", " "),
        headers,
      }))
      .sort(byKey),
  );
  expect(ofSpark).toEqual(ofDuckDb);
  expect(ofSpark?.length).toBeGreaterThan(10);
});

/** Runs what has come to the topic by now through both engines. */
async function both(topic: string, run: string) {
  const duckdb = await stream(topic, run, "duckdb", []);
  const ofSpark = await stream(topic, run, "spark", ["--spark", spark.spark.address]);
  return { duckdb, spark: ofSpark };
}

async function stream(topic: string, run: string, engine: string, more: readonly string[]) {
  const progress = join(folder, `${topic}-${run}-${engine}.json`);
  const { code, stdout, stderr } = await vitrina(topic, `${topic}-${engine}`, [
    ...["--engine", engine, "--trigger", "available-now", "--progress", progress],
    ...["--dead-letters-topic", `${topic}.${engine}`, ...more],
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining("Done after batch") });
  const told = lines<{ quality: StreamQuality }>(await readFile(progress, "utf8"));
  return { rows: upserted(lines<WindowRow>(stdout)), quality: sum(told.map(({ quality }) => quality)) };
}

function vitrina(topic: string, state: string, more: readonly string[]): Promise<CliRun> {
  return runInProcess([
    "stream",
    "--source",
    "kafka",
    "--brokers",
    kafka.cluster.bootstrap.join(","),
    "--topic",
    topic,
    ...COMMON,
    "--state",
    join(folder, state),
    ...more,
  ]);
}

/** How each window stands, without the number of its batch. */
function upserted(rows: readonly WindowRow[]): ReadonlyMap<string, Omit<WindowRow, "batch">> {
  const standing = rows.map(
    ({ batch: _, ...row }) => [JSON.stringify([row.query, row.window_start, row.key]), row] as const,
  );
  return new Map([...new Map(standing)].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function lines<T>(text: string): T[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}

/** Without what Spark does not count. */
function sum(parts: readonly StreamQuality[]): StreamQuality {
  const { warnings, ...all } = parts.reduce(addQuality, NOTHING_READ);
  const { duplicate_conflict: _, ...others } = warnings;
  return { ...all, warnings: others };
}

function byKey(a: { readonly key: string }, b: { readonly key: string }): number {
  return a.key < b.key ? -1 : 1;
}

test("killed here, stopped there: the query is found again, and nothing is counted twice", async () => {
  const topic = await makeTopic("killed");
  const place = join(folder, "killed");
  await mkdir(place);
  const { bootstrap: brokers } = kafka.cluster;
  const process = { folder: place, brokers, topic, looks: 15_000 };
  const live = [
    ...["--engine", "spark", "--spark", spark.spark.address, "--trigger", "200ms"],
    ...SHAPE,
    "--query",
    "totals",
  ];
  await send(topic, sales(0, 40));
  const killed = startStream(process, 1, live);
  await killed.working();
  killed.kill();
  await killed.ended;

  await send(topic, sales(40, 80));
  const found = startStream(process, 2, live);
  await found.says("running already");
  await found.working();
  const record = await readRecord(join(place, "state"));
  const session = await openSession(spark.spark.address, {
    sessionId: record?.session?.id ?? "",
    userId: record?.session?.userId ?? "",
  });
  for (const query of await activeStreams(session)) await stopStream(session, query);
  await closeSession(session, { keep: true });
  await found.says("goes on from its checkpoint");
  await send(topic, sales(80, 120));
  await found.goesOn();
  found.signal("SIGINT");
  expect((await found.ended).code).toBe(0);

  const last = startStream(process, 3, [...live, "--trigger", "available-now"]);
  expect(await last.ended).toMatchObject({ code: 0 });
  const printed = await Promise.all(
    (await readdir(place))
      .filter((name) => name.endsWith(".ndjson"))
      .sort()
      .map((name) => readFile(join(place, name), "utf8")),
  );
  const rows = [...upserted(lines<WindowRow>(printed.join(""))).values()].filter(({ query }) => query === "totals");
  // Each sale is in two windows.
  expect(rows.reduce((all, { transactions }) => all + transactions, 0)).toBe(240);
});

function sales(from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, index) => sale(from + index));
}

function sale(index: number, more: Readonly<Record<string, unknown>> = {}): string {
  const price = ((index * 7919) % 100_000) / 100 + 0.01;
  return JSON.stringify({
    transaction_id: index,
    timestamp: timeOf(index),
    customer_id: index % 9,
    product_id: index % 5,
    category: LABELS[index % LABELS.length],
    quantity: 1,
    unit_price: price,
    total: price,
    payment_method: ["Tarjeta", "PayPal"][index % 2],
    status: ["Completada", "Pendiente", "Cancelada"][index % 3],
    ...more,
  });
}

/** By the wall clock where that is enough, with an offset where it is not. */
function timeOf(index: number): string {
  const at = NIGHT + (index % 1000) * 60_000;
  const wall = (offset: number) => new Date(at + offset * 3_600_000).toISOString().slice(0, 19);
  if (at < Date.parse("2026-10-25T01:00:00Z")) return wall(2).replace("T", " ");
  if (at < Date.parse("2026-10-25T02:00:00Z")) return `${wall(1)}+01:00`;
  return wall(1).replace("T", " ");
}

function instant(index: number): string {
  return new Date(NIGHT + index * 60_000).toISOString();
}

async function makeTopic(topic: string): Promise<string> {
  const admin = openTopics(plainAccess(kafka.cluster.bootstrap));
  await admin.create({ topic, partitions: 1, replication: null, config: {} });
  await admin.close();
  return topic;
}

async function send(topic: string, values: readonly (string | Buffer | null)[]): Promise<void> {
  const producer = new Producer({ clientId: "test", bootstrapBrokers: [...kafka.cluster.bootstrap] });
  const value = (one: string | Buffer | null) => (one === null ? {} : { value: Buffer.from(one) });
  await producer.send({ messages: values.map((one) => ({ topic, partition: 0, ...value(one) })) });
  await producer.close();
}
