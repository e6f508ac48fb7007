import { expect, test } from "vitest";
import type { ResultTable } from "../model/result.ts";
import { compareViews, type EngineView } from "./compare.ts";

const table = (...rows: (string | number | null)[][]): ResultTable => ({
  columns: [
    { id: "category", unit: "label" },
    { id: "gross_sales", unit: "money" },
  ],
  rows,
});
const view = (tables: Record<string, ResultTable>): EngineView => ({
  engine: "duckdb",
  version: "1",
  tables: new Map(Object.entries(tables)),
});

test("the same tables have no difference", () => {
  const one = view({ a: table(["x", "1.00"], [null, "2.00"]) });
  expect(compareViews(one, view({ a: table(["x", "1.00"], [null, "2.00"]) }))).toEqual({ cells: 4, differences: [] });
});

test("each cell that differs is named, by a cent, by its kind or by its place", () => {
  const a = view({ a: table(["x", "1.00"], ["y", "2.00"]), b: table([null, 0]) });
  const b = view({ a: table(["x", "1.01"], ["y", "2.00"], ["z", "3.00"]), b: table(["", "0"]) });
  const { cells, differences } = compareViews(a, b);
  expect(cells).toBe(8);
  expect(differences.map(({ table: name, row, key, column, values }) => [name, row, key, column, ...values])).toEqual([
    ["a", 1, "x", "gross_sales", "1.00", "1.01"],
    ["a", 3, "z", "category", undefined, "z"],
    ["a", 3, "z", "gross_sales", undefined, "3.00"],
    ["b", 1, "null", "category", null, ""],
    ["b", 1, "null", "gross_sales", 0, "0"],
  ]);
});
