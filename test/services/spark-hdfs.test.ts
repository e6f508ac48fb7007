import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { queryRows, runSql } from "../../src/engines/spark/connect/results.ts";
import { closeSession, openSession } from "../../src/engines/spark/connect/session.ts";
import { runInProcess } from "../fixtures/cli.ts";
import { needHdfs } from "./need-hdfs.ts";
import { needSpark } from "./need-spark.ts";

const neededHdfs = needHdfs();
const neededSpark = needSpark();

test("a file is put into HDFS, Spark reads it there and writes there, and its results come home", {
  timeout: 180_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), "vitrina-spark-hdfs-"));
  const { address, web } = neededHdfs.hdfs;
  const session = await openSession(neededSpark.spark.address);
  try {
    writeFileSync(join(folder, "sales.csv"), "Ropa,10.10\nHogar,5.05\nRopa,0.90\n");
    const world = { cwd: folder, env: { VITRINA_WEBHDFS: web } };
    expect(await runInProcess(["files", "put", "sales.csv", `${address}/shop/`], world)).toMatchObject({ code: 0 });

    await runSql(
      session,
      `INSERT OVERWRITE DIRECTORY '${address}/shop/results' USING parquet
       SELECT _c0 AS category, CAST(sum(CAST(_c1 AS DECIMAL(18,2))) AS DECIMAL(18,2)) AS gross_sales
       FROM csv.\`${address}/shop/sales.csv\` GROUP BY 1`,
    );
    const [{ rows }] = (await queryRows(
      session,
      `SELECT count(*) AS rows FROM parquet.\`${address}/shop/results\``,
    )) as [{ rows: bigint }];
    expect(rows).toBe(2n);

    const get = await runInProcess(["files", "get", `${address}/shop/results`, "results"], world);
    expect(get).toMatchObject({ code: 0, stderr: expect.stringContaining("HDFS's checksums are right.") });
    expect(readdirSync(join(folder, "results"))).toContain("_SUCCESS");
    expect(await readParquet(join(folder, "results", "*.parquet"))).toEqual([
      ["Hogar", "5.05"],
      ["Ropa", "11.00"],
    ]);
  } finally {
    await closeSession(session);
    rmSync(folder, { recursive: true, force: true });
  }
});

test("a batch reads there and writes there, and its run tells where the time went", { timeout: 600_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "vitrina-spark-hdfs-"));
  const { address, web } = neededHdfs.hdfs;
  const env = { VITRINA_WEBHDFS: web, VITRINA_SPARK: neededSpark.spark.address, VITRINA_HOME: join(folder, "home") };
  const run = (...argv: string[]) => runInProcess(argv, { cwd: folder, env });
  try {
    const rows = Array.from({ length: 20 }, (_, id) => `${id},2026-03-01 1${id % 3}:00:00,Ropa,1.50`);
    writeFileSync(join(folder, "sales.csv"), `transaction_id,timestamp,category,total\n${rows.join("\n")}\n`);
    expect(await run("files", "put", "sales.csv", `${address}/batch/`)).toMatchObject({ code: 0 });
    const batch = ["batch", `${address}/batch/sales.csv`, "--engine", "spark", "--analysis", "sales_by_category"];
    const there = [...batch, "--out", `${address}/batch/results`, "--format", "json"];
    const { code, stdout, stderr } = await run(...there);
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining(`${address}/batch/results`) });
    expect(JSON.parse(stdout)).toMatchObject({ quality: { read: 20, accepted: 20 } });
    // Nothing is replaced there.
    expect(await run(...there)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("there is something already"),
    });

    expect(await run("files", "get", `${address}/batch/results`, "results")).toMatchObject({ code: 0 });
    expect(readdirSync(join(folder, "results")).sort()).toEqual(
      ["clean_sales.parquet", "dated_sales.parquet", "rejected_rows.csv", "rejected_rows.parquet"].concat(
        "sales_by_category.parquet",
        "summary.json",
      ),
    );
    const results = join(folder, "results", "sales_by_category.parquet", "*.parquet");
    expect(await readParquet(results)).toEqual([["Ropa", "30.00"]]);

    const runs = JSON.parse((await run("runs", "--format", "json")).stdout) as { id: string; status: string }[];
    expect(runs.map(({ status }) => status)).toEqual(["failed", "done"]);
    const kept = JSON.parse((await run("runs", "show", runs[1]?.id ?? "", "--format", "json")).stdout);
    expect(kept).toMatchObject({ outputs_at: `${address}/batch/results`, inputs: [{ sha256: null, rows: 20 }] });
    expect(kept.outputs).toContainEqual(expect.objectContaining({ path: "clean_sales.parquet", rows: 20 }));
    expect(kept.spark).toMatchObject({ missing: null, ui: neededSpark.spark.ui });
    const steps = kept.spark.steps.map(({ step }: { step: string }) => step);
    expect(steps).toEqual(
      expect.arrayContaining(["load/read", "analyse/sales_by_category", "write/clean_sales.parquet"]),
    );
    expect(kept.spark.job_ms).toBeGreaterThan(0);
    expect(kept.spark.job_ms).toBeLessThan(kept.duration_ms);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

async function readParquet(pattern: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  try {
    const query = `SELECT category, gross_sales::VARCHAR FROM read_parquet('${pattern}') ORDER BY 1`;
    return (await connection.runAndReadAll(query)).getRows();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
