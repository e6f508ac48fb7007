import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DuckDb, openDuckDb } from "../engines/duckdb/instance.ts";
import { type GenerateOptions, generateSales } from "./generate.ts";

const END = "2026-11-23";
const SHAPES = [["realistic", false] as const, ["uniform", true] as const];

let folder: string;
let db: DuckDb;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vitrina-generate-"));
  db = await openDuckDb();
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true });
});

async function ask(sql: string): Promise<unknown[]> {
  return (await db.connection.runAndReadAll(sql)).getRowsJson()[0] ?? [];
}

/** Generates into a file of the test folder; returns the summary, of which `file` can be quoted in SQL. */
function generate(name: string, options: Partial<GenerateOptions> = {}) {
  return generateSales({ rows: 20_000, end: END, ...options, output: join(folder, name) });
}

async function digest(name: string, options: Partial<GenerateOptions>): Promise<string> {
  const { file } = await generate(name, options);
  return createHash("sha256")
    .update(await readFile(file))
    .digest("hex")
    .slice(0, 16);
}

describe("the bytes", () => {
  test.each<[string, Partial<GenerateOptions>]>([
    ["a.csv", {}],
    ["a.csv", { uniform: true }],
    ["a.parquet", {}],
    ["a.csv", { scenario: "dirty" }],
    ["a.csv", { scenario: "dst" }],
  ])("of %s %o are the same on any number of threads", async (name, options) => {
    const digests = new Set<string>();
    for (const threads of [1, 2, 4]) digests.add(await digest(name, { rows: 100_000, ...options, threads }));
    expect(digests.size).toBe(1);
  });

  test("depend on the seed and on nothing else", async () => {
    const now = () => new Date("2026-11-23T21:15:00Z");
    const first = await digest("b.csv", { seed: 1 });
    expect(await digest("c.csv", { seed: 2 })).not.toBe(first);
    const { file } = await generateSales({
      rows: 20_000,
      seed: 1,
      now,
      memory: "300MB",
      output: join(folder, "d.csv"),
    });
    expect(await readFile(file, "utf8")).toBe(await readFile(join(folder, "b.csv"), "utf8"));
  });

  // They change with a new way of drawing, or with a DuckDB that hashes differently: then say so in the changelog.
  test.each([
    [false, "a5e70ee2a1cf579b"],
    [true, "7986bcc6bfdcc4a5"],
  ])("stay as they are from version to version (uniform: %s)", async (uniform, expected) => {
    expect(await digest("e.csv", { rows: 1000, uniform })).toBe(expected);
  });
});

describe.each(SHAPES)("a %s file", (shape, uniform) => {
  test("holds the ids in order, times ascending, values in their ranges and exact totals", async () => {
    const { file, ...summary } = await generate(`${shape}.csv`, { uniform, rows: 100_000, days: 7 });
    const columns = `{'transaction_id': 'BIGINT', 'timestamp': 'VARCHAR', 'customer_id': 'BIGINT', 'product_id': 'BIGINT',
      'category': 'VARCHAR', 'quantity': 'BIGINT', 'unit_price': 'VARCHAR', 'total': 'VARCHAR', 'payment_method': 'VARCHAR', 'status': 'VARCHAR'}`;
    await db.connection.run(
      `CREATE OR REPLACE TABLE sales AS SELECT *, row_number() OVER () AS line FROM read_csv('${file}', columns = ${columns})`,
    );
    expect(
      await ask(`SELECT count(*), count(*) FILTER (transaction_id <> line),
        min(timestamp) >= '2026-11-16 00:00:00' AND max(timestamp) < '2026-11-23',
        bool_and(regexp_full_match(timestamp, '\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d')),
        bool_and(customer_id BETWEEN 1 AND 10000 AND product_id BETWEEN 1 AND 5000 AND quantity BETWEEN 1 AND 10),
        bool_and(regexp_full_match(unit_price, '\\d{2,4}\\.\\d\\d') AND unit_price::DECIMAL(18,2) BETWEEN 10 AND 1000),
        bool_and(quantity * unit_price::DECIMAL(18,2) = total::DECIMAL(18,2)) FROM sales`),
    ).toEqual(["100000", "0", true, true, true, true, true]);
    expect(
      await ask(
        "SELECT count(*) FROM (SELECT timestamp < lag(timestamp) OVER (ORDER BY line) AS back FROM sales) WHERE back",
      ),
    ).toEqual(["0"]);
    expect(
      await ask(
        "SELECT list_sort(list(DISTINCT category)), list_sort(list(DISTINCT payment_method)), list_sort(list(DISTINCT status)) FROM sales",
      ),
    ).toEqual([
      ["Deportes", "Electrónica", "Hogar", "Libros", "Ropa"],
      ["PayPal", "Tarjeta", "Transferencia"],
      ["Cancelada", "Completada", "Pendiente"],
    ]);
    expect(
      await ask(
        "SELECT min(total::DECIMAL(18,2)), max(total::DECIMAL(18,2)), min(timestamp), max(timestamp) FROM sales",
      ),
    ).toEqual([summary.minTotal, summary.maxTotal, summary.firstTimestamp, summary.lastTimestamp]);
  });

  test("holds the same sales as CSV, NDJSON and Parquet, whose columns have types", async () => {
    const [csv, ndjson, parquet] = [
      (await generate(`${shape}-same.csv`, { uniform })).file,
      (await generate(`${shape}-same.ndjson`, { uniform })).file,
      (await generate(`${shape}-same.parquet`, { uniform })).file,
    ];
    const typed = `SELECT * FROM '${parquet}'`;
    for (const text of [`read_csv('${csv}')`, `read_json('${ndjson}', format = 'newline_delimited')`]) {
      const same = `SELECT * REPLACE (unit_price::DECIMAL(18,2) AS unit_price, total::DECIMAL(18,2) AS total) FROM ${text}`;
      expect(await ask(`SELECT count(*) FROM ((${typed}) INTERSECT ALL (${same}))`)).toEqual(["20000"]);
    }
    expect(await ask(`SELECT list(column_type) FROM (DESCRIBE ${typed})`)).toEqual([
      [
        "BIGINT",
        "TIMESTAMP",
        "BIGINT",
        "BIGINT",
        "VARCHAR",
        "BIGINT",
        "DECIMAL(18,2)",
        "DECIMAL(18,2)",
        "VARCHAR",
        "VARCHAR",
      ],
    ]);
  });
});

test("CSV is a header and lines that end in LF, without quotes", async () => {
  const text = await readFile((await generate("plain.csv", { rows: 3 })).file, "utf8");
  expect(text).toMatch(
    /^transaction_id,timestamp,customer_id,product_id,category,quantity,unit_price,total,payment_method,status\n1,/,
  );
  expect(text.split("\n")).toHaveLength(5);
  expect(text).not.toMatch(/["\r\0]/);
});

test("NDJSON has exactly the ten keys, in order, numbers bare and money with two decimals", async () => {
  const text = await readFile((await generate("plain.json")).file, "utf8");
  const line =
    /^\{"transaction_id":\d+,"timestamp":"[\d :-]{19}","customer_id":\d+,"product_id":\d+,"category":"\p{L}+","quantity":\d+,"unit_price":\d+\.\d\d,"total":\d+\.\d\d,"payment_method":"\w+","status":"\w+"\}$/u;
  const lines = text.split("\n");
  expect(lines.pop()).toBe("");
  expect(lines).toHaveLength(20_000);
  expect(lines.filter((each) => !line.test(each))).toEqual([]);
});

test("a name that ends in .gz or .zst gives compressed text", async () => {
  const plain = await readFile((await generate("x.csv")).file);
  expect(gunzipSync(await readFile((await generate("x.csv.gz")).file)).equals(plain)).toBe(true);
  const { file, format } = await generate("x.ndjson.zst");
  expect(format).toBe("ndjson");
  expect(
    (await ask(`SELECT count(*) FROM read_json('${file}', format = 'newline_delimited', compression = 'zstd')`))[0],
  ).toBe("20000");
});

test("the answer key agrees with the file", async () => {
  const { file, expected } = await generate("key.csv", { answerKey: true });
  const from = `FROM read_csv('${file}', types = {'total': 'DECIMAL(18,2)'})`;
  expect(await ask(`SELECT count(*), sum(total) ${from}`)).toEqual([String(expected?.rows), expected?.grossTotal]);
  for (const [column, counts] of [
    ["status", expected?.byStatus],
    ["category", expected?.byCategory],
  ] as const) {
    const map = (await ask(`SELECT histogram(${column}) ${from}`))[0] as { key: string; value: string }[];
    expect(Object.fromEntries(map.map(({ key, value }) => [key, Number(value)]))).toEqual(counts);
  }
  expect(expected).toMatchObject({ accepted: 20_000, rejected: 0, reasons: {}, warnings: {}, byHour: {} });
});

describe("while it works", () => {
  test("it tells how far it is, and at the end everything", async () => {
    const told: { rows: number; bytes: number }[] = [];
    const { bytes } = await generate("told.csv", { rows: 400_000, onProgress: (progress) => told.push(progress) });
    expect(told.at(-1)).toEqual({ rows: 400_000, total: 400_000, bytes });
    expect(told.map(({ rows }) => rows)).toEqual(told.map(({ rows }) => rows).toSorted((a, b) => a - b));
    expect(told.every((progress) => progress.bytes <= bytes)).toBe(true);
  });

  test("an abort leaves the older file and nothing beside it", async () => {
    const place = await mkdtemp(join(folder, "abort-"));
    const output = join(place, "sales.csv");
    await writeFile(output, "older");
    const abort = new AbortController();
    const stopped = generateSales({ rows: 4_000_000, output, signal: abort.signal, onProgress: () => abort.abort() });
    await expect(stopped).rejects.toMatchObject({ name: "UserError", code: "cancelled" });
    await expect(generateSales({ output, signal: abort.signal })).rejects.toMatchObject({ code: "cancelled" });
    expect(await readdir(place)).toEqual(["sales.csv"]);
    expect(await readFile(output, "utf8")).toBe("older");
  });
});

test("an output that cannot be written is refused in words", async () => {
  await expect(generate(".")).rejects.toMatchObject({ code: "output_not_writable", params: { cause: "EISDIR" } });
  await expect(generate("no/such/folder/sales.csv")).rejects.toMatchObject({
    code: "output_no_folder",
    params: { folder: expect.stringMatching(/no.such.folder$/) },
  });
});

test.each<[Partial<GenerateOptions>, string]>([
  [{ rows: 0 }, "--rows"],
  [{ rows: 1.5 }, "--rows"],
  [{ days: 0 }, "--days"],
  [{ seed: -1 }, "--seed"],
  [{ end: "yesterday" }, "--end"],
  [{ end: new Date(Number.NaN) }, "--end"],
  [{ end: "1970-01-05" }, "--end"],
  [{ scenario: "drity" }, "--scenario"],
])("%o is refused in words", async (options, option) => {
  await expect(generate("never.csv", options)).rejects.toMatchObject({ code: "bad_option", params: { option } });
});
