import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  average,
  BY_HAND,
  DRAWN,
  money,
  runAnalysis,
  sum,
  type TestSale,
  tableOf,
} from "../../../test/fixtures/sales.ts";
import { type DuckDb, openDuckDb } from "../../engines/duckdb/instance.ts";

let db: DuckDb;
beforeAll(async () => {
  db = await openDuckDb();
});
afterAll(() => db.close());

describe.each([
  ["by hand", BY_HAND],
  ["drawn", DRAWN],
])("sales %s", (_name, sales) => {
  test("five figures of each column", async () => {
    const quantities = present(sales.map((sale) => sale.quantity));
    const prices = present(sales.map((sale) => sale.price));
    const totals = sales.map((sale) => sale.total);
    const cents = (values: readonly number[]) => (value: number) => (values.length === 0 ? null : money(value));
    const price = cents(prices);
    const total = cents(totals);
    expect(await runAnalysis(db, "summary_statistics", await tableOf(db, sales))).toEqual([
      ["count", quantities.length, money(prices.length * 100), money(totals.length * 100)],
      [
        "mean",
        Number(average(sum(quantities) * 100, quantities.length)),
        average(sum(prices), prices.length),
        average(sum(totals), totals.length),
      ],
      [
        "stddev",
        deviation(quantities.map((value) => value * 100)) / 100,
        price(deviation(prices)),
        total(deviation(totals)),
      ],
      ["min", Math.min(...quantities), price(Math.min(...prices)), total(Math.min(...totals))],
      ["max", Math.max(...quantities), price(Math.max(...prices)), total(Math.max(...totals))],
    ]);
  });
});

test("one sale has no deviation; a column without data has a count of 0 and nothing else", async () => {
  const only = BY_HAND.slice(-1);
  expect(await runAnalysis(db, "summary_statistics", await tableOf(db, only))).toEqual([
    ["count", 0, "0.00", "1.00"],
    ["mean", null, null, "5.55"],
    ["stddev", null, null, null],
    ["min", null, null, "5.55"],
    ["max", null, null, "5.55"],
  ]);
});

test("equal values deviate by exactly nothing, however large", async () => {
  const same = Array.from({ length: 1000 }, () => ({ ...first(), price: 99_999_999_999, total: 123_456_789_012 }));
  const [, mean, stddev] = await runAnalysis(db, "summary_statistics", await tableOf(db, same));
  expect(mean).toEqual(["mean", 2, "999999999.99", "1234567890.12"]);
  expect(stddev).toEqual(["stddev", 0, "0.00", "0.00"]);
});

test("prices below zero have a mean too, rounded half up", async () => {
  const below = [-1, -2].map((price) => ({ ...first(), price }));
  const [, mean, stddev] = await runAnalysis(db, "summary_statistics", await tableOf(db, below));
  expect(mean?.[2]).toBe("-0.01");
  expect(stddev?.[2]).toBe("0.01");
});

test("quantities with a fraction", async () => {
  const { relation, ...context } = await tableOf(db, BY_HAND);
  await db.connection.run(
    `CREATE OR REPLACE VIEW weighed AS SELECT * REPLACE (CAST(quantity AS DECIMAL(18,3)) / 8 AS quantity) FROM ${relation}`,
  );
  await db.connection.run(
    `CREATE OR REPLACE VIEW weighed_exactly AS SELECT * REPLACE (CAST(quantity AS DECIMAL(18,3)) AS quantity) FROM weighed`,
  );
  const rows = await runAnalysis(db, "summary_statistics", { relation: "weighed_exactly", ...context });
  // 27 / 12 / 8 = 0.28125; squares of the whole quantities add up to 137.
  expect(rows.map((row) => row[1])).toEqual([
    12,
    0.28,
    Number((Math.sqrt((12 * 137 - 27 * 27) / 132) / 8).toFixed(2)),
    0.125,
    1.25,
  ]);
});

test("values too large to square exactly lose their deviation and nothing else", async () => {
  const huge = Array.from({ length: 2000 }, (_, index) => ({
    ...first(),
    total: index % 2 === 0 ? 4_111_111_111_111_100 : 100,
  }));
  const { relation, ...context } = await tableOf(db, huge);
  await db.connection.run(
    `CREATE OR REPLACE VIEW absurd AS SELECT * REPLACE (CAST(total * 100 AS DECIMAL(18,2)) AS total, quantity * 1000000000000 AS quantity) FROM ${relation}`,
  );
  const rows = await runAnalysis(db, "summary_statistics", { relation: "absurd", ...context });
  expect(rows.map((row) => row[3])).toEqual(["2000.00", "2055555555555600.00", null, "100.00", "4111111111111100.00"]);
  expect(rows.map((row) => row[1])).toEqual([2000, 2e12, null, 2e12, 2e12]);
});

function first(): TestSale {
  return BY_HAND[0] as TestSale;
}

function present(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}

/** The sample's, by squared distances from the mean, rounded half up. */
function deviation(values: readonly number[]): number {
  const mean = sum(values) / values.length;
  return Math.floor(Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1)) + 0.5);
}
