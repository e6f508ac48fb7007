import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFormatter } from "./format.ts";

const english = createFormatter({ language: "en", currency: "EUR", timeZone: "Europe/Madrid" });
const spanish = createFormatter({ language: "es", currency: "EUR", timeZone: "Europe/Madrid" });

/** Intl parts words and figures by spaces that do not break. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

describe("money", () => {
  it("keeps every cent of amounts that a number cannot hold", () => {
    expect(english.money("90071992547409931.55")).toBe("€90,071,992,547,409,931.55");
    expect(plain(spanish.money("90071992547409931.55"))).toBe("90.071.992.547.409.931,55 €");
    expect(english.amount("9999999999999999.99")).toBe("9,999,999,999,999,999.99");
  });

  it("keeps every digit of any amount", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }), (cents) => {
        const sign = cents < 0n ? "-" : "";
        const digits = String(cents < 0n ? -cents : cents).padStart(3, "0");
        const amount = `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
        expect(english.amount(amount).replaceAll(",", "")).toBe(amount);
        expect(spanish.amount(amount).replaceAll(".", "").replace(",", ".")).toBe(amount);
      }),
      { seed: 42 },
    );
  });

  it("groups four digits too, so that columns stand alike", () => {
    expect(spanish.amount("1234.50")).toBe("1.234,50");
    expect(spanish.count(1234)).toBe("1.234");
  });

  it("shows no cents where the currency has none, unless the amount does", () => {
    const yen = createFormatter({ language: "en", currency: "JPY" });
    expect([yen.money("1234.00"), yen.money("1234.50")]).toEqual(["¥1,234", "¥1,234.50"]);
  });

  it.each(["", "XXX", "euros", "eur;"])("shows bare amounts where the currency is %j", (currency) => {
    const format = createFormatter({ language: "en", currency });
    expect([format.currency, format.money("1125.18")]).toEqual(["", "1,125.18"]);
  });
});

describe("cell", () => {
  it("says what is missing: a dash, or words for a label", () => {
    expect([english.cell("label", null), spanish.cell("label", null)]).toEqual(["(none)", "(sin valor)"]);
    expect([english.cell("label", ""), spanish.cell("label", "")]).toEqual(["(empty)", "(vacío)"]);
    for (const unit of ["money", "count", "ratio", "id", "day", "hour"] as const) {
      expect(english.cell(unit, null)).toBe("–");
    }
  });

  it("shows ids as they are written", () => {
    expect([english.cell("id", "007"), english.cell("id", 1234), english.cell("label", "1234")]).toEqual([
      "007",
      "1234",
      "1234",
    ]);
  });

  it.each([
    ["money", "1125.18", "1,125.18", "1.125,18"],
    ["count", 12345, "12,345", "12.345"],
    ["quantity", 2.5, "2.5", "2,5"],
    ["ratio", 0.0312, "3.12%", "3,12 %"],
    ["day", "2026-11-02", "Nov 2, 2026", "2 nov 2026"],
    ["month", "2026-01", "Jan 2026", "ene 2026"],
    ["hour", 7, "07:00", "07:00"],
    ["weekday", 1, "Sunday", "domingo"],
    ["weekday", 7, "Saturday", "sábado"],
    ["time", "2026-11-22 20:13:05", "Nov 22, 2026, 20:13", "22 nov 2026, 20:13"],
    ["number", 140.9, "140.9", "140,9"],
    ["text", "A", "A", "A"],
  ] as const)("says a %s in both languages", (unit, value, inEnglish, inSpanish) => {
    expect(plain(english.cell(unit, value))).toBe(inEnglish);
    expect(plain(spanish.cell(unit, value))).toBe(inSpanish);
  });

  it("shows what it cannot understand as it stands", () => {
    expect([english.cell("day", "soon"), english.cell("money", "n/a"), english.cell("month", "13/2026")]).toEqual([
      "soon",
      "n/a",
      "13/2026",
    ]);
  });
});

describe("ratios", () => {
  it("never rounds something to nothing", () => {
    expect([english.ratio(0), english.ratio(0.000_03), english.ratio(0.000_07)]).toEqual(["0.00%", "< 0.01%", "0.01%"]);
  });

  it("signs a change", () => {
    expect([english.change(0.0833), english.change(-0.2043), english.change(0)]).toEqual([
      "+8.33%",
      "-20.43%",
      "0.00%",
    ]);
  });
});

describe("times", () => {
  it("shows an instant in the shop's zone and a wall clock as it stands", () => {
    expect(plain(english.time("2026-12-01T08:30:00.000Z"))).toBe("Dec 1, 2026, 09:30 GMT+1");
    expect(plain(english.time("2026-07-01T23:30:00Z"))).toBe("Jul 2, 2026, 01:30 GMT+2");
    expect(english.time("2026-12-01 00:00:00")).toBe("Dec 1, 2026, 00:00");
  });

  it("says sizes and durations in round units", () => {
    expect([english.bytes(999), english.bytes(1_234_567), spanish.bytes(1_234_567)].map(plain)).toEqual([
      "999 B",
      "1.2 MB",
      "1,2 MB",
    ]);
    expect([431, 2345, 59_960, 125_000].map((time) => plain(spanish.duration(time)))).toEqual([
      "431 ms",
      "2,35 s",
      "60 s",
      "2 min 5 s",
    ]);
  });
});
