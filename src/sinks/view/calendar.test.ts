import { expect, it } from "vitest";
import { everyDay, everyMonth } from "./calendar.ts";

it("fills the days between, over the end of a leap February and the change of clocks", () => {
  expect(everyDay(["2024-02-27", "2024-03-01"])).toEqual(["2024-02-27", "2024-02-28", "2024-02-29", "2024-03-01"]);
  expect(everyDay(["2026-03-28", "2026-03-30"])).toEqual(["2026-03-28", "2026-03-29", "2026-03-30"]);
  expect(everyDay(["2026-10-24", "2026-10-26"])).toHaveLength(3);
});

it("fills the months between, over the end of a year", () => {
  expect(everyMonth(["2025-11", "2026-02"])).toEqual(["2025-11", "2025-12", "2026-01", "2026-02"]);
});

it("leaves alone what has no gaps, nothing in it, or is no date", () => {
  expect([everyDay(["2026-01-01"]), everyDay([]), everyMonth([])]).toEqual([["2026-01-01"], [], []]);
  expect([everyDay(["soon", "later"]), everyMonth(["soon"])]).toEqual([["soon", "later"], ["soon"]]);
});

it("does not fill two thousand years because of one mistyped date", () => {
  expect(everyDay(["0026-01-01", "2026-01-01"])).toHaveLength(2);
  expect(everyMonth(["0026-01", "2026-01"])).toHaveLength(2);
});
