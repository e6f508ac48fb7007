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
