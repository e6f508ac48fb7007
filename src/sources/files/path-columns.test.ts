import { expect, test } from "vitest";
import { pathColumns } from "./path-columns.ts";

test.each([
  ["sales/category=Ropa/day=2026-03-01/part-0.parquet", { category: "Ropa", day: "2026-03-01" }],
  ["sales\\category=Ropa\\part-0.parquet", { category: "Ropa" }],
  ["category=Hogar%2FJard%C3%ADn/a.parquet", { category: "Hogar/Jardín" }],
  ["discount=100%/a.parquet", { discount: "100%" }],
  ["formula=a=b/a.parquet", { formula: "a=b" }],
  ["category=__HIVE_DEFAULT_PARTITION__/a.parquet", { category: null }],
  ["category=/a.parquet", { category: "" }],
  ["day=1/day=2/a.parquet", { day: "2" }],
  ["=x/sales/a=b.parquet", {}],
  ["a.parquet", {}],
])("%s", (shown, expected) => {
  expect(Object.fromEntries(pathColumns(shown).map(({ name, value }) => [name, value]))).toEqual(expected);
});
