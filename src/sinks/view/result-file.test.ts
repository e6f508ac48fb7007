import { expect, it } from "vitest";
import { anOutcome } from "../../../test/fixtures/outcome.ts";
import { resultFile } from "./result-file.ts";

const outputs = ["sales_by_day.csv", "sales_by_day.parquet", "ventas.json", "big/"].map((path) => ({
  path,
  rows: 1,
  bytes: 1,
}));

it("finds the file of a result by the stem of its name, Parquet first", () => {
  const outcome = anOutcome({ outputs });
  expect(["sales_by_day", "ventas", "big", "sales"].map((stem) => resultFile(stem, outcome))).toEqual([
    "sales_by_day.parquet",
    "ventas.json",
    "big/",
    null,
  ]);
});
