import { expect, test } from "vitest";
import { formatRows, median, parseRows } from "./figures.ts";

test("the median is the middle value, or halfway between the two middle ones", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([10, 2, 9, 1])).toBe(5.5);
  expect(median([])).toBeNaN();
});

test("numbers of rows are read as people write them, and written back", () => {
  for (const [text, rows] of [
    ["100k", 100_000],
    ["10m", 10_000_000],
    ["2500", 2_500],
  ] as const) {
    expect(parseRows(text)).toBe(rows);
    expect(formatRows(rows)).toBe(text);
  }
  for (const text of ["", "0", "10g", "-5", "1.5m", "k"]) expect(parseRows(text)).toBeUndefined();
});
