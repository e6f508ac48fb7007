import { expect, test } from "vitest";
import { DEFAULT_STATUS, SALE_COLUMN_NAMES } from "../sale.ts";
import { duckdb } from "./duckdb.ts";
import { fillTemplate, parseTemplate } from "./template.ts";

const context = { relation: "sales", columns: new Set(SALE_COLUMN_NAMES), status: DEFAULT_STATUS };

function fill(body: string, status = DEFAULT_STATUS): string {
  const template = parseTemplate(`-- columns: a count\n${body}\n`, "a.sql");
  return fillTemplate(template, { ...context, status }, duckdb);
}

test("the header names columns and what is required; its lines and other comments leave the body", () => {
  const text = "-- columns: month month, gross_sales money\n-- requires: customer_id, timestamp\n-- Why.\nSELECT 1\n";
  expect(parseTemplate(text, "a.sql")).toEqual({
    columns: [
      { id: "month", unit: "month" },
      { id: "gross_sales", unit: "money" },
    ],
    requires: ["customer_id", "timestamp"],
    body: "SELECT 1",
  });
});

test("a header without columns or with an unknown sale column is refused, by file name", () => {
  expect(() => parseTemplate("SELECT 1", "a.sql")).toThrow("a.sql");
  expect(() => parseTemplate("-- columns: a count\n-- requires: colour\nSELECT 1", "b.sql")).toThrow("colour");
});

test("macros stand inside macros; a semicolon outside them stands for itself", () => {
  expect(fill("SELECT {{text {{dimension category}}}} FROM {{ sales }}; x")).toBe(
    'SELECT CAST(("category") AS VARCHAR) FROM sales; x',
  );
  expect(fill("{{days a ; max(b)}}")).toBe("date_diff('day', a, max(b))");
});

test("what a label says is not read as a macro", () => {
  const status = { ...DEFAULT_STATUS, recognised: ["{{sales}} ; }} {{nothing"] };
  expect(fill("{{half_up {{measure recognised_transactions}} ; 2}}", status)).toContain("'{{sales}} ; }} {{nothing'");
});

test.each([
  ["{{unheard x}}", "unheard"],
  ["{{measure profit}}", "profit"],
  ["{{dimension colour}}", "colour"],
  ["{{sales", "unclosed"],
  ["sales}}", "not opened"],
])("%s is refused", (body, message) => {
  expect(() => fill(body)).toThrow(message);
});
