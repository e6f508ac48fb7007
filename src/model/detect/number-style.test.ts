import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { NumberStyle } from "../plan.ts";
import type { SourceFormat } from "../source-shape.ts";
import { detectNumberStyles } from "./number-style.ts";
import { currencyOf, readNumberText, toNumber } from "./number-text.ts";

const commas: SourceFormat = { kind: "csv", delimiter: ",", quote: '"', escape: '"', header: true };
const semicolons: SourceFormat = { ...commas, delimiter: ";" };

describe("how one column is written", () => {
  test.each<[values: string[], style: Partial<NumberStyle>]>([
    [["12.50", "3", "1000"], { decimal: ".", thousands: "", symbols: [] }],
    [["1,234.56", "12.50"], { decimal: ".", thousands: "," }],
    [["1.234,56", "12,50"], { decimal: ",", thousands: "." }],
    [["12,50"], { decimal: ",", thousands: "." }],
    [["1.234.567"], { decimal: ",", thousands: "." }],
    [["1,234,567"], { decimal: ".", thousands: "," }],
    [["1 234,56"], { decimal: ",", thousands: " " }],
    [["1'234.50"], { decimal: ".", thousands: "'" }],
    [["1,23,456.70"], { decimal: ".", thousands: "," }],
    [["1.2345"], { decimal: "." }],
    [["0.125"], { decimal: "." }],
    [["1234.567"], { decimal: "." }],
    [["R$ 1.234,56", "R$ 9,90"], { decimal: ",", symbols: ["R$"] }],
    [["1.234,56 €", "9,90€", "-3,00 EUR"], { decimal: ",", symbols: ["EUR", "€"] }],
    [["$1,234.56", "US$ 9.90"], { decimal: ".", thousands: ",", symbols: ["US$", "$"] }],
    [["1\u00a0234,56\u00a0€"], { decimal: ",", symbols: ["\u00a0", "€"] }],
  ])("%j", (values, style) => {
    expect(stylesOf([values])[0]).toMatchObject(style);
  });
});

describe("what one column leaves open", () => {
  test("the other columns decide", () => {
    expect(stylesOf([["1.234", "2.500"], ["12,50"]])[0]).toMatchObject({ decimal: ",", thousands: "." });
    expect(stylesOf([["1.234", "2.500"], ["12.50"]], semicolons)[0]).toMatchObject({ decimal: "." });
    expect(stylesOf([["1,234"], ["12.50"]])[0]).toMatchObject({ decimal: ".", thousands: "," });
  });

  test("else the delimiter does", () => {
    expect(stylesOf([["1.234"]], semicolons)[0]).toMatchObject({ decimal: ",", thousands: "." });
    expect(stylesOf([["1.234"]])[0]).toMatchObject({ decimal: ".", thousands: "" });
    expect(stylesOf([["1.234"]], { kind: "ndjson" })[0]).toMatchObject({ decimal: "." });
    expect(stylesOf([["5", "7"]], semicolons)[0]).toMatchObject({ decimal: ",", thousands: "." });
  });

  test("the mapping overrides all", () => {
    const values = [{ source: { name: "a", type: "text" } as const, values: ["12.50"] }];
    expect(detectNumberStyles(values, commas, { decimal: ",", thousands: " " })[0]).toEqual({
      decimal: ",",
      thousands: " ",
      symbols: [],
    });
  });

  test("broken values vote for nothing", () => {
    expect(stylesOf([["12.50", "31.12.2025", "1,2,3", "n/a", "(5,00)", "5,00-", "12,5%"]])[0]).toMatchObject({
      decimal: ".",
    });
  });

  test("a file's own numbers are plain", () => {
    const columns = [{ source: { name: "a", type: "decimal" } as const, values: ["1,5"] }];
    expect(detectNumberStyles(columns, { kind: "parquet" })[0]).toEqual({ decimal: ".", thousands: "", symbols: [] });
  });
});

test("amounts written by Intl in any country are read back to the cent", () => {
  const locales = fc.constantFrom("en-US", "de-DE", "es-ES", "fr-FR", "de-CH", "pt-BR", "pl-PL", "en-IN", "it-IT");
  const money = fc.constantFrom("EUR", "USD", "BRL", "GBP");
  const cents = fc.array(fc.integer({ min: 1, max: 99_999_999 }), { minLength: 3, maxLength: 20 });
  fc.assert(
    fc.property(locales, money, fc.boolean(), cents, (locale, currency, marked, amounts) => {
      const format = new Intl.NumberFormat(locale, {
        minimumFractionDigits: 2,
        useGrouping: locale !== "en-IN",
        ...(marked ? { style: "currency", currency } : {}),
      });
      const written = amounts.map((amount) => format.format(amount / 100));
      const [style] = stylesOf([written]);
      const read = written.map((text) => (style === undefined ? null : toNumber(text, style)));
      expect(read, written.join(" | ")).toEqual(amounts.map((amount) => amount / 100));
    }),
    { seed: 21, numRuns: 300 },
  );
});

test.each(["", "abc", "12 apples", "(12.00)", "12.00-", "--5", "5%", "1e5", "12:30", "1/2", "#12", "€", "1 €2"])(
  "%j is no number",
  (text) => {
    expect(readNumberText(text)).toBeNull();
  },
);

test("a number is not read in another style than its own", () => {
  const commaStyle = { decimal: ",", thousands: ".", symbols: [] } as const;
  const texts = ["1.234,56", "-1.234,56 €", "12.50", "1.23,4", "1,234.56", "1234,5", ",5"];
  expect(texts.map((text) => toNumber(text, commaStyle))).toEqual([1234.56, -1234.56, null, null, null, 1234.5, 0.5]);
});

test("marks that name one currency, and marks that do not", () => {
  expect(["€", "R$", "US$", "eur", "COP", "£"].map(currencyOf)).toEqual(["EUR", "BRL", "USD", "EUR", "COP", "GBP"]);
  expect(["$", "¥", "kr", "\u00a0", "abc", "__proto__"].map(currencyOf)).toEqual(Array.from({ length: 6 }));
});

function stylesOf(columns: readonly (readonly string[])[], format: SourceFormat = commas): NumberStyle[] {
  return detectNumberStyles(
    columns.map((values, index) => ({ source: { name: `c${index}`, type: "text" }, values })),
    format,
  );
}
