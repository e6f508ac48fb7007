import { expect, test } from "vitest";
import { nearest } from "./nearest.ts";

test.each([
  ["totl", ["timestamp", "total", "status"], ["total"]],
  ["tmiestamp", ["timestamp", "total"], ["timestamp"]],
  ["Importe Total", ["importe_total", "importe"], ["importe_total", "importe"]],
  ["categoria", ["Categoría", "cliente"], ["Categoría"]],
  ["Madrid", ["Europe/Madrid", "Europe/Paris"], ["Europe/Madrid"]],
  ["xyzzy", ["timestamp", "total"], []],
  ["id", ["a_very_long_name_with_id"], []],
])("%s is near %j: %j", (word, names, found) => {
  expect(nearest(word, names)).toEqual(found);
});

test("gives no more than asked for, the likest first", () => {
  expect(nearest("total", ["totals", "total", "totas", "tota"], 2)).toEqual(["total", "totals"]);
});
