import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  BY_HAND,
  compareKeys,
  DRAWN,
  groupBy,
  money,
  ratio,
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

const first = BY_HAND[0] as TestSale;

describe.each([
  ["by hand", BY_HAND],
  ["drawn", DRAWN],
])("sales %s", (_name, sales) => {
  test("product_abc", async () => {
    const all = gross(sales);
    const products = [...groupBy(sales, (sale) => sale.product)].map(([product, own]) => ({
      product,
      gross: gross(own),
    }));
    products.sort((a, b) => b.gross - a.gross || compareKeys(a.product, b.product));
    let before = 0;
    const expected = products.map((row) => {
      const name = before / all < 0.8 ? "A" : before / all < 0.95 ? "B" : "C";
      before += row.gross;
      return [row.product, money(row.gross), ratio(row.gross, all, 4), ratio(before, all, 4), name];
    });
    const rows = await runAnalysis(db, "product_abc", await tableOf(db, sales));
    expect(rows).toEqual(expected);
    expect(rows.at(-1)?.[3]).toBe(1);
  });

  test("price_histogram", async () => {
    const priced = sales.filter((sale) => sale.price !== null);
    expect(await histogram(priced)).toEqual(expectedBins(priced));
    expect(await histogram(sales)).toEqual(expectedBins(priced));
  });
});

test("product_abc: ids as text are compared as text; equal products go by id", async () => {
  const { relation, ...context } = await tableOf(
    db,
    [9, 10, 1].map((product) => ({ ...first, product })),
  );
  await db.connection.run(
    `CREATE OR REPLACE VIEW texts AS SELECT * REPLACE (CAST(product_id AS VARCHAR) AS product_id) FROM ${relation}`,
  );
  const rows = await runAnalysis(db, "product_abc", { relation: "texts", ...context });
  expect(rows.map((row) => [row[0], row[3], row[4]])).toEqual([
    ["1", 0.3333, "A"],
    ["10", 0.6667, "A"],
    ["9", 1, "A"],
  ]);
});

test("product_abc: the product that crosses 80 % is still A, the one that crosses 95 % still B", async () => {
  const totals = [8000, 1500, 300, 200];
  const rows = await runAnalysis(
    db,
    "product_abc",
    await tableOf(
      db,
      totals.map((total, product) => ({ ...first, product, total })),
    ),
  );
  expect(rows.map((row) => row[4])).toEqual(["A", "B", "C", "C"]);
  const more = [8001, 1500, 300, 199];
  const crossing = await runAnalysis(
    db,
    "product_abc",
    await tableOf(
      db,
      more.map((total, product) => ({ ...first, product, total })),
    ),
  );
  expect(crossing.map((row) => row[4])).toEqual(["A", "B", "C", "C"]);
  const single = await runAnalysis(db, "product_abc", await tableOf(db, [first]));
  expect(single).toEqual([[10, "21.00", 1, 1, "A"]]);
});

test.each([
  ["one price", [999]],
  ["a distance of 25 cents", [100, 125]],
  ["a distance of 26 cents", [100, 126]],
  ["every cent", Array.from({ length: 60 }, (_, index) => index)],
  ["the generator's range", [1000, 5000, 99_999, 100_000]],
  ["a power of ten", [0, 100_000]],
  ["just above a threshold", [0, 125_001]],
  ["below zero", [-1999, -1, 0, 1, 2500]],
  ["one far away", [1, 2, 3, 9_999_999_999]],
])("price_histogram: %s", async (_name, prices) => {
  const sales = prices.map((price) => ({ ...first, price }));
  const rows = await histogram(sales);
  expect(rows).toEqual(expectedBins(sales));
  expect(rows.length).toBeLessThanOrEqual(27);
  expect(sum(rows.map((row) => Number(row[2])))).toBe(sales.length);
});

test("price_histogram: the largest money there is", async () => {
  const { relation, ...context } = await tableOf(db, [first, first]);
  await db.connection.run(
    `CREATE OR REPLACE VIEW largest AS SELECT * REPLACE (CAST(CASE transaction_id WHEN 1 THEN '9999999999999999.99' ELSE '-9999999999999999.99' END AS DECIMAL(18,2)) AS unit_price) FROM ${relation}`,
  );
  const rows = await runAnalysis(db, "price_histogram", { relation: "largest", ...context });
  expect(rows.length).toBe(20);
  expect(rows[0]).toEqual(["-10000000000000000.00", "-9000000000000000.00", 1, "21.00"]);
  expect(rows.at(-1)).toEqual(["9000000000000000.00", "10000000000000000.00", 1, "21.00"]);
});

async function histogram(sales: readonly TestSale[]) {
  return runAnalysis(db, "price_histogram", await tableOf(db, sales));
}

function expectedBins(sales: readonly TestSale[]) {
  const prices = sales.map((sale) => sale.price ?? 0);
  const [lowest, highest] = [Math.min(...prices), Math.max(...prices)];
  let width = 1;
  for (let step = 0; highest - lowest > 25 * width; step += 1) {
    width = ([2, 5, 10][step % 3] ?? 0) * 10 ** Math.floor(step / 3);
  }
  const bins = [];
  for (let from = Math.floor(lowest / width) * width; from <= highest; from += width) {
    const inside = sales.filter((sale) => (sale.price ?? 0) >= from && (sale.price ?? 0) < from + width);
    bins.push([money(from), money(from + width), inside.length, money(gross(inside))]);
  }
  return bins;
}

function gross(sales: readonly TestSale[]): number {
  return sum(sales.map((sale) => sale.total));
}
