import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  average,
  BY_HAND,
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
])("sales %s", (_name, all) => {
  const sales = all.filter((sale) => sale.customer !== null);
  const firstMonths = new Map(
    [...groupBy(sales, (sale) => sale.customer)].map(([id, own]) => [id, own.map(month).sort()[0] ?? ""]),
  );
  const months = [...new Set(sales.map(month))].sort();

  test("new_and_returning_customers", async () => {
    const expected = months.map((current) => {
      const now = sales.filter((sale) => month(sale) === current);
      const fresh = now.filter((sale) => firstMonths.get(sale.customer) === current);
      const again = now.filter((sale) => firstMonths.get(sale.customer) !== current);
      return [
        current,
        customers(fresh),
        customers(again),
        fresh.length,
        again.length,
        money(gross(fresh)),
        money(gross(again)),
      ];
    });
    expect(await runAnalysis(db, "new_and_returning_customers", await tableOf(db, all))).toEqual(expected);
  });

  test("monthly_cohorts", async () => {
    const expected = [...new Set(firstMonths.values())].sort().flatMap((cohort) => {
      const own = sales.filter((sale) => firstMonths.get(sale.customer) === cohort);
      return months
        .filter((current) => current >= cohort)
        .map((current) => {
          const active = own.filter((sale) => month(sale) === current);
          return [
            cohort,
            monthNumber(current) - monthNumber(cohort),
            customers(own),
            customers(active),
            ratio(customers(active), customers(own), 4),
            money(gross(active)),
          ];
        });
    });
    expect(await runAnalysis(db, "monthly_cohorts", await tableOf(db, all))).toEqual(expected);
  });

  test("customer_segments", async () => {
    const last = Math.max(...sales.map(dayNumber));
    const people = [...groupBy(sales, (sale) => sale.customer).values()].map((own) => ({
      days: last - Math.max(...own.map(dayNumber)),
      count: own.length,
      gross: gross(own),
    }));
    const score = (value: number, values: readonly number[]) => {
      const below = values.filter((other) => other < value).length;
      const equal = values.filter((other) => other === value).length;
      return 1 + Math.floor((5 * (below + equal / 2)) / values.length);
    };
    const segments = groupBy(people, (person) => {
      const recency = score(
        -person.days,
        people.map((other) => -other.days),
      );
      const worth =
        score(
          person.count,
          people.map((other) => other.count),
        ) +
        score(
          person.gross,
          people.map((other) => other.gross),
        );
      return segment(recency, worth, person.count);
    });
    const expected = SEGMENTS.flatMap((name) => {
      const members = segments.get(name) ?? [];
      const spent = sum(members.map((person) => person.gross));
      const days = sum(members.map((person) => person.days));
      return members.length === 0
        ? []
        : [
            [
              name,
              members.length,
              ratio(members.length, people.length, 4),
              sum(members.map((person) => person.count)),
              money(spent),
              average(spent, members.length),
              ratio(days, members.length, 1),
            ],
          ];
    });
    expect(await runAnalysis(db, "customer_segments", await tableOf(db, all))).toEqual(expected);
  });
});

test("every segment occurs among the drawn sales, so every one is compared above", async () => {
  const rows = await runAnalysis(db, "customer_segments", await tableOf(db, DRAWN));
  expect(rows.map((row) => row[0])).toEqual(SEGMENTS);
});

test("customers who are all alike score in the middle", async () => {
  const alike = [1, 2, 3, 4, 5, 6].map((customer) => ({ ...(BY_HAND[0] as TestSale), customer }));
  expect(await runAnalysis(db, "customer_segments", await tableOf(db, alike))).toEqual([
    ["needs_attention", 6, 1, 6, "126.00", "21.00", 0],
  ]);
});

const SEGMENTS = ["champions", "loyal", "promising", "new", "needs_attention", "at_risk", "lost"] as const;

function segment(recency: number, worth: number, count: number): (typeof SEGMENTS)[number] {
  if (recency >= 4) {
    if (count === 1) return "new";
    return worth >= 8 ? "champions" : worth >= 7 ? "loyal" : "promising";
  }
  if (recency === 3) return worth >= 7 ? "loyal" : "needs_attention";
  return worth >= 7 ? "at_risk" : "lost";
}

function customers(sales: readonly TestSale[]): number {
  return new Set(sales.map((sale) => sale.customer)).size;
}

function gross(sales: readonly TestSale[]): number {
  return sum(sales.map((sale) => sale.total));
}

function month(sale: TestSale): string {
  return sale.timestamp.slice(0, 7);
}

function monthNumber(text: string): number {
  return Number(text.slice(0, 4)) * 12 + Number(text.slice(5));
}

function dayNumber(sale: TestSale): number {
  return Date.parse(`${sale.timestamp.slice(0, 10)}T00:00:00Z`) / 86_400_000;
}
