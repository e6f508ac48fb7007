import { expect, it } from "vitest";
import { layoutTable, type TextColumn } from "./layout.ts";
import { createPaint } from "./paint.ts";

const paint = createPaint(false);
const product: TextColumn = { head: "Product", kind: "label", cells: ["Auriculares inalámbricos", "日本茶"] };
const sold: TextColumn = { head: "Units sold", kind: "number", cells: ["1,234", "5"] };
const sales: TextColumn = { head: "Gross sales (EUR)", kind: "number", cells: ["12,345.67", "8.90"] };

it("aligns labels to the left and numbers to the right", () => {
  expect(layoutTable([product, sold, sales], 1, 80, paint)).toEqual([
    "Product                   Units sold  Gross sales (EUR)",
    "────────────────────────  ──────────  ─────────────────",
    "Auriculares inalámbricos       1,234          12,345.67",
    "日本茶                             5               8.90",
  ]);
});

it("wraps heads first", () => {
  expect(layoutTable([product, sold, sales], 1, 46, paint)).toEqual([
    "                                     Gross",
    "                          Units      sales",
    "Product                    sold      (EUR)",
    "────────────────────────  ─────  ─────────",
    "Auriculares inalámbricos  1,234  12,345.67",
    "日本茶                        5       8.90",
  ]);
});

it("then cuts labels, never numbers", () => {
  expect(layoutTable([product, sold, sales], 1, 34, paint)).toEqual([
    "                             Gross",
    "                  Units      sales",
    "Product            sold      (EUR)",
    "────────────────  ─────  ─────────",
    "Auriculares ina…  1,234  12,345.67",
    "日本茶                5       8.90",
  ]);
});

it("moves what still does not fit into a block below, with the key again", () => {
  expect(layoutTable([product, sold, sales], 1, 27, paint)).toEqual([
    "                      Units",
    "Product                sold",
    "────────────────────  ─────",
    "Auriculares inalámb…  1,234",
    "日本茶                    5",
    "",
    "                      Gross",
    "                      sales",
    "Product               (EUR)",
    "────────────────  ─────────",
    "Auriculares ina…  12,345.67",
    "日本茶                 8.90",
  ]);
});
