import { expect, test } from "vitest";
import { countTotals, describeWindows, latestWindows } from "./window-figures.ts";

const row = (query: string, start: string, key: string | null, transactions: number, rest: object = {}) =>
  JSON.stringify({ query, window_start: start, key, transactions, gross_sales: "1.50", ...rest });
const [A, B] = ["2026-01-01T00:00:00Z", "2026-01-01T00:01:00Z"];

test("of each window the line with the highest batch counts, and what is no JSON counts for nothing", () => {
  const lines = [
    "some words",
    row("totals", A, null, 1, { batch: 1 }),
    row("by_status", A, "x", 9, { batch: 9 }),
    row("totals", A, null, 3, { batch: 3 }),
    row("totals", A, null, 2, { batch: 2 }),
    row("totals", B, null, 4, { batch: 2 }),
  ];
  expect(countTotals(latestWindows(`${lines.join("\n")}\n`))).toBe(7);
});

test("without batches the last line counts", () => {
  expect(countTotals(latestWindows([row("totals", A, null, 1), row("totals", A, null, 5)].join("\n")))).toBe(5);
});

test("equal windows are described alike, however they are written and in whatever order", () => {
  const own = [row("totals", A, null, 2, { batch: 1 }), row("totals", B, null, 3, { batch: 2 })];
  const peer = [
    row("totals", "2026-01-01T01:01:00+01:00", null, 3),
    row("totals", "2026-01-01T00:00:00.000Z", null, 2),
  ];
  const [mine, theirs] = [own, peer].map((lines) => describeWindows(latestWindows(lines.join("\n"))));
  expect(mine?.get("totals")).toMatch(/^rows=2 sales=5 cents=300 hash=/);
  expect(theirs).toEqual(mine);
});

test("a sale in the wrong window shows, also where the sums agree", () => {
  const describe = (a: number, b: number) =>
    describeWindows(latestWindows([row("totals", A, null, a), row("totals", B, null, b)].join("\n"))).get("totals");
  expect(describe(1, 4)).not.toBe(describe(2, 3));
});
