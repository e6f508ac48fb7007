import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BY_HAND, HOSTILE, runAnalysis, runSql, type TestSale, tableOf } from "../../../test/fixtures/sales.ts";
import { type DuckDb, openDuckDb } from "../../engines/duckdb/instance.ts";
import { ANALYSIS_IDS } from "../analyses/catalogue.ts";
import { DIMENSION_IDS } from "../dimensions.ts";
import { type MetricContext, type Query, queryColumns } from "../query.ts";
import { compileQuery } from "./compile.ts";
import { duckdb } from "./duckdb.ts";
import { spark } from "./spark.ts";
import { panesSql, windowsSql } from "./windowed.ts";

let db: DuckDb;
let context: MetricContext;
const SALES: readonly TestSale[] = HOSTILE.map((text, index) => ({
  ...(BY_HAND[index] as TestSale),
  category: text,
  payment: text,
  status: text,
}));
beforeAll(async () => {
  db = await openDuckDb();
  const table = await tableOf(db, SALES, `sales"; DROP TABLE sales; --`);
  context = {
    ...table,
    status: { recognised: HOSTILE.slice(0, 4), pending: HOSTILE.slice(4, 7), cancelled: HOSTILE.slice(7) },
  };
});
afterAll(() => db.close());

const COUNT = ["transactions"] as const;

describe.each(HOSTILE.map((text) => [text]))("the label %j", (text) => {
  test.each(["category", "payment_method", "status"] as const)(
    "is found in %s, and nothing else is",
    async (dimension) => {
      const query: Query = { dimensions: [dimension], measures: COUNT, filters: [{ dimension, values: [text] }] };
      expect(await run(query)).toEqual([[text, 1]]);
    },
  );

  test("in any filter finds what is equal to it, and harms nothing", async () => {
    for (const dimension of DIMENSION_IDS) {
      const query: Query = { dimensions: [], measures: COUNT, filters: [{ dimension, values: [text] }] };
      expect(await run(query)).toEqual([[["category", "payment_method", "status"].includes(dimension) ? 1 : 0]]);
    }
    expect(await run({ dimensions: [], measures: COUNT })).toEqual([[SALES.length]]);
  });

  test("as a period is an error of the engine at most", async () => {
    const query: Query = { dimensions: [], measures: COUNT, period: { from: text } };
    await expect(run(query)).rejects.toThrow();
    expect(await run({ dimensions: [], measures: COUNT })).toEqual([[SALES.length]]);
  });
});

test("no value is found as no value, beside a label or alone", async () => {
  const found = (values: (string | null)[]) =>
    run({ dimensions: [], measures: COUNT, filters: [{ dimension: "product_id", values }] });
  expect([await found([null]), await found(["10", null]), await found([])]).toEqual([[[1]], [[3]], [[0]]]);
});

test("status labels classify as they are written", async () => {
  const query: Query = {
    dimensions: [],
    measures: ["recognised_transactions", "cancelled_transactions", "cancellation_rate"],
  };
  expect(await run(query)).toEqual([[4, 2, 0.2222]]);
});

test("every analysis and a windowed query run over such labels", async () => {
  for (const id of ANALYSIS_IDS) {
    expect((await runAnalysis(db, id, context)).length, id).toBeGreaterThan(0);
  }
  const query = {
    id: "q",
    dimensions: ["category"],
    measures: ["net_sales"],
    sizeSeconds: 60,
    slideSeconds: 60,
  } as const;
  const sql = windowsSql(query, `(${panesSql(query, '"timestamp"', context, duckdb)})`, duckdb);
  expect((await db.connection.runAndReadAll(sql)).getRows().length).toBe(SALES.length);
});

test("a limit is a whole number in the text, whatever it was", () => {
  expect(compileQuery({ dimensions: [], measures: COUNT, limit: 2.9 }, context, duckdb)).toMatch(/ LIMIT 2$/);
});

test("Spark's text leaves nothing of a label outside its quotes, and nothing for Spark to fill in", () => {
  for (const text of HOSTILE) {
    const literal = spark.text(text);
    expect(literal).not.toContain("$");
    expect(literal.slice(1, -1).replaceAll(/\\./gs, "")).not.toContain("'");
    expect(unquoted(literal)).toBe(text);
  }
});

async function run(query: Query) {
  return runSql(db, compileQuery(query, context, duckdb), queryColumns(query));
}

/** A literal as Spark reads it: \uXXXX is that character, a backslash before another character falls away. */
function unquoted(literal: string): string {
  return literal
    .slice(1, -1)
    .replaceAll(/\\u([0-9a-f]{4})|\\(.)/gs, (_all, code?: string, char?: string) =>
      code === undefined ? (char ?? "") : String.fromCharCode(Number.parseInt(code, 16)),
    );
}
