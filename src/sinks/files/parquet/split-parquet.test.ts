import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { splitParquet } from "./split-parquet.ts";

const ROWS = 30_000;
/** Columns of every kind a result has: with and without dictionary, with nulls, with a Bloom filter, nested ones too. */
const SQL = `SELECT i AS id, md5(i::VARCHAR) AS text, ['Ropa', 'Hogar', NULL][i % 3 + 1] AS label, (i % 977)::DECIMAL(18,2) / 100 AS money,
  TIMESTAMP '2026-01-01' + to_seconds(i) AS time, (TIMESTAMP '2026-01-01' + to_seconds(i))::TIMESTAMPTZ AS instant,
  (DATE '2026-01-01' + (i // 5000)::INTEGER) AS day, [i, i + 1] AS list, {a: i % 7, b: NULL::INTEGER} AS nested FROM range(${ROWS}) AS t(i)`;

let folder = "";
let instance: DuckDBInstance;
let connection: DuckDBConnection;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vitrina-split-"));
  instance = await DuckDBInstance.create(":memory:");
  connection = await instance.connect();
});
afterAll(async () => {
  connection.closeSync();
  instance.closeSync();
  await rm(folder, { recursive: true, force: true });
});

const path = (name: string) => join(folder, name);
const ask = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
const write = async (name: string, options: string, sql = SQL) => {
  await connection.run(`COPY (${sql}) TO '${path(name)}' (FORMAT parquet, ROW_GROUP_SIZE 2048, ${options})`);
  return path(name);
};
const isDistinct = "count(*) FILTER (to_json(a)::VARCHAR IS DISTINCT FROM to_json(b)::VARCHAR)";

test.each([
  ["as Vitrina writes it", "PARQUET_VERSION v2, DICTIONARY_SIZE_LIMIT 1"],
  ["as DuckDB does", "COMPRESSION zstd"],
  ["with notes", "COMPRESSION uncompressed, KV_METADATA {shop: 'Ñandú'}"],
])("the parts of a file %s hold its rows, in their order", async (kind, options) => {
  const name = kind.replaceAll(" ", "-");
  const original = await write(`${name}-original.parquet`, options);
  const parts = path(`${name}.parquet`);
  expect(await splitParquet(await write("whole", options), parts, { rows: 7_000 })).toBe(4);
  const names = [0, 1, 2, 3].map((index) => `part-0000${index}.parquet`);
  expect((await readdir(parts)).toSorted()).toEqual(names);
  await expect(stat(path("whole"))).rejects.toMatchObject({ code: "ENOENT" });

  const numbered = (file: string) => `(SELECT row_number() OVER () AS n, t AS row FROM read_parquet('${file}') AS t)`;
  const compare = `SELECT count(*), ${isDistinct} FROM (SELECT x.row AS a, y.row AS b FROM ${numbered(original)} x FULL JOIN ${numbered(`${parts}/*.parquet`)} y USING (n))`;
  expect(await ask(compare)).toEqual([[String(ROWS), "0"]]);
  // Each is a whole file: what is asked of one row group is answered from its own statistics and pages.
  const ranges = names.map((part) => `SELECT min(id), max(id), count(*) FROM read_parquet('${join(parts, part)}')`);
  const [first, second] = await Promise.all(ranges.slice(0, 2).map(ask));
  expect(Number(first?.[0]?.[1]) + 1).toBe(Number(second?.[0]?.[0]));
  expect(
    await ask(`SELECT id FROM read_parquet('${parts}/*.parquet') WHERE time = TIMESTAMP '2026-01-01 05:00:00'`),
  ).toEqual([["18000"]]);
  expect(await ask(`SELECT count(*) FROM read_parquet('${parts}/*.parquet') WHERE label = 'Hogar'`)).toEqual([
    ["10000"],
  ]);
  const counted = await ask(
    `SELECT sum(num_rows), sum(num_row_groups), count(DISTINCT created_by) FROM parquet_file_metadata('${parts}/*.parquet')`,
  );
  expect(counted).toEqual(
    await ask(`SELECT num_rows::HUGEINT, num_row_groups::HUGEINT, 1::BIGINT FROM parquet_file_metadata('${original}')`),
  );
  const notes = (file: string) =>
    ask(`SELECT DISTINCT key::VARCHAR, value::VARCHAR FROM parquet_kv_metadata('${file}')`);
  expect(await notes(`${parts}/*.parquet`)).toEqual(await notes(original));
});

test("a last part is not much smaller than the others, and a file of one row group is one part", async () => {
  const rowsOf = async (parts: string) =>
    (await ask(`SELECT num_rows FROM parquet_file_metadata('${parts}/*.parquet') ORDER BY file_name`))
      .flat()
      .map(Number);
  await splitParquet(await write("whole", "COMPRESSION snappy"), path("even.parquet"), { rows: 14_000 });
  expect(await rowsOf(path("even.parquet"))).toEqual([16_384, 13_616]);
  const few = await write("whole", "COMPRESSION snappy", "SELECT 1 AS id");
  const bytes = await readFile(few);
  expect(await splitParquet(few, path("one.parquet"), { rows: 1 })).toBe(1);
  expect(await readdir(path("one.parquet"))).toEqual(["part-00000.parquet"]);
  expect(await ask(`SELECT id FROM read_parquet('${path("one.parquet")}/*.parquet')`)).toEqual([[1]]);
  expect((await stat(join(path("one.parquet"), "part-00000.parquet"))).size).toBeLessThanOrEqual(bytes.length);
});

test("stops when it is told to", async () => {
  const whole = await write("whole", "COMPRESSION snappy");
  const signal = AbortSignal.abort(new Error("Ctrl+C"));
  await expect(splitParquet(whole, path("stopped.parquet"), { rows: 7_000, signal })).rejects.toThrow("Ctrl+C");
});

test("a file that is no Parquet is an error", async () => {
  const csv = path("sales.csv");
  await connection.run(`COPY (${SQL}) TO '${csv}' (FORMAT csv)`);
  await expect(splitParquet(csv, path("csv.parquet"), { rows: 7_000 })).rejects.toThrow(
    "does not end as a Parquet file",
  );
});
