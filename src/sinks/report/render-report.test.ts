import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  ALL,
  byDay,
  computed,
  monthlyCohorts,
  NINE,
  productAbc,
  revenueSummary,
} from "../../../test/fixtures/analyses.ts";
import { anOutcome } from "../../../test/fixtures/outcome.ts";
import type { Language } from "../../i18n/language.ts";
import type { BatchOutcome } from "../../model/batch-outcome.ts";
import type { AnalysisOutcome } from "../../model/result.ts";
import { renderReport } from "./render-report.ts";

const languages: readonly Language[] = ["en", "es"];

function render(changes: Partial<BatchOutcome>, language: Language = "en"): string {
  return renderReport(anOutcome(changes), language).replaceAll(/[\u00a0\u202f]/g, " ");
}

function panel(page: string, id: string): string {
  return new RegExp(`<section[^>]* id="${id}"[\\s\\S]*?</section>`).exec(page)?.[0] ?? "";
}

/** Tags that are opened and not closed in their turn, or the other way round. */
function unbalanced(page: string): string[] {
  const empty = new Set(["meta", "link", "br", "hr", "!doctype"]);
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, slash, name = "", self] of page
    .replace(/<style>[\s\S]*?<\/style>/, "")
    .matchAll(/<(\/?)([!a-z][a-z0-9]*)[^>]*?(\/?)>/gi)) {
    if (empty.has(name) || self === "/") continue;
    if (slash === "") open.push(name);
    else if (open.pop() !== name) wrong.push(name);
  }
  return [...wrong, ...open];
}

describe.each(languages)("a report in %s", (language) => {
  const page = render({ analyses: ALL }, language);

  it("is one well-formed page in that language", () => {
    expect(page).toMatch(new RegExp(`^<!doctype html>\n<html lang="${language}">`));
    expect(unbalanced(page)).toEqual([]);
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("needs no network and runs no code", () => {
    expect(page).not.toMatch(/<script|<iframe|<img|<object|@import|\son\w+=|\sstyle=|javascript:/i);
    expect([...page.matchAll(/\s(?:src|href|action)="([^"]*)"/g)].map((match) => match[1])).toEqual([
      "data:,",
      "#figures",
    ]);
    expect(page).not.toMatch(/https?:\/\//);
  });

  it("allows the browser its own style sheet and nothing else", () => {
    const css = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? "";
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
    expect(policy).toContain("default-src &#39;none&#39;");
    expect(policy).toContain(`sha256-${createHash("sha256").update(css).digest("base64")}`);
  });

  it("draws every analysis, with its table behind it", () => {
    for (const { id } of ALL) {
      if (id === "revenue_summary") continue;
      const found = panel(page, id);
      expect(found, id).toMatch(/<table/);
      expect(found, id).toContain("SELECT * FROM sales");
      if (id !== "summary_statistics") expect(found, id).toMatch(/class="(chart|bars|heat)/);
    }
  });

  it("shows only what was computed", () => {
    const plain = render({ analyses: NINE }, language);
    expect(panel(plain, "sales_by_day")).not.toBe("");
    expect(panel(plain, "monthly_cohorts")).toBe("");
  });
});

describe("figures", () => {
  it("are exact to the cent, however large", () => {
    const analyses = [
      computed("revenue_summary", ["gross_sales money"], [["90071992547409931.55"]]),
      computed(
        "sales_by_category",
        ["category label", "transactions count", "gross_sales money"],
        [["x", 1, "90071992547409931.55"]],
      ),
    ];
    const page = render({ analyses });
    expect(page.split("€90,071,992,547,409,931.55")).toHaveLength(3);
    expect(page).toContain(">90,071,992,547,409,931.55</td>");
  });

  it("stand in tiles, each with its formula", () => {
    const page = render({ analyses: [revenueSummary] });
    expect(page).toContain(">€44,358,136.25</p>");
    expect(page).toContain(">5.00%</p>");
    expect(page.match(/class="tile[ "]/g)).toHaveLength(9);
    expect(page.match(/<details class="info">[\s\S]*?<code>[^<]+<\/code>/g)).toHaveLength(9);
  });

  it("carry their currency in the head, or none where the shop states none", () => {
    const shop = { ...anOutcome().shop, currency: "" };
    expect(panel(render({ analyses: [byDay] }), "sales_by_day")).toMatch(/ \(EUR\)<\/th>/);
    expect(panel(render({ analyses: [byDay], shop }), "sales_by_day")).not.toMatch(/EUR|€/);
  });

  it("count a day without sales as zero in the drawing, and leave it out of the table", () => {
    const found = panel(render({ analyses: [byDay] }), "sales_by_day");
    expect(found).toContain(">Tue Nov 17, 2026: €0.00</text>");
    expect(found.match(/<th scope="row"/g)).toHaveLength(29);
  });

  it("of one status are told by a shape and a word", () => {
    const found = panel(render({ analyses: NINE }), "sales_by_status");
    const rows = [...found.matchAll(/<b class="shape" aria-hidden="true">(.)<\/b> (\w+)/gu)].map(([, mark, word]) => [
      mark,
      word,
    ]);
    expect(rows).toEqual([
      ["●", "Completada"],
      ["◐", "Pendiente"],
      ["✕", "Cancelada"],
      ["?", "Devuelta"],
    ]);
  });

  it("of cohorts shade the months after the first", () => {
    const found = panel(render({ analyses: [monthlyCohorts] }), "monthly_cohorts");
    expect(found).toContain("1,155 of 7,814");
    expect(found.match(/<td class="none"/g)).toHaveLength(3);
  });

  it("of an ABC analysis add up by class", () => {
    const found = panel(render({ analyses: [productAbc] }), "product_abc");
    expect(found).toContain("A: 2 products (40%) make 85% of sales");
    expect(found).toContain("C: 2 products (40%) make 4% of sales");
  });
});

describe("quality", () => {
  it("is an equation, a bar and the reasons", () => {
    const page = render({});
    expect(page).toMatch(
      /<b>100,000<\/b> read <span>=<\/span> <b>99,812<\/b> accepted <span>\+<\/span> <b>188<\/b> rejected/,
    );
    expect(page).toContain('<rect class="mark accepted" width="99.812%"');
    for (const id of ["missing_total", "bad_timestamp", "duplicate_id", "total_mismatch", "unknown_status"]) {
      expect(page).toContain(`<code>${id}</code>`);
    }
  });

  it("has a page even when no row was accepted", () => {
    const quality = { read: 2, accepted: 0, rejected: 2, reasons: { bad_number: 2 }, warnings: {} };
    const page = render({ quality, span: null, analyses: ALL });
    expect(page).toContain("No row was accepted");
    expect(page).not.toContain('id="sales_by_day"');
    expect(unbalanced(page)).toEqual([]);
  });
});

it("says what an analysis lacks and how to map it", () => {
  const analyses: AnalysisOutcome[] = [
    { kind: "unavailable", id: "top_products", missing: ["product_id"] },
    { kind: "unavailable", id: "sales_by_status", missing: ["status"] },
    { kind: "unavailable", id: "product_abc", missing: ["product_id"] },
  ];
  const page = render({ analyses }, "es");
  expect(page.match(/<li id="\w+"><b>/g)).toHaveLength(3);
  expect(page).toContain("columns: {product_id: COLUMNA, status: COLUMNA}");
});

it("draws no rhythm of the day where the files give dates only", () => {
  const analyses = [computed("sales_by_hour", ["hour hour", "gross_sales money"], [[0, "5.00"]])];
  const found = panel(render({ analyses }), "sales_by_hour");
  expect(found).toContain("without a time of day");
  expect(found).not.toContain('class="chart"');
});

it("cuts a very long table and names the file that has all of it", () => {
  const rows = Array.from({ length: 700 }, (_, index) => [`P${index}`, "1.00", 0.001, index / 700, "A"] as const);
  const analyses = [
    computed(
      "product_abc",
      ["product_id id", "gross_sales money", "share_of_sales ratio", "cumulative_share ratio", "class text"],
      rows,
    ),
  ];
  const found = panel(render({ analyses }), "product_abc");
  expect(found.match(/<th scope="row"/g)).toHaveLength(500);
  expect(found).toMatch(/200 more rows are not shown here, but are in \w+\.parquet/);
});

it("lets nothing from the data become markup", () => {
  const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>'\u202e`;
  const analyses = ALL.map((analysis) => ({
    ...analysis,
    sql: `SELECT '${evil}'`,
    table: {
      ...analysis.table,
      rows: analysis.table.rows.map((row) =>
        row.map((cell, index) => {
          const unit = analysis.table.columns[index]?.unit;
          return unit === "label" || unit === "id" || unit === "text" ? evil : cell;
        }),
      ),
    },
  }));
  const shop = { ...anOutcome().shop, currency: evil };
  const file = { path: evil, rows: 1, bytes: 1, sha256: evil };
  const page = render({ analyses, shop, inputs: [file], outputs: [file], phases: { [evil]: 1 }, vitrina: evil });
  expect(page).not.toMatch(/<script|<img|\u202e/);
  expect(unbalanced(page)).toEqual([]);
  expect(page.split("&lt;script&gt;").length).toBeGreaterThan(20);
});

it("names its sources by their bytes", () => {
  const page = render({});
  expect(page).toContain(`SHA-256 ${"9f86d081884c7d65".repeat(4)}`);
  expect(page).toContain("Vitrina 0.1.0, DuckDB v1.5.5");
  expect(page).toContain("Dec 1, 2026, 09:30 GMT+1");
});
