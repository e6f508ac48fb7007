import { expect, test } from "vitest";
import { shopClock } from "./live-time.ts";
import { saleTimes } from "./sale-times.ts";

const END = Date.UTC(2026, 2, 31, 12);
const options = { seed: 42, rows: 3000, days: 10, end: END, clock: shopClock("Europe/Madrid") };

test("sales come in order, fill the past to its end, and go on after it at the same pace", () => {
  const { timeOf, countAt } = saleTimes(options);
  const times = Array.from({ length: 4000 }, (_, index) => timeOf(index + 1));
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times[0]).toBeGreaterThanOrEqual(END - 10 * 86_400_000);
  expect(times.filter((time) => time < END)).toHaveLength(3000);
  expect(countAt(END)).toBe(3000);
  const lastDay = countAt(END) - countAt(END - 86_400_000);
  const nextDay = countAt(END + 86_400_000) - countAt(END);
  expect(nextDay / lastDay).toBeGreaterThan(0.9);
  expect(nextDay / lastDay).toBeLessThan(1.5);
});

test("the same question has the same answer, in whatever order it is asked", () => {
  const { timeOf } = saleTimes(options);
  const late = timeOf(3500);
  expect([timeOf(10), timeOf(3500)]).toEqual([saleTimes(options).timeOf(10), late]);
});
