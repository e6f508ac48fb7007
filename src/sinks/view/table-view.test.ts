import { expect, it } from "vitest";
import { byCategory, categoryTrend, customerSegments, summaryStatistics } from "../../../test/fixtures/analyses.ts";
import { createFormatter } from "../../i18n/format.ts";
import { tableView } from "./table-view.ts";
import { vocabularyOf } from "./vocabulary.ts";

const view = ({ id, table }: typeof byCategory, currency = "EUR") =>
  tableView(id, table, vocabularyOf("en"), createFormatter({ language: "en", currency }));

it("names the unit in the head and leaves bare figures below", () => {
  const { columns, keys, rows } = view(byCategory);
  expect(columns.map((column) => [column.id, column.numeric])).toEqual([
    ["category", false],
    ["transactions", true],
    ["gross_sales", true],
    ["average_sale", true],
  ]);
  expect(columns[2]?.head).toMatch(/ \(EUR\)$/);
  expect(keys).toBe(1);
  expect(rows[0]).toEqual(["Electrónica", "20,112", "31,250,118.25", "1,553.80"]);
  expect(rows.at(-1)?.[0]).toBe("(none)");
  expect(view(byCategory, "").columns[2]?.head).not.toContain("(");
});

it("counts values in the row of counts, whatever the column holds", () => {
  const { rows } = view(summaryStatistics);
  expect(rows[0]?.slice(1)).toEqual(["99,812", "99,812", "99,812"]);
  expect(rows[1]?.slice(1)).toEqual(["5.50", "101.00", "555.52"]);
});

it("stands the points of a column below each other", () => {
  const recency = view(customerSegments).rows.map((row) => row.at(-1));
  expect(recency).toEqual(["140.9", "510.0", "513.0"]);
});

it("signs a change, and leaves a dash where there was nothing to compare with", () => {
  expect(view(categoryTrend).rows.map((row) => row.at(-1))).toEqual(["+8.33%", "-20.43%", "–"]);
});
