import { expect, test } from "vitest";
import { matchSightings, percentile, slope } from "./statistics.ts";

test("a percentile is one of the values, in whatever order they come", () => {
  const values = [5, 1, 4, 2, 3, 10, 9, 8, 7, 6];
  expect([0, 10, 50, 90, 91, 99, 100].map((percent) => percentile(values, percent))).toEqual([1, 1, 5, 9, 10, 10, 10]);
  expect(percentile([7], 50)).toBe(7);
  expect(percentile([], 50)).toBeNaN();
});

test("the slope of a line is its own, and what goes up and down around it cancels out", () => {
  const line = Array.from({ length: 40 }, (_, x) => ({ x, y: 100 + 3 * x }));
  expect(slope(line)).toBeCloseTo(3, 10);
  const wave = Array.from({ length: 400 }, (_, x) => ({ x, y: 50 + (x % 2 === 0 ? 20 : -20) }));
  expect(Math.abs(slope(wave))).toBeLessThan(0.01);
  expect(slope([{ x: 1, y: 2 }])).toBe(0);
  expect(slope([])).toBeNaN();
});

test("a sale is seen where the count first includes it", () => {
  const sent = [0, 10, 20, 30, 40];
  const sightings = [
    { time: 12, count: 1 },
    { time: 15, count: 1 },
    { time: 35, count: 4 },
    { time: 36, count: 3 },
  ];
  expect(matchSightings(sent, sightings)).toEqual({ latencies: [12, 25, 15, 5], unseen: 1 });
  expect(matchSightings(sent, sightings, 2)).toEqual({ latencies: [15, 5], unseen: 1 });
});

test("the warm-up counts for nothing, also where one sighting includes sales of both", () => {
  expect(matchSightings([0, 1, 2], [{ time: 10, count: 3 }], 1)).toEqual({ latencies: [9, 8], unseen: 0 });
});
