import { expect, test } from "vitest";
import { countWindows } from "./window-counter.ts";

const line = (query: string, start: string, transactions: number, batch: number) =>
  JSON.stringify({ query, window_start: start, key: null, transactions, batch });

test("counts what the latest line of each window of totals says", () => {
  const counter = countWindows();
  const takes = [
    line("totals", "a", 5, 1),
    line("by_status", "a", 9, 1),
    line("totals", "b", 2, 2),
    line("totals", "a", 6, 2),
    line("totals", "a", 4, 1),
    "words",
  ].map((text) => counter.take(text));
  expect(takes).toEqual([5, undefined, 7, 8, 8, undefined]);
  expect(counter.count).toBe(8);
});
