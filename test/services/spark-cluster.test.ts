import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
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

test("a worker that was killed takes its executor along, and comes back with another", {
  timeout: 300_000,
}, async () => {
  const [worker] = needed.spark.workers;
  const before = await executors();
  await worker?.kill();
  await until(async () => (await executors()).length === 1);
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
