import { readdirSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startSpark } from "../../services/spark.ts";
import { needSpark } from "./need-spark.ts";

const needed = needSpark();

/** A start takes seconds, on a busy machine a minute. */
const PATIENT = { timeout: 300_000 };

test("it listens where it says, with its history on and all times in UTC", async () => {
  const { spark } = needed;
  expect(spark).toMatchObject({ version: "3.5.7", master: "local[*]", masterUi: null, workers: [] });
  expect([spark.address, spark.ui.includes(":4040")]).toEqual([`sc://127.0.0.1:${spark.port}`, false]);
  expect(await json(`${spark.ui}/api/v1/version`)).toEqual({ spark: "3.5.7" });
  const [{ id }] = (await json(`${spark.ui}/api/v1/applications`)) as [{ id: string }];
  const { sparkProperties } = (await json(`${spark.ui}/api/v1/applications/${id}/environment`)) as {
    sparkProperties: [string, string][];
  };
  expect(Object.fromEntries(sparkProperties)).toMatchObject({
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "2",
    "spark.eventLog.enabled": "true",
  });
  expect(readdirSync(spark.eventLogDir).some((name) => name.includes(id))).toBe(true);
});

test("a server that was killed comes back on the same ports", PATIENT, async () => {
  const { server, ui, address } = needed.spark;
  const before = server.pid;
  await server.kill();
  await expect(json(`${ui}/api/v1/version`)).rejects.toThrow();
  await server.restart();
  expect([server.pid === before, needed.spark.address]).toEqual([false, address]);
  expect(await json(`${ui}/api/v1/version`)).toEqual({ spark: "3.5.7" });
});

test("why it does not start is said, and nothing of it stays", PATIENT, async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => taken.once("listening", resolve));
  const { port } = taken.address() as { port: number };
  await expect(startSpark({ uiPort: port })).rejects.toThrow(
    `Port ${port} is taken, perhaps by another one of these. Stop that one (npm run spark -- down), or choose another port with --ui-port (0 takes a free one).`,
  );
  taken.close();
  await expect(startSpark({ memory: "nonsense" })).rejects.toThrow(
    /^spark-connect did not start\. The end of .*spark-connect\.log:.*Invalid maximum heap size/s,
  );
  await expect(startSpark({ master: "spark:nowhere" })).rejects.toThrow(
    /^spark-connect did not start\. The end of .*spark-connect\.log:.*spark:nowhere/s,
  );
  expect(foldersOfThisProcess()).toEqual([needed.spark.logDir]);
});

async function json(url: string): Promise<unknown> {
  return (await fetch(url)).json();
}

function foldersOfThisProcess(): string[] {
  return readdirSync(tmpdir())
    .filter((name) => name.startsWith(`vitrina-spark-${process.pid}-`))
    .map((name) => join(tmpdir(), name));
}
