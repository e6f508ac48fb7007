import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { batchInto } from "../../test/fixtures/batch-into.ts";
import type { BatchOutcome } from "../model/batch-outcome.ts";

const ROWS = 300_000;
/** In no order of ids or of time, so that the order of the file is the only one. */
const SALES = `SELECT (i * 7919) % ${ROWS} AS transaction_id, TIMESTAMP '2026-03-01' + to_seconds((i * 31) % 5184000) AS timestamp,
  i % 97 AS customer_id, i % 13 AS product_id, ['Ropa', 'Hogar', 'Libros'][i % 3 + 1] AS category, 1 AS quantity,
  10.00::DECIMAL(18,2) AS unit_price, CASE WHEN i % 75000 = 5 THEN -1.00 ELSE 10.00 END::DECIMAL(18,2) AS total,
  'PayPal' AS payment_method, 'Completada' AS status FROM range(${ROWS}) AS t(i)`;
const SMALL = { over: 0, rows: 110_000 };
/** Real batches, and machines that test are busy. */
const PATIENCE = { timeout: 300_000 };

let home = "";
let instance: DuckDBInstance;
let connection: DuckDBConnection;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "vitrina-parts-"));
  instance = await DuckDBInstance.create(":memory:");
  connection = await instance.connect();
  await connection.run(`COPY (${SALES}) TO '${join(home, "sales.parquet")}' (FORMAT parquet)`);
});
afterAll(async () => {
  connection.closeSync();
  instance.closeSync();
  await rm(home, { recursive: true, force: true });
});

const at = (...names: string[]) => join(home, ...names);
const ask = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
const filesIn = async (path: string) => ((await stat(path)).isDirectory() ? (await readdir(path)).toSorted() : null);
const output = ({ outputs }: BatchOutcome, path: string) => outputs.find((each) => each.path === path);
/** Rows of two tables that differ, place by place. */
const differences = async (a: string, b: string) => {
  const numbered = (path: string) =>
    `(SELECT row_number() OVER () AS n, to_json(t)::VARCHAR AS row FROM read_parquet('${path}', hive_partitioning = false) AS t)`;
  const joined = `${numbered(a)} x FULL JOIN ${numbered(b)} y USING (n)`;
  return ask(`SELECT count(*), count(*) FILTER (x.row IS DISTINCT FROM y.row) FROM ${joined}`);
};

test(
  "a table of few rows is a file; of many a folder of parts with the same rows in the same order",
  PATIENCE,
  async () => {
    const one = await batchInto(at("one"), [at("sales.parquet")], {});
    const many = await batchInto(at("many"), [at("sales.parquet")], { parts: SMALL });
    expect(many.quality).toEqual(one.quality);
    expect(many.quality).toMatchObject({ read: ROWS, accepted: ROWS - 4, rejected: 4 });
    for (const name of ["clean_sales.parquet", "dated_sales.parquet"]) {
      expect(await filesIn(at("one", name)), name).toBeNull();
      const parts = ["part-00000.parquet", "part-00001.parquet", "part-00002.parquet"];
      expect(await filesIn(at("many", name)), name).toEqual(parts);
      expect(await differences(at("one", name), at("many", name, "*.parquet")), name).toEqual([[`${ROWS - 4}`, "0"]]);
      // DuckDB takes the folder by its name, as Spark, Polars and pandas do.
      expect(await ask(`SELECT count(*) FROM '${at("many", name)}'`)).toEqual([[`${ROWS - 4}`]]);
      expect(output(many, name)).toMatchObject({ rows: ROWS - 4, parts: 3 });
      expect(output(one, name)).not.toHaveProperty("parts");
    }
    expect(await filesIn(at("many", "rejected_rows.parquet"))).toEqual(["part-00000.parquet"]);
    expect(await differences(at("one", "rejected_rows.parquet"), at("many", "rejected_rows.parquet"))).toEqual([
      ["4", "0"],
    ]);
    const summary = JSON.parse(await readFile(at("many", "summary.json"), "utf8"));
    expect(summary.outputs).toEqual(JSON.parse(JSON.stringify(many.outputs)));
    const bytes = await Promise.all(
      (await readdir(at("many", "clean_sales.parquet"))).map(
        async (part) => (await stat(at("many", "clean_sales.parquet", part))).size,
      ),
    );
    expect(output(many, "clean_sales.parquet")?.bytes).toBe(bytes.reduce((sum, each) => sum + each, 0));
  },
);

test("a folder gives way to another, and to a file, under Spanish names too", PATIENCE, async () => {
  const run = (parts?: typeof SMALL) =>
    batchInto(at("resultados"), [at("sales.parquet")], { language: "es", ...(parts === undefined ? {} : { parts }) });
  const tables = ["transacciones_limpias.parquet", "transacciones_con_fecha.parquet", "rechazos.parquet"];
  const shapes = () => Promise.all(tables.map(async (name) => (await filesIn(at("resultados", name)))?.length ?? null));
  await run(SMALL);
  expect(await shapes()).toEqual([3, 3, 1]);
  const names = (await readdir(at("resultados"))).toSorted();
  await run({ ...SMALL, rows: 150_000 });
  expect(await shapes()).toEqual([2, 2, 1]);
  await run();
  expect(await shapes()).toEqual([null, null, null]);
  expect((await readdir(at("resultados"))).toSorted()).toEqual(names);
});

test("a folder of parts is read again as it was, also over itself", PATIENCE, async () => {
  const first = await batchInto(at("again"), [at("sales.parquet")], { parts: SMALL });
  const before = await ask(
    `SELECT sum(hash(to_json(t)::VARCHAR))::VARCHAR FROM '${at("again", "clean_sales.parquet")}' AS t`,
  );
  const second = await batchInto(at("again"), ["again/clean_sales.parquet"], { parts: SMALL, cwd: home });
  expect(second.inputs.map(({ path }) => path)).toEqual(
    [0, 1, 2].map((part) => join("again", "clean_sales.parquet", `part-0000${part}.parquet`)),
  );
  expect(second.quality).toMatchObject({ read: ROWS - 4, accepted: ROWS - 4, rejected: 0 });
  expect(second.analyses).toEqual(first.analyses.map((each) => ({ ...each })));
  expect(
    await ask(`SELECT sum(hash(to_json(t)::VARCHAR))::VARCHAR FROM '${at("again", "clean_sales.parquet")}' AS t`),
  ).toEqual(before);
});

test("columns that stand in the names of folders are read, and a file's own go before them", PATIENCE, async () => {
  const hive = at("hive");
  await connection.run(
    `COPY (SELECT *, total >= 0 AS good FROM (${SALES}) LIMIT 9000) TO '${hive}' (FORMAT parquet, PARTITION_BY (category, good))`,
  );
  await connection.run(
    `COPY (SELECT * REPLACE (category || '!' AS category) FROM (${SALES}) OFFSET 9000 LIMIT 10) TO '${join(hive, "category=Ropa", "own.parquet")}' (FORMAT parquet)`,
  );
  const { quality, analyses, shop } = await batchInto(at("from-hive"), ["hive"], { cwd: home });
  expect(quality).toMatchObject({ read: 9010, accepted: 9009, reasons: { non_positive_total: 1 } });
  expect(shop.columns).toContain("category");
  const [, byCategory] = analyses;
  expect(Object.fromEntries(byCategory?.kind === "computed" ? byCategory.table.rows : [])).toEqual({
    Hogar: 3000,
    Ropa: 3000,
    Libros: 2999,
    "Hogar!": 3,
    "Libros!": 3,
    "Ropa!": 4,
  });
  const [[raw] = []] = await ask(`SELECT raw FROM '${at("from-hive", "rejected_rows.parquet")}'`);
  expect(JSON.parse(String(raw))).toMatchObject({ category: "Libros", good: "false", total: -1 });
});
