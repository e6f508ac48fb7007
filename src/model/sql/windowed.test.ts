import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  average,
  BY_HAND,
  DRAWN,
  groupBy,
  money,
  runSql,
  sum,
  type TestSale,
  tableOf,
} from "../../../test/fixtures/sales.ts";
import { type DuckDb, openDuckDb } from "../../engines/duckdb/instance.ts";
import type { Column, MetricContext, WindowedQuery } from "../query.ts";
import type { Cell } from "../result.ts";
import { duckdb } from "./duckdb.ts";
import { paneSeconds, panesSql, windowsSql } from "./windowed.ts";

let db: DuckDb;
beforeAll(async () => {
  db = await openDuckDb();
});
afterAll(() => db.close());

const HOUR = 3600;
const byCategory = (sizeSeconds: number, slideSeconds = sizeSeconds): WindowedQuery => ({
  id: "by_category",
  dimensions: ["category"],
  measures: ["transactions", "gross_sales", "average_sale", "cancellation_rate"],
  sizeSeconds,
  slideSeconds,
});
const TIMES: Column[] = [
  { id: "window_start", unit: "time" },
  { id: "window_end", unit: "time" },
];
const COLUMNS: Column[] = [
  ...TIMES,
  { id: "category", unit: "label" },
  { id: "transactions", unit: "count" },
  { id: "gross_sales", unit: "money" },
  { id: "average_sale", unit: "money" },
  { id: "cancellation_rate", unit: "ratio" },
];
/** Two of them before 1970, one at the very start of a window. */
const SALES: readonly TestSale[] = [
  ...DRAWN,
  ...["1969-12-31 23:59:59", "1969-12-31 00:00:00", "1970-01-01 00:00:00"].map((timestamp) => ({
    ...(BY_HAND[0] as TestSale),
    timestamp,
  })),
];

test("panes are as long as size and slide allow", () => {
  expect([byCategory(60), byCategory(300, 60), byCategory(50, 30)].map(paneSeconds)).toEqual([60, 60, 10]);
});

describe.each([
  ["tumbling days", 24 * HOUR, 24 * HOUR],
  ["tumbling weeks", 168 * HOUR, 168 * HOUR],
  ["sliding, a third of the size", 24 * HOUR, 8 * HOUR],
  ["sliding by what does not divide the size", 5 * HOUR, 3 * HOUR],
  ["with gaps between them", HOUR, 2 * HOUR],
])("windows %s", (_name, size, slide) => {
  const query = byCategory(size, slide);

  test("are what counting by hand gives", async () => {
    const context = await tableOf(db, SALES);
    expect(sorted(await windows(query, [context]))).toEqual(sorted(byBruteForce(SALES, size, slide)));
  });

  test("are the same however the sales are cut into batches", async () => {
    const parts = await Promise.all(
      [0, 1, 2].map((part) =>
        tableOf(
          db,
          SALES.filter((_, index) => index % 3 === part),
          `part ${part}`,
        ),
      ),
    );
    expect(sorted(await windows(query, parts))).toEqual(sorted(await windows(query, [await tableOf(db, SALES)])));
  });
});

test("tumbling windows of any size add up to the batch", async () => {
  const context = await tableOf(db, SALES);
  for (const size of [1, 60, 7 * HOUR, 1000 * HOUR]) {
    const query: WindowedQuery = {
      ...byCategory(size),
      id: "totals",
      dimensions: [],
      measures: ["transactions", "units", "net_sales"],
    };
    const sql = `SELECT sum(transactions) AS transactions, sum(units) AS units, sum(net_sales) AS net_sales FROM (${windowsSql(query, `(${panesSql(query, '"timestamp"', context, duckdb)})`, duckdb)})`;
    const columns: Column[] = [
      { id: "transactions", unit: "count" },
      { id: "units", unit: "quantity" },
      { id: "net_sales", unit: "money" },
    ];
    const recognised = SALES.filter((sale) => sale.status === "Completada");
    expect(await runSql(db, sql, columns)).toEqual([
      [SALES.length, sum(SALES.map((sale) => sale.quantity ?? 0)), money(sum(recognised.map((sale) => sale.total)))],
    ]);
  }
});

async function windows(query: WindowedQuery, contexts: readonly MetricContext[]): Promise<Cell[][]> {
  const panes = contexts.map((context) => panesSql(query, '"timestamp"', context, duckdb)).join(" UNION ALL ");
  return runSql(db, windowsSql(query, `(${panes})`, duckdb), COLUMNS);
}

function byBruteForce(sales: readonly TestSale[], size: number, slide: number): Cell[][] {
  const placed = sales.flatMap((sale) => {
    const at = Date.parse(`${sale.timestamp.replace(" ", "T")}Z`) / 1000;
    const starts = [];
    for (let start = Math.ceil((at - size + 1) / slide) * slide; start <= at; start += slide) {
      starts.push({ start, sale });
    }
    return starts;
  });
  return [...groupBy(placed, ({ start, sale }) => JSON.stringify([start, sale.category])).values()].map((group) => {
    const { start, sale } = group[0] as (typeof placed)[number];
    const gross = sum(group.map((entry) => entry.sale.total));
    const cancelled = group.filter((entry) => entry.sale.status === "Cancelada").length;
    const rate = Math.floor((cancelled / group.length) * 10_000 + 0.5) / 10_000;
    return [
      time(start),
      time(start + size),
      sale.category,
      group.length,
      money(gross),
      average(gross, group.length),
      rate,
    ];
  });
}

function time(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000", "");
}

function sorted(rows: readonly Cell[][]): string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}
