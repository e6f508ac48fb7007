import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  average,
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
import type { Cell } from "../result.ts";
import { DEFAULT_STATUS, SALE_COLUMN_NAMES, type SaleColumn, type StatusClass } from "../sale.ts";
import { duckdb } from "../sql/duckdb.ts";
import { spark } from "../sql/spark.ts";
import { ANALYSES, ANALYSIS_IDS, type AnalysisId, compileAnalysis } from "./catalogue.ts";

let db: DuckDb;
beforeAll(async () => {
  db = await openDuckDb();
});
afterAll(() => db.close());

const KEYS: Partial<Record<AnalysisId, (sale: TestSale) => Cell[]>> = {
  sales_by_category: (sale) => [sale.category],
  sales_by_payment_method: (sale) => [sale.payment],
  sales_by_day: (sale) => [sale.timestamp.slice(0, 10)],
  sales_by_hour: (sale) => [Number(sale.timestamp.slice(11, 13))],
  sales_by_weekday: (sale) => [weekday(sale)],
  sales_by_status: (sale) => [sale.status],
  sales_by_month: (sale) => [sale.timestamp.slice(0, 7)],
  sales_by_weekday_and_hour: (sale) => [weekday(sale), Number(sale.timestamp.slice(11, 13))],
};
const DESCENDING: Partial<Record<AnalysisId, (sales: readonly TestSale[]) => number>> = {
  sales_by_category: gross,
  sales_by_payment_method: (sales) => sales.length,
  sales_by_status: (sales) => sales.length,
};

describe.each([
  ["by hand", BY_HAND],
  ["drawn", DRAWN],
])("sales %s", (_name, sales) => {
  test.each(Object.keys(KEYS) as AnalysisId[])("%s", async (id) => {
    const keyOf = KEYS[id] ?? (() => []);
    const order = DESCENDING[id] ?? (() => 0);
    const groups = [...groupBy(sales, (sale) => JSON.stringify(keyOf(sale))).values()].map((group) => ({
      key: keyOf(group[0] as TestSale),
      group,
    }));
    groups.sort((a, b) => order(b.group) - order(a.group) || compareAll(a.key, b.key));
    const expected = groups.map(({ key, group }) => [
      ...key,
      group.length,
      money(gross(group)),
      average(gross(group), group.length),
    ]);
    expect(await runAnalysis(db, id, await tableOf(db, sales))).toEqual(expected);
  });

  test("top_products", async () => {
    const rows = [...groupBy(sales, (sale) => sale.product)].map(([product, group]) => ({
      product,
      count: group.length,
      units: sum(group.map((sale) => sale.quantity ?? 0)),
      gross: gross(group),
    }));
    rows.sort((a, b) => b.units - a.units || b.gross - a.gross || compareKeys(a.product, b.product));
    expect(await runAnalysis(db, "top_products", await tableOf(db, sales))).toEqual(
      rows.slice(0, 10).map((row) => [row.product, row.count, row.units, money(row.gross)]),
    );
  });

  test("revenue_summary", async () => {
    const of = (status: StatusClass) => sales.filter((sale) => DEFAULT_STATUS[status].includes(sale.status ?? ""));
    const [recognised, pending, cancelled] = [of("recognised"), of("pending"), of("cancelled")];
    expect(await runAnalysis(db, "revenue_summary", await tableOf(db, sales))).toEqual([
      [
        sales.length,
        sum(sales.map((sale) => sale.quantity ?? 0)),
        money(gross(sales)),
        money(gross(recognised)),
        money(gross(pending)),
        money(gross(cancelled)),
        average(gross(sales), sales.length),
        average(gross(recognised), recognised.length),
        ratio(cancelled.length, sales.length, 4),
      ],
    ]);
  });
});

test("revenue_summary of the sales by hand, worked out on paper", async () => {
  expect(await runAnalysis(db, "revenue_summary", await tableOf(db, BY_HAND))).toEqual([
    [13, 27, "3730.77", "563.00", "156.78", "1.00", "286.98", "70.38", 0.0769],
  ]);
});

test("without sales every analysis answers: no rows, or counts and sums of nothing", async () => {
  const context = await tableOf(db, []);
  for (const id of ANALYSIS_IDS) {
    const rows = await runAnalysis(db, id, context);
    if (id === "revenue_summary") {
      expect(rows).toEqual([[0, 0, "0.00", "0.00", "0.00", "0.00", null, null, null]]);
    } else if (id === "summary_statistics") {
      expect(rows.map((row) => row[3])).toEqual(["0.00", null, null, null, null]);
    } else {
      expect(rows, id).toEqual([]);
    }
  }
});

test("a shop without status, quantity and prices has gross sales as net sales and says which analyses it lacks", async () => {
  const columns = new Set<SaleColumn>(["timestamp", "total"]);
  const context = { ...(await tableOf(db, BY_HAND)), columns };
  expect(await runAnalysis(db, "revenue_summary", context)).toEqual([
    [13, null, "3730.77", "3730.77", "0.00", "0.00", "286.98", "286.98", 0],
  ]);
  const missing = ANALYSIS_IDS.flatMap((id) => {
    const compiled = compileAnalysis(id, context, duckdb);
    return compiled.kind === "unavailable" ? [[id, compiled.missing]] : [];
  });
  expect(Object.fromEntries(missing)).toEqual({
    sales_by_category: ["category"],
    sales_by_payment_method: ["payment_method"],
    top_products: ["product_id"],
    sales_by_status: ["status"],
    category_trend: ["category"],
    new_and_returning_customers: ["customer_id"],
    customer_segments: ["customer_id"],
    monthly_cohorts: ["customer_id"],
    product_abc: ["product_id"],
    price_histogram: ["unit_price"],
  });
});

test("both dialects name the same columns", () => {
  const context = { relation: "sales", columns: new Set(SALE_COLUMN_NAMES), status: DEFAULT_STATUS };
  for (const id of Object.keys(ANALYSES) as AnalysisId[]) {
    const [one, two] = [compileAnalysis(id, context, duckdb), compileAnalysis(id, context, spark)];
    expect(one).toMatchObject({ kind: "ready", columns: two.kind === "ready" ? two.columns : [] });
  }
});

function gross(sales: readonly TestSale[]): number {
  return sum(sales.map((sale) => sale.total));
}

function weekday(sale: TestSale): number {
  return new Date(`${sale.timestamp.slice(0, 10)}T00:00:00Z`).getUTCDay() + 1;
}

function compareAll(a: readonly Cell[], b: readonly Cell[]): number {
  return a.map((key, index) => compareKeys(key, b[index] ?? null)).find((order) => order !== 0) ?? 0;
}
