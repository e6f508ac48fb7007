import { describe, expect, it } from "vitest";
import { createFormat } from "./format.ts";

const english = createFormat({ language: "en", currency: "EUR", timeZone: "Europe/Madrid" });
const spanish = createFormat({ language: "es", currency: "EUR", timeZone: "Europe/Madrid" });
const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("format", () => {
  it("keeps every digit of money, also beyond what a number holds", () => {
    expect(english.money("12345678901234567.89")).toBe("€12,345,678,901,234,567.89");
    expect(plain(spanish.money("1125.18"))).toBe("1.125,18 €");
  });

  it("writes changes with their sign, a real minus among them", () => {
    expect([english.change(0.0312), english.change(-0.2), english.change(0)]).toEqual(["+3.1%", "−20.0%", "0.0%"]);
    expect(plain(spanish.moneyChange("-5.00"))).toBe("−5,00 €");
  });

  it("writes a wall clock as it stands and an instant on the shop's clock", () => {
    expect(english.shopTime("2026-03-31 23:59:58")).toBe("31 Mar 2026, 23:59:58");
    expect(english.shopTime("2026-03-31T22:30:00Z")).toBe("1 Apr 2026, 00:30:00");
    expect(english.clock("2026-01-15T22:30:00Z")).toBe("23:30");
  });

  it("names weekdays as the API counts them, Sunday first", () => {
    expect([english.weekday(1), english.weekday(7), spanish.weekday(2)]).toEqual(["Sunday", "Saturday", "lunes"]);
  });

  it("says durations in the largest unit that fits", () => {
    expect([0.42, 12.9, 61, 7300, 200_000].map((value) => plain(english.duration(value)))).toEqual([
      "0.4 s",
      "12 s",
      "1 min",
      "2 h",
      "2 d",
    ]);
  });

  it("has words for a missing label and a dash for a missing figure", () => {
    expect([spanish.cell("label", null), spanish.cell("label", ""), spanish.cell("money", null)]).toEqual([
      "(sin valor)",
      "(vacío)",
      "–",
    ]);
  });

  it("goes on where currency or zone are unknown", () => {
    const unknown = createFormat({ language: "en", currency: "", timeZone: "Nowhere/Land" });
    expect(unknown.money("5.00")).toBe("5.00");
    expect(unknown.clock("2026-01-15T22:30:00Z")).toBe("22:30");
  });
});
