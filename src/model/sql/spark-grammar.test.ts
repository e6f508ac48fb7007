import { SparkSQL } from "dt-sql-parser/dist/parser/spark/index.js";
import { describe, expect, test } from "vitest";
import { HOSTILE } from "../../../test/fixtures/sales.ts";
import { ANALYSIS_IDS, compileAnalysis } from "../analyses/catalogue.ts";
import { DIMENSION_IDS, type DimensionId } from "../dimensions.ts";
import { MEASURE_IDS } from "../measures.ts";
import type { WindowedQuery } from "../query.ts";
import { SALE_COLUMN_NAMES } from "../sale.ts";
import { compileQuery } from "./compile.ts";
import { duckdb } from "./duckdb.ts";
import { spark } from "./spark.ts";
import { panesSql, windowsSql } from "./windowed.ts";

const parser = new SparkSQL();
const context = {
  relation: "`sales of a ``shop```",
  columns: new Set(SALE_COLUMN_NAMES),
  status: { recognised: HOSTILE, pending: HOSTILE, cancelled: [] },
};

/** What the grammar has against a statement. */
function faults(sql: string): string[] {
  return parser.validate(sql).map(({ message, startLine, startColumn }) => `${startLine}:${startColumn} ${message}`);
}

test.each(ANALYSIS_IDS)("%s", (id) => {
  const compiled = compileAnalysis(id, context, spark);
  expect(faults(compiled.kind === "ready" ? compiled.sql : "")).toEqual([]);
  expect(compiled.kind).toBe("ready");
});

describe.each(DIMENSION_IDS.map((id) => [id]))("by %s", (dimension: DimensionId) => {
  test("all measures, filtered, ordered and limited", () => {
    const sql = compileQuery(
      {
        dimensions: [dimension],
        measures: MEASURE_IDS,
        filters: [{ dimension, values: [...HOSTILE, 7, null] }],
        period: { from: "2024-01-01", to: "2024-02-01 12:00:00" },
        order: [{ by: "net_sales", direction: "descending" }],
        limit: 10,
      },
      context,
      spark,
    );
    expect(faults(sql)).toEqual([]);
  });

  test("sliding windows", () => {
    const measures = MEASURE_IDS;
    const query: WindowedQuery = { id: "q", dimensions: [dimension], measures, sizeSeconds: 300, slideSeconds: 60 };
    const panes = panesSql(query, "event_time", context, spark);
    expect(faults(panes)).toEqual([]);
    expect(faults(windowsSql(query, `(${panes})`, spark))).toEqual([]);
  });
});

test("the check is one that fails: DuckDB's own text, a cut statement, a label that gets out", () => {
  const query = { dimensions: ["category"], measures: ["average_sale"] } as const;
  expect(faults(compileQuery(query, context, spark))).toEqual([]);
  expect(faults(compileQuery(query, context, duckdb))).not.toEqual([]);
  expect(faults(compileQuery(query, context, spark).slice(0, -30))).not.toEqual([]);
  expect(faults("SELECT count(*) FROM sales WHERE category IN ('O'Higgins')")).not.toEqual([]);
});
