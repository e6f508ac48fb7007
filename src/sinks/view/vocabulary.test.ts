import { expect, it } from "vitest";
import { vocabularyOf } from "./vocabulary.ts";

it("has headings for measures and other columns in both languages", () => {
  const heads = (["en", "es"] as const).map((language) => {
    const { column } = vocabularyOf(language);
    return ["gross_sales", "category", "made_up"].map(column);
  });
  expect(heads).toEqual([
    ["Gross sales", "Category", "made_up"],
    ["Ventas brutas", "Categoría", "made_up"],
  ]);
});

it("translates only what is the same in every shop", () => {
  const { value, segmentRule } = vocabularyOf("es");
  expect(value("summary", "mean")).toBe("Media");
  expect([value("status", "mean"), value("summary", "toString"), value("constructor", "name")]).toEqual([
    null,
    null,
    null,
  ]);
  expect([segmentRule("champions"), segmentRule("__proto__")]).toEqual([expect.stringMatching(/\.$/), null]);
});
