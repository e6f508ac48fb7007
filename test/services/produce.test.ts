import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compatibilityPartitioner } from "@platformatic/kafka";
import { afterAll, expect, test } from "vitest";
import { type CliRun, runInProcess } from "../fixtures/cli.ts";
import { readTopic, type TopicRecord, untilWritten } from "../fixtures/kafka-topic.ts";
import { needKafka } from "./need-kafka.ts";

const kafka = needKafka();
const folder = mkdtempSync(join(tmpdir(), "vitrina-produce-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("ids go on after a restart, each is there once, with its customer's key in that key's partition", async () => {
  const first = await produce("restarted", ["--rate", "max", "--count", "5k", "--compression", "lz4"]);
  expect(first.stderr).toMatch(
    /^The topic restarted did not exist: created with 2 partitions\.\nWriting sales as fast/,
  );
  expect(first.report).toMatchObject({ sent: 5000, acknowledged: 5000, failed: 0, first_id: 1, last_id: 5000 });
  const second = await produce("restarted", ["--rate", "500", "--count", "30"]);
  expect(second.report).toMatchObject({ sent: 30, acknowledged: 30, failed: 0, first_id: 5001, last_id: 5030 });
  const third = await produce("restarted", ["--rate", "max", "--count", "2", "--first-id", "9000"]);
  expect(third.report).toMatchObject({ first_id: 9000, last_id: 9001 });

  const records = await readTopic(kafka.cluster.bootstrap, "restarted");
  expect(idsOf(records)).toEqual([...Array.from({ length: 5030 }, (_, index) => index + 1), 9000, 9001]);
  for (const { key, value, partition } of records) {
    expect(JSON.parse(value).customer_id).toBe(Number(key));
    expect(compatibilityPartitioner({ topic: "", value: "" }, Buffer.from(key)) % 2).toBe(partition);
  }
  const keys =
    "transaction_id timestamp customer_id product_id category quantity unit_price total payment_method status";
  expect(Object.keys(JSON.parse(records[0]?.value ?? "{}"))).toEqual(keys.split(" "));
  const offsets = [first, second, third].map(({ report }) => report.by_partition);
  for (const partition of [0, 1]) {
    const parts = offsets.flatMap((each) => each.filter((part) => part.partition === partition));
    let next = 0;
    for (const { first_offset, last_offset, acknowledged } of parts) {
      expect([first_offset, last_offset]).toEqual([next, next + acknowledged - 1]);
      next += acknowledged;
    }
    expect(records.filter((record) => record.partition === partition)).toHaveLength(next);
  }
});

test("a broker killed in the middle and started again: nothing lost, nothing twice", async () => {
  const { bootstrap, brokers } = kafka.cluster;
  await runInProcess(["topics", "create", "killed", "--partitions", "2", "--brokers", bootstrap[0] ?? ""]);
  const running = produce("killed", ["--rate", "4000", "--count", "12k"]);
  await untilWritten(bootstrap, "killed", 1000, running);
  await brokers[0]?.kill("SIGKILL");
  await brokers[0]?.restart();
  const { report, stderr, code } = await running;
  expect(report).toMatchObject({ sent: 12_000, acknowledged: 12_000, failed: 0 });
  expect(code).toBe(0);
  expect(stderr).toMatch(/The broker does not answer .*\n(.*\n)*The broker answers again; nothing was lost\./);
  expect(idsOf(await readTopic(bootstrap, "killed"))).toEqual(Array.from({ length: 12_000 }, (_, index) => index + 1));
});

test("a broker that stays away is given up after --timeout, and the next run goes on behind what arrived", async () => {
  const { bootstrap, brokers } = kafka.cluster;
  await produce("left", ["--rate", "max", "--count", "10"]);
  const running = produce("left", ["--rate", "50", "--timeout", "300ms"]);
  await untilWritten(bootstrap, "left", 20, running);
  await brokers[0]?.kill("SIGKILL");
  const { report, stderr, code } = await running;
  expect(code).toBe(1);
  expect(stderr.trim().split("\n").at(-1)).toMatch(/^Kafka did not acknowledge in time what was written to left/);
  expect(report.sent).toBe(report.acknowledged + report.failed);
  expect(report.failed).toBeGreaterThan(0);
  await brokers[0]?.restart();
  const before = idsOf(await readTopic(bootstrap, "left"));
  const next = await produce("left", ["--rate", "max", "--count", "1"]);
  expect(next.report.first_id).toBe((before.at(-1) ?? 0) + 1);
  expect(before).toEqual(before.map((_, index) => index + 1));
  expect(before.length).toBeGreaterThanOrEqual(10 + report.acknowledged);
});

test("Ctrl+C waits for the acknowledgements and says how many there are", async () => {
  const { bootstrap } = kafka.cluster;
  await runInProcess(["topics", "create", "stopped", "--partitions", "2", "--brokers", bootstrap[0] ?? ""]);
  const ending = new AbortController();
  const running = produce("stopped", ["--rate", "2000"], ending.signal);
  await untilWritten(bootstrap, "stopped", 500, running);
  ending.abort(new DOMException("stopped", "SIGINT"));
  const { report, code } = await running;
  expect(code).toBe(0);
  expect(report).toMatchObject({ sent: report.acknowledged, failed: 0 });
  const ids = idsOf(await readTopic(bootstrap, "stopped"));
  expect(ids).toEqual(Array.from({ length: report.sent }, (_, index) => index + 1));
});

test("a file is written in the order of its times, as it stands, without its invalid rows", async () => {
  const file = join(folder, "sales.csv");
  const rows = [
    "3,2026-01-01 10:00:30,7,1,Ropa,1,10.00,10.00,Tarjeta,Completada",
    '007,2026-01-01 10:00:00,7,2,Électro "x",2,10.10,20.20,PayPal,Pendiente'.replace(/É.*x"/, '"Électro ""x"""'),
    "5,2026-01-01 10:00:10,7,3,Hogar,1,99.99,-1.00,Tarjeta,Completada",
    "4,2026-01-01 10:00:20,7,3,Hogar,1,12345678901234.25,12345678901234.25,Tarjeta,Completada",
  ];
  const header =
    "transaction_id,timestamp,customer_id,product_id,category,quantity,unit_price,total,payment_method,status";
  writeFileSync(file, `${[header, ...rows].join("\n")}\n`);
  const run = await produce("replayed", ["--input", file, "--speed", "max"]);
  expect(run.report).toMatchObject({ sent: 3, acknowledged: 3, first_id: null, last_id: null });
  expect(run.stderr).toMatch(/Not written: 1 rows of .*sales\.csv/);
  const values = (await readTopic(kafka.cluster.bootstrap, "replayed")).map(({ value }) => value);
  expect(values).toEqual([
    '{"transaction_id":"007","timestamp":"2026-01-01 10:00:00","customer_id":7,"product_id":2,"category":"Électro \\"x\\"","quantity":2,"unit_price":10.10,"total":20.20,"payment_method":"PayPal","status":"Pendiente"}',
    '{"transaction_id":4,"timestamp":"2026-01-01 10:00:20","customer_id":7,"product_id":3,"category":"Hogar","quantity":1,"unit_price":12345678901234.25,"total":12345678901234.25,"payment_method":"Tarjeta","status":"Completada"}',
    '{"transaction_id":3,"timestamp":"2026-01-01 10:00:30","customer_id":7,"product_id":1,"category":"Ropa","quantity":1,"unit_price":10.00,"total":10.00,"payment_method":"Tarjeta","status":"Completada"}',
  ]);
});

test("at low rates each sale is a line of data, and talk is in the reader's language", async () => {
  const run = await runInProcess([
    "produce",
    "--topic",
    "shown",
    "--count",
    "2",
    "--rate",
    "10",
    ...to(),
    "--lang",
    "es",
  ]);
  expect(run.stdout).toMatch(/^#1 +\d\d:\d\d:\d\d .* = .*cliente \d+\n#2 .*\n$/);
  expect(run.stderr).toMatch(/Escribiendo 10 por segundo en shown, desde la transacción 1\./);
  expect(run.stderr).toMatch(/Confirmadas +2\n/);
});

interface Report {
  readonly sent: number;
  readonly acknowledged: number;
  readonly failed: number;
  readonly first_id: number | null;
  readonly last_id: number | null;
  readonly by_partition: readonly {
    readonly partition: number;
    readonly acknowledged: number;
    readonly first_offset: number;
    readonly last_offset: number;
  }[];
}

async function produce(
  topic: string,
  options: readonly string[],
  signal = new AbortController().signal,
): Promise<CliRun & { report: Report }> {
  const run = await runInProcess(["produce", "--topic", topic, ...options, "--format", "json", ...to()], { signal });
  return { ...run, report: JSON.parse(run.stdout) };
}

function to(): string[] {
  return ["--brokers", kafka.cluster.bootstrap.join(",")];
}

function idsOf(records: readonly TopicRecord[]): number[] {
  return records.map(({ value }) => JSON.parse(value).transaction_id).toSorted((a, b) => a - b);
}
