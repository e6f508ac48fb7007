import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { tableEngineContract } from "../contracts/table-engine.ts";
import { runInProcess } from "../fixtures/cli.ts";
import { asObjects, oddSales } from "../spark/odd-sales.ts";
import { openTestEngine } from "../spark/open-engine.ts";
import { needSpark } from "./need-spark.ts";

/** A cluster has more to do before the first row than an engine in this process, and the machine may be busy. */
vi.setConfig({ testTimeout: 600_000 });

const PIECE_BYTES = 4 * 2 ** 20;
const needed = needSpark({
  memory: "2g",
  conf: {
    "spark.sql.files.maxPartitionBytes": PIECE_BYTES,
    // Many different queries on little data: to compile code for each takes longer than to run it.
    "spark.sql.codegen.wholeStage": false,
    "spark.sql.adaptive.enabled": false,
  },
});

if (needed.available) {
  tableEngineContract("spark", () => openTestEngine(needed.spark.address), {
    handsOverMarks: true,
    pieceBytes: PIECE_BYTES,
  });
}

test("every figure, window and rejected row is the same on both engines", async () => {
  const folder = await mkdtemp(join(tmpdir(), "vitrina-parity-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const run = (...argv: string[]) => runInProcess(argv, { cwd: folder });
  // Odd labels, nulls, ties, rejected rows and both clock changes; objects beside lines; a generated shop with defects.
  await writeFile(join(folder, "a.ndjson"), asObjects(oddSales(300)));
  await writeFile(join(folder, "b.csv"), oddSales(600));
  const generated = await run(
    ...["generate", "--rows", "3000", "--scenario", "dirty", "--end", "2026-11-01", "-o", "c.csv"],
  );
  expect(generated.code).toBe(0);

  const shop = ["a.ndjson", "b.csv", "c.csv", "--time-zone", "Europe/Madrid", "--spark", needed.spark.address];
  const { code, stdout, stderr } = await run("compare", ...shop, "--format", "json");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(JSON.parse(stdout)).toMatchObject({ equal: true, differences: [] });
  expect(JSON.parse(stdout).cells).toBeGreaterThan(20_000);
});
