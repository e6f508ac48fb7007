import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDuckDb } from "../../engines/duckdb/instance.ts";
import type { Cell, ResultTable } from "../../model/result.ts";
import { writeCsv } from "./csv.ts";
import { toJson, writeJson } from "./json.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vitrina-csv-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const table = (...rows: Cell[][]): ResultTable => ({
  columns: [
    { id: "category", unit: "label" },
    { id: "gross_sales", unit: "money" },
    { id: "transactions", unit: "count" },
  ],
  rows,
});
const HEADERS = ["categoria", "ventas_totales", "total_transacciones"];
const written = async (...rows: Cell[][]) => {
  const path = join(folder, "table.csv");
  await writeCsv(table(...rows), HEADERS, path);
  return readFile(path, "utf8");
};
const fields = async (...cells: Cell[]) =>
  (await written(...cells.map((cell) => [cell, "0.00", 0])))
    .split("\n")
    .slice(1, -1)
    .map((line) => line.replace(/,0\.00,0$/, ""));

test("one row a line, headers first", async () => {
  expect(await written(["Electrónica", "1125.18", 3], ["Ropa", "-5.00", 1])).toBe(
    "categoria,ventas_totales,total_transacciones\nElectrónica,1125.18,3\nRopa,-5.00,1\n",
  );
  expect(await written()).toBe("categoria,ventas_totales,total_transacciones\n");
});

describe("text that a spreadsheet would run", () => {
  test("is made plain text", async () => {
    expect(await fields("=1+1", "+34600", "-Ropa", "@SUM(A1)", "\tx", "=cmd|'/C calc'!A0")).toEqual([
      "'=1+1",
      "'+34600",
      "'-Ropa",
      "'@SUM(A1)",
      "'\tx",
      "'=cmd|'/C calc'!A0",
    ]);
    expect(await written(['=HYPERLINK("http://x","y")', "1.00", 1])).toContain(
      '"\'=HYPERLINK(""http://x"",""y"")",1.00,1\n',
    );
    expect(await written(["\r=1", "1.00", 1])).toContain('"\'\r=1",1.00,1\n');
  });

  test("is told from numbers, which stay numbers", async () => {
    expect(await fields("-5", "-5.25", -7, "007", "-", "-1-1", "=-1", "1e5")).toEqual([
      "-5",
      "-5.25",
      "-7",
      "007",
      "'-",
      "'-1-1",
      "'=-1",
      "1e5",
    ]);
  });
});

test("another reader gets back every text, number and missing value", async () => {
  const text = fc.string({ unit: fc.constantFrom("a", "ñ", '"', ",", ";", "\n", "\r\n", " ", "'", "😀", "1") });
  const db = await openDuckDb({ threads: 1 });
  const path = join(folder, "property.csv");
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.option(text), fc.integer()), { minLength: 1, maxLength: 20 }),
      async (rows) => {
        // A reader skips leading apostrophes no more than we add any here; line feeds at the start would get one.
        const cells = rows.map(([label, count]): Cell[] => [label === null ? null : `x${label}`, "1.50", count]);
        await writeCsv(table(...cells), HEADERS, path);
        const read = await db.connection.runAndReadAll(
          `SELECT * FROM read_csv('${path}', delim = ',', quote = '"', escape = '"', header = true, auto_detect = false, new_line = '\\n',
         columns = {label: 'VARCHAR', gross: 'VARCHAR', count: 'BIGINT'})`,
        );
        expect(read.getRowsJson()).toEqual(cells.map(([label, gross, count]) => [label, gross, String(count)]));
      },
    ),
    { seed: 3, numRuns: 60 },
  );
  db.close();
});

test("no value and an empty text differ", async () => {
  expect(await fields(null, "")).toEqual(["", '""']);
});

test("JSON has the ids as keys, money as text and one object a line", async () => {
  const rows = table(["Ropa", "1125.18", 3], [null, "0.00", 1]);
  expect(toJson(rows)).toBe(
    '[\n{"category":"Ropa","gross_sales":"1125.18","transactions":3},\n{"category":null,"gross_sales":"0.00","transactions":1}\n]\n',
  );
  expect(toJson(table())).toBe("[]\n");
  const path = join(folder, "table.json");
  await writeJson(rows, path);
  expect(await readFile(path, "utf8")).toBe(toJson(rows));
});

test("a place that cannot be written to is an error of the person's", async () => {
  await expect(writeCsv(table(), HEADERS, join(folder, "none", "a.csv"))).rejects.toMatchObject({
    code: "output_not_writable",
  });
  await expect(writeJson(table(), folder)).rejects.toMatchObject({
    code: "output_not_writable",
    params: { cause: "EISDIR" },
  });
});
