import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DuckDb, openDuckDb } from "../engines/duckdb/instance.ts";
import { SALE_COLUMN_NAMES } from "../model/sale.ts";
import { type GenerateSummary, generateSales } from "./generate.ts";

let folder: string;
let db: DuckDb;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vitrina-scenarios-"));
  db = await openDuckDb();
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true });
});

async function rowsOf(sql: string): Promise<unknown[][]> {
  return (await db.connection.runAndReadAll(sql)).getRowsJson();
}

async function countsOf(sql: string): Promise<Record<string, number>> {
  return Object.fromEntries((await rowsOf(sql)).map(([name, count]) => [String(name), Number(count)]));
}

function generate(name: string, scenario: string): Promise<GenerateSummary> {
  return generateSales({ rows: 40_000, end: "2026-11-23", scenario, answerKey: true, output: join(folder, name) });
}

describe("dirty", () => {
  let dirty: GenerateSummary;
  beforeAll(async () => {
    dirty = await generate("dirty.csv", "dirty");
    await db.connection.run(
      `CREATE TABLE dirty AS SELECT *, row_number() OVER () AS line FROM read_csv('${dirty.file}', all_varchar = true)`,
    );
    // A plain cleaner, by the rules of the design in their order.
    await db.connection.run(`
CREATE TABLE judged AS
SELECT *, CASE WHEN reason IS NULL AND row_number() OVER (PARTITION BY transaction_id, reason IS NULL ORDER BY line) > 1
  THEN 'duplicate_id' ELSE reason END AS verdict
FROM (
  SELECT *, CASE
    WHEN transaction_id IS NULL THEN 'missing_id'
    WHEN customer_id IS NULL THEN 'missing_customer'
    WHEN total IS NULL THEN 'missing_total'
    WHEN TRY_CAST(total AS DECIMAL(18,2)) IS NULL OR TRY_CAST(quantity AS INTEGER) IS NULL THEN 'bad_number'
    WHEN timestamp IS NULL OR try_strptime(timestamp, '%Y-%m-%d %H:%M:%S') IS NULL THEN 'bad_timestamp'
    WHEN TRY_CAST(total AS DECIMAL(18,2)) <= 0 THEN 'non_positive_total' END AS reason
  FROM dirty)`);
  });

  test("has the defects that its answer key says", async () => {
    expect(await countsOf("SELECT verdict, count(*) FROM judged WHERE verdict IS NOT NULL GROUP BY ALL")).toEqual(
      dirty.expected?.reasons,
    );
    expect(Object.keys(dirty.expected?.reasons ?? {})).toHaveLength(7);
    const [[rows, accepted, gross] = []] = await rowsOf(
      "SELECT count(*), count(*) FILTER (verdict IS NULL), sum(TRY_CAST(total AS DECIMAL(18,2))) FILTER (verdict IS NULL) FROM judged",
    );
    expect([Number(rows), Number(accepted), gross]).toEqual([
      40_000,
      dirty.expected?.accepted,
      dirty.expected?.grossTotal,
    ]);
    expect(dirty.expected?.rejected).toBe(40_000 - Number(accepted));
  });

  test("has the warnings that its answer key says, and the labels", async () => {
    const accepted = "FROM judged WHERE verdict IS NULL";
    expect(
      await countsOf(`
SELECT 'total_mismatch', count(*) ${accepted} AND abs(total::DOUBLE - quantity::INT * unit_price::DOUBLE) > 0.01 * quantity::INT * unit_price::DOUBLE
UNION ALL SELECT 'unknown_status', count(*) ${accepted} AND status NOT IN ('Completada', 'Pendiente', 'Cancelada')
UNION ALL SELECT 'unknown_payment_method', count(*) ${accepted} AND payment_method NOT IN ('Tarjeta', 'PayPal', 'Transferencia')
UNION ALL SELECT 'unknown_category', count(*) ${accepted} AND category NOT IN ('Electrónica', 'Ropa', 'Hogar', 'Deportes', 'Libros')`),
    ).toEqual(dirty.expected?.warnings);
    expect(await countsOf(`SELECT status, count(*) ${accepted} GROUP BY ALL`)).toEqual(dirty.expected?.byStatus);
    expect(await countsOf(`SELECT category, count(*) ${accepted} GROUP BY ALL`)).toEqual(dirty.expected?.byCategory);
  });

  test.each([
    ["dirty.parquet", (file: string) => `'${file}'`],
    [
      "dirty.ndjson",
      (file: string) =>
        `read_json('${file}', format = 'newline_delimited', columns = {${SALE_COLUMN_NAMES.map((name) => `'${name}': 'VARCHAR'`)}})`,
    ],
  ])("is the same rows as %s", async (name, read) => {
    const { file, expected } = await generate(name, "dirty");
    expect(expected).toEqual(dirty.expected);
    // Read as text, a number of JSON may lose its last zero.
    const amounts = ["unit_price", "total"].map(
      (money) => `coalesce(TRY_CAST(${money} AS DECIMAL(18,2))::VARCHAR, ${money}) AS ${money}`,
    );
    const rows = `SELECT * REPLACE (${amounts}) FROM`;
    expect(
      await rowsOf(
        `SELECT count(*) FROM (${rows} (SELECT * EXCLUDE (line) FROM dirty) INTERSECT ALL ${rows} ${read(file)})`,
      ),
    ).toEqual([["40000"]]);
  });
});

test("dst writes a 23-hour day, a 25-hour day and times that do not exist", async () => {
  const { file, expected } = await generate("dst.csv", "dst");
  const hour = "strftime(timestamp, '%Y-%m-%d %H')";
  const written = await countsOf(`SELECT ${hour}, count(*) FROM '${file}' GROUP BY ALL`);
  expect(written["2026-03-29 02"]).toBeGreaterThan(0);
  const moved = await countsOf(
    `SELECT replace(${hour}, '2026-03-29 02', '2026-03-29 03'), count(*) FROM '${file}' GROUP BY ALL`,
  );
  expect(expected?.byHour).toEqual(moved);

  const rate = 40_000 / 144;
  const byDay = (day: string) =>
    Object.entries(moved).reduce((sum, [name, count]) => (name.startsWith(day) ? sum + count : sum), 0);
  expect(byDay("2026-03-28") / rate).toBeCloseTo(24, 1);
  expect(byDay("2026-03-29") / rate).toBeCloseTo(23, 1);
  expect(byDay("2026-03-30") / rate).toBeCloseTo(24, 1);
  expect(byDay("2026-10-24") / rate).toBeCloseTo(24, 1);
  expect(byDay("2026-10-25") / rate).toBeCloseTo(25, 1);
  expect(byDay("2026-10-26") / rate).toBeCloseTo(24, 1);
  expect((moved["2026-10-25 02"] ?? 0) / rate).toBeCloseTo(2, 1);
});
