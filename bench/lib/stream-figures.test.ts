import { expect, test } from "vitest";
import { countTotals, steadyRate } from "./stream-figures.ts";

const row = (query: string, start: string, transactions: number, batch: number) =>
  JSON.stringify({ query, window_start: start, transactions, batch });

test("of each window the line with the highest batch counts", () => {
  const lines = [
    row("totals", "a", 1, 1),
    row("by_status", "a", 9, 9),
    row("totals", "a", 3, 2),
    row("totals", "b", 4, 2),
  ];
  expect(countTotals(`${lines.join("\n")}\n`)).toBe(7);
});

test("the rate leaves the first batch out", () => {
  const batch = (time: string, read: number) => JSON.stringify({ time, quality: { read } });
  const progress = [
    batch("2026-01-01T00:00:00Z", 50),
    batch("2026-01-01T00:00:01Z", 300),
    batch("2026-01-01T00:00:02Z", 100),
  ];
  expect(steadyRate(progress.join("\n"))).toBe(200);
  expect(steadyRate(progress[0] ?? "")).toBeNull();
});
