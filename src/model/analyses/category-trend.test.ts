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

describe.each([
  ["by hand", BY_HAND],
  ["drawn", DRAWN],
  ["over an odd number of days", DRAWN.filter((sale) => sale.timestamp < "2024-03-05")],
  ["over two days", DRAWN.filter((sale) => sale.timestamp >= "2023-12-01" && sale.timestamp < "2023-12-03")],
])("sales %s", (_name, sales) => {
  test("are compared with the period before", async () => {
    const days = sales.map(dayNumber);
    const [first, last] = [Math.min(...days), Math.max(...days)];
    const length = Math.floor((last - first + 1) / 2);
    const within = (group: readonly TestSale[], from: number, to: number) =>
      gross(group.filter((sale) => dayNumber(sale) > from && dayNumber(sale) <= to));
    const rows = [...groupBy(sales, (sale) => sale.category)].map(([category, group]) => ({
      category,
      count: group.length,
      gross: gross(group),
      current: within(group, last - length, last),
      previous: within(group, last - 2 * length, last - length),
    }));
    rows.sort((a, b) => b.gross - a.gross || compareKeys(a.category, b.category));
    const expected = rows.map((row) => [
      row.category,
      1 + rows.filter((other) => other.gross > row.gross).length,
      row.count,
      money(row.gross),
      ratio(row.gross, gross(sales), 4),
      money(row.current),
      money(row.previous),
      change(row.current, row.previous),
    ]);
    expect(await runAnalysis(db, "category_trend", await tableOf(db, sales))).toEqual(expected);
  });
});

test("a single day has no periods to compare", async () => {
  const day = BY_HAND.filter((sale) => sale.timestamp.startsWith("2024-05-31"));
  expect(await runAnalysis(db, "category_trend", await tableOf(db, day))).toEqual([
    ["Ropa", 1, 1, "123.45", 0.8541, null, null, null],
    ["Empate A", 2, 1, "7.77", 0.0538, null, null, null],
    ["Empate B", 2, 1, "7.77", 0.0538, null, null, null],
    [null, 4, 1, "5.55", 0.0384, null, null, null],
  ]);
});

/** Growth from 1 up is rounded half up, and so is a loss: -0.12345 becomes -0.1234. */
function change(current: number, previous: number): number | null {
  const quotient = ratio(current, previous, 4);
  return quotient === null ? null : Math.round((quotient - 1) * 10_000) / 10_000;
}

function gross(sales: readonly TestSale[]): number {
  return sum(sales.map((sale) => sale.total));
}

function dayNumber(sale: TestSale): number {
  return Date.parse(`${sale.timestamp.slice(0, 10)}T00:00:00Z`) / 86_400_000;
}
