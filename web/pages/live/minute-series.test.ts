import { describe, expect, it } from "vitest";
import type { WindowRow } from "../../../src/server/api/windows.ts";
import { minuteSeries } from "./minute-series.ts";

const OPTIONS = { windowSeconds: 60, slideSeconds: 60, count: 60 };

describe("minuteSeries", () => {
  it("fills the minutes without a sale and marks final what the watermark has passed", () => {
    const rows = [row("10:00", null, "5.00"), row("10:03", null, "7.50")];
    const { windows, series } = minuteSeries({ rows, finalUntil: "2026-03-31T10:03:30Z", ...OPTIONS });
    expect(windows.map(({ start }) => new Date(start).toISOString().slice(11, 16))).toEqual([
      "10:00",
      "10:01",
      "10:02",
      "10:03",
    ]);
    expect(windows.map((window) => window.isFinal)).toEqual([true, true, true, false]);
    expect(series.map(({ values }) => values.map(({ gross }) => gross))).toEqual([[5, 0, 0, 7.5]]);
  });

  it("keeps the five keys that sold most and adds the others up", () => {
    const rows = ["a", "b", "c", "d", "e", "f", "g"].map((key, place) => row("10:00", key, `${place + 1}.00`));
    const { series } = minuteSeries({ rows, finalUntil: null, ...OPTIONS });
    expect(series.map(({ key, isOthers }) => (isOthers ? "others" : key))).toEqual(["c", "d", "e", "f", "g", "others"]);
    expect(series.at(-1)?.values).toEqual([{ gross: 3, transactions: 2 }]);
  });

  it("tells rows without a key from those of others", () => {
    const { series } = minuteSeries({
      rows: [row("10:00", null, "1.00"), row("10:00", "a", "2.00")],
      finalUntil: null,
      ...OPTIONS,
    });
    expect(series.map(({ key, isOthers }) => [key, isOthers])).toEqual([
      [null, false],
      ["a", false],
    ]);
  });

  it("shows so many windows up to the latest", () => {
    const rows = ["10:00", "10:01", "10:02", "10:03"].map((time) => row(time, null, "1.00"));
    const { windows, series } = minuteSeries({ rows, finalUntil: null, ...OPTIONS, count: 2 });
    expect(windows).toHaveLength(2);
    expect(series[0]?.values).toEqual([
      { gross: 1, transactions: 1 },
      { gross: 1, transactions: 1 },
    ]);
  });
});

function row(time: string, key: string | null, gross: string): WindowRow {
  const start = new Date(`2026-03-31T${time}:00Z`);
  return {
    query: "totals",
    window_start: start.toISOString(),
    window_end: new Date(start.getTime() + 60_000).toISOString(),
    key,
    transactions: 1,
    gross_sales: gross,
    average_sale: gross,
    final: false,
    batch: null,
  };
}
