import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { closeSession, openSession } from "../../src/engines/spark/connect/session.ts";
import { watchSpark } from "../../src/engines/spark/jobs/watch.ts";
import { resolvePlan } from "../../src/model/resolve-plan.ts";
import { openTestEngine } from "../spark/open-engine.ts";
import { needSpark } from "./need-spark.ts";

const needed = needSpark({ cluster: { workers: 2, cores: 1, memory: "512m" }, memory: "700m" });

test("two workers in processes of their own give the server an executor each", async () => {
  const { spark } = needed;
  expect(spark.master).toMatch(/^spark:\/\/127\.0\.0\.1:\d+$/);
  expect(await masterSays()).toMatchObject({
    aliveworkers: 2,
    cores: 2,
    coresused: 2,
    workers: [
      { state: "ALIVE", cores: 1, memory: 512 },
      { state: "ALIVE", cores: 1, memory: 512 },
    ],
  });
  expect(new Set([spark.server, spark.masterProcess, ...spark.workers].map((process) => process?.pid)).size).toBe(4);
  expect(await executors()).toHaveLength(2);
});

test("the first line of a file is its first line, whichever machine reads which piece of it", {
  timeout: 300_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), "vitrina-pieces-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, "pieces.csv");
  const rows = Array.from({ length: 300 }, (_, id) => `${id},2026-03-01 10:00:00,1.00`);
  await writeFile(path, `${["transaction_id,timestamp,total", ...rows].join("\n")}\n`);
  const conf = { "spark.sql.files.maxPartitionBytes": "1000" };
  const engine = await openTestEngine(needed.spark.address, { conf });
  try {
    const shape = await engine.inspect({ path, format: "csv", shown: "pieces.csv" });
    const resolved = resolvePlan(shape, {}, { timeZone: "UTC", currency: "EUR" });
    if (resolved.kind === "unknown") throw new Error("a mapping is needed");
    const { quality } = await engine.load([{ shape, plan: resolved.plan, shown: "pieces.csv" }], { strict: true });
    expect(quality).toMatchObject({ read: 300, accepted: 300, rejected: 0 });
    // Each time another executor may be the nearer one.
    for (let turn = 0; turn < 6; turn += 1) {
      const [first] = (await readFile(await engine.head(`file://${path}`), "utf8")).split("\n");
      expect(first).toBe("transaction_id,timestamp,total");
    }
  } finally {
    await engine.close();
  }
});

test("a worker that was killed takes its executor along, and comes back with another", {
  timeout: 300_000,
}, async () => {
  const [worker] = needed.spark.workers;
  const before = await executors();
  const session = await openSession(needed.spark.address);
  const watch = watchSpark({ session });
  await worker?.kill();
  await until(async () => (await executors()).length === 1);
  // A run that lasted meanwhile knows of the loss.
  const { executors: known, executors_lost: lost } = await watch.finish();
  expect(lost).toBe(1);
  expect(known.find(({ active }) => !active)).toMatchObject({
    removed: expect.any(String),
    removed_reason: expect.any(String),
  });
  await closeSession(session);
  await worker?.restart();
  await until(async () => {
    const now = await executors();
    return now.length === 2 && now.filter((id) => before.includes(id)).length === 1;
  });
  expect(readFileSync(worker?.log ?? "", "utf8")).toContain("Successfully registered with master");
});

async function masterSays(): Promise<unknown> {
  return (await fetch(`${needed.spark.masterUi}/json/`)).json();
}

/** The ids of those that live. */
async function executors(): Promise<string[]> {
  const base = `${needed.spark.ui}/api/v1/applications`;
  const [{ id }] = (await (await fetch(base)).json()) as [{ id: string }];
  const known = (await (await fetch(`${base}/${id}/executors`)).json()) as { id: string; isActive: boolean }[];
  return known.filter((executor) => executor.id !== "driver" && executor.isActive).map((executor) => executor.id);
}

/** The test's own limit ends the wait. */
async function until(come: () => Promise<boolean>): Promise<void> {
  while (!(await come())) await new Promise((resolve) => setImmediate(resolve));
}
