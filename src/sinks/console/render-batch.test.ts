import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import {
  ALL,
  byCategory,
  byDay,
  byWeekdayAndHour,
  computed,
  monthlyCohorts,
  NINE,
  revenueSummary,
} from "../../../test/fixtures/analyses.ts";
import { anOutcome } from "../../../test/fixtures/outcome.ts";
import type { AnalysisOutcome } from "../../model/result.ts";
import { renderBatch } from "./render-batch.ts";
import { widthOf } from "./width.ts";

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

function lines(analyses: readonly AnalysisOutcome[], width = 80, language: "en" | "es" = "en"): string[] {
  return plain(renderBatch(anOutcome({ analyses }), { language, width, color: false })).split("\n");
}

describe("quality", () => {
  it("opens with the equation, the reasons in the order of the rules, and the warnings", () => {
    const text = lines([], 140).join("\n");
    expect(text).toContain("! 100,000 rows read = 99,812 accepted + 188 rejected");
    expect(text).toMatch(/✗ missing_total +27 +The total is empty.*\n✗ bad_timestamp +41 .*\n✗ duplicate_id +120 /);
    expect(text).toMatch(/Warnings .*\n.*\n! total_mismatch +12 .*\n! unknown_status +3 /);
    expect(text).toContain("Sales from Nov 1, 2026, 00:04 to Nov 30, 2026, 23:58 (Europe/Madrid)");
  });

  it("says the same in Spanish", () => {
    const text = lines([], 140, "es").join("\n");
    expect(text).toContain("! 100.000 filas leídas = 99.812 aceptadas + 188 rechazadas");
    expect(text).toContain("Ventas del 1 nov 2026, 00:04 al 30 nov 2026, 23:58 (Europe/Madrid)");
  });

  it("is brief when every row was accepted", () => {
    const quality = { read: 3, accepted: 3, rejected: 0, reasons: {}, warnings: {} };
    const text = renderBatch(anOutcome({ quality }), { language: "en", width: 80, color: false });
    expect(text.split("\n").filter((line) => line !== "")).toHaveLength(2);
    expect(text).toMatch(/^✓ 3 rows read = 3 accepted \+ 0 rejected\n/);
  });

  it.each([
    ["en", "1 row read = 1 accepted + 0 rejected"],
    ["es", "1 fila leída = 1 aceptada + 0 rechazadas"],
  ] as const)("speaks of one row as of one (%s)", (language, equation) => {
    const quality = { read: 1, accepted: 1, rejected: 0, reasons: {}, warnings: {} };
    expect(renderBatch(anOutcome({ quality }), { language, width: 80, color: false })).toContain(`✓ ${equation}\n`);
  });

  it("shows no tables when no row was accepted", () => {
    const quality = { read: 3, accepted: 0, rejected: 3, reasons: { bad_number: 3 }, warnings: {} };
    const outcome = anOutcome({ quality, span: null, analyses: ALL });
    const text = renderBatch(outcome, { language: "en", width: 80, color: false });
    expect(text).toContain("No row was accepted");
    expect(text).not.toContain("Electrónica");
  });
});

describe("tables", () => {
  it("align their figures to the cent", () => {
    const table = lines([byCategory]);
    expect(table).toContainEqual(expect.stringMatching(/^ {2}Electrónica +20,112 +31,250,118\.25 +1,553\.80 +█+$/));
    expect(table).toContainEqual(expect.stringMatching(/^ {2}\(none\) +1 +10\.00 +10\.00 +▏$/));
  });

  it("keep amounts that a number cannot hold", () => {
    const huge = computed(
      "sales_by_category",
      ["category label", "gross_sales money"],
      [["x", "90071992547409931.55"]],
    );
    expect(lines([huge]).join("\n")).toContain("90,071,992,547,409,931.55");
  });

  it("cut a long run of days from its beginning, and say where the rest is", () => {
    const table = lines([byDay]);
    const cut = table.findIndex((line) => line.includes("… 9 earlier rows in sales_by_day.parquet"));
    expect(table[cut - 1]).toMatch(/^ {2}──/);
    expect(table[cut + 1]).toContain("Nov 10, 2026");
    expect(table.filter((line) => /Nov \d+, 2026 {2}/.test(line))).toHaveLength(20);
  });

  it("cut other long tables from their end", () => {
    const rows = Array.from({ length: 31 }, (_, index) => [`P${index}`, 31 - index] as const);
    const text = lines([computed("product_abc", ["product_id id", "transactions count"], rows)]).join("\n");
    expect(text).toContain("P19");
    expect(text).not.toContain("P20");
    expect(text).toContain("… 11 more rows");
  });

  it("give the key figures one line each", () => {
    expect(lines([revenueSummary])).toContainEqual(expect.stringContaining("44,358,136.25"));
  });

  it("show the week as a grid of shades", () => {
    const grid = lines([byWeekdayAndHour]);
    const sunday = grid.find((line) => line.startsWith("  Sunday"));
    expect(sunday).toMatch(/░░░░░░░░· ░/);
    expect(grid.join("\n")).toContain("Figures in sales_by_weekday_and_hour.parquet.");
  });

  it("show cohorts as a triangle", () => {
    const text = lines([monthlyCohorts]);
    expect(text).toContainEqual(expect.stringMatching(/^ {2}Sep 2026 +7,814 +15% +12%$/));
    expect(text).toContainEqual(expect.stringMatching(/^ {2}Nov 2026 +7,231$/));
  });
});

it("says when the files give dates without a time of day", () => {
  const rows = [[2, 0, "5.00"]] as const;
  const week = computed("sales_by_weekday_and_hour", ["weekday weekday", "hour hour", "gross_sales money"], rows);
  expect(lines([week]).join("\n")).toContain("without a time of day");
});

it("explains in a line what could not be computed, and once how to mend it", () => {
  const text = lines([
    { kind: "unavailable", id: "top_products", missing: ["product_id"] },
    { kind: "unavailable", id: "sales_by_status", missing: ["status"] },
  ]).join("\n");
  expect(text).toMatch(/! .*needs product_id, which no column is mapped to\n! .*needs status, /);
  expect(text).toContain("columns: {product_id: COLUMN, status: COLUMN}");
});

describe("the terminal", () => {
  it.each([60, 80, 100, 140, 200])("is never wider than its %i columns", (width) => {
    const missing: AnalysisOutcome = { kind: "unavailable", id: "top_products", missing: ["product_id"] };
    for (const language of ["en", "es"] as const) {
      const wide = lines([...ALL, missing], width, language).filter((line) => widthOf(line) > width);
      expect(wide).toEqual([]);
    }
  });

  it("gets colour only when asked, and the same words either way", () => {
    const outcome = anOutcome({ analyses: NINE });
    const bare = renderBatch(outcome, { language: "es", width: 100, color: false });
    const coloured = renderBatch(outcome, { language: "es", width: 100, color: true });
    expect(bare).not.toContain("\u001b");
    expect(coloured).toContain("\u001b[1m");
    expect(stripVTControlCharacters(coloured)).toBe(bare);
  });

  it("obeys nothing that came from data", () => {
    const evil = "\u001b]0;owned\u0007\u202e\u009b2J\nline";
    const category = computed("sales_by_category", ["category label", "gross_sales money"], [[evil, "1.00"]]);
    const outcome = anOutcome({ analyses: [category], outputs: [{ path: `${evil}.csv`, rows: 1, bytes: 1 }] });
    const text = renderBatch(outcome, { language: "en", width: 140, color: false });
    expect(text).toContain("\\x1b]0;owned\\x07\\u202e\\x9b2J\\nline");
    for (const control of ["\u001b", "\u0007", "\u009b", "\u202e"]) expect(text).not.toContain(control);
  });
});
