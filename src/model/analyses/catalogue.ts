import { readFileSync } from "node:fs";
import type { MeasureId } from "../measures.ts";
import { type Column, type MetricContext, missingColumns, type Order, type Query, queryColumns } from "../query.ts";
import type { SaleColumn } from "../sale.ts";
import { compileQuery } from "../sql/compile.ts";
import type { Dialect } from "../sql/dialect.ts";
import { fillTemplate, parseTemplate, type SqlTemplate } from "../sql/template.ts";

/** Dimensions + measures + order, or, where that is not enough, one `.sql` file of the same name beside this one. */
export type Analysis = { readonly kind: "query"; readonly query: Query } | { readonly kind: "sql" };

const PER_KEY: readonly MeasureId[] = ["transactions", "gross_sales", "average_sale"];

export const ANALYSES = {
  summary_statistics: { kind: "sql" },
  sales_by_category: by("category", [descending("gross_sales")]),
  sales_by_payment_method: by("payment_method", [descending("transactions")]),
  top_products: {
    kind: "query",
    query: {
      dimensions: ["product_id"],
      measures: ["transactions", "units", "gross_sales"],
      order: [descending("units"), descending("gross_sales")],
      limit: 10,
    },
  },
  sales_by_day: by("day"),
  sales_by_hour: by("hour"),
  sales_by_weekday: by("weekday"),
  sales_by_status: by("status", [descending("transactions")]),
  revenue_summary: {
    kind: "query",
    query: {
      dimensions: [],
      measures: [
        "transactions",
        "units",
        "gross_sales",
        "net_sales",
        "pending_value",
        "cancelled_value",
        "average_sale",
        "average_order_value",
        "cancellation_rate",
      ],
    },
  },
  sales_by_month: by("month"),
  sales_by_weekday_and_hour: { kind: "query", query: { dimensions: ["weekday", "hour"], measures: PER_KEY } },
  category_trend: { kind: "sql" },
  new_and_returning_customers: { kind: "sql" },
  customer_segments: { kind: "sql" },
  monthly_cohorts: { kind: "sql" },
  product_abc: { kind: "sql" },
  price_histogram: { kind: "sql" },
} as const satisfies Record<string, Analysis>;

export type AnalysisId = keyof typeof ANALYSES;
export const ANALYSIS_IDS = Object.keys(ANALYSES) as readonly AnalysisId[];

/** What a plain batch computes. */
export const DEFAULT_ANALYSES: readonly AnalysisId[] = ANALYSIS_IDS.slice(0, 9);

export function isAnalysis(id: string): id is AnalysisId {
  return Object.hasOwn(ANALYSES, id);
}

export type CompiledAnalysis =
  | { readonly kind: "ready"; readonly id: AnalysisId; readonly sql: string; readonly columns: readonly Column[] }
  | { readonly kind: "unavailable"; readonly id: AnalysisId; readonly missing: readonly SaleColumn[] };

/** An analysis as SQL for the data at hand, or the sale columns it would need. */
export function compileAnalysis(id: AnalysisId, context: MetricContext, dialect: Dialect): CompiledAnalysis {
  const analysis: Analysis = ANALYSES[id];
  if (analysis.kind === "query") {
    return compileQueryAnalysis(id, analysis.query, context, dialect);
  }
  const template = readTemplate(id);
  const missing = template.requires.filter((column) => !context.columns.has(column));
  return missing.length > 0
    ? { kind: "unavailable", id, missing }
    : { kind: "ready", id, sql: fillTemplate(template, context, dialect), columns: template.columns };
}

function compileQueryAnalysis(
  id: AnalysisId,
  query: Query,
  context: MetricContext,
  dialect: Dialect,
): CompiledAnalysis {
  const missing = missingColumns(query, context.columns);
  return missing.length > 0
    ? { kind: "unavailable", id, missing }
    : { kind: "ready", id, sql: compileQuery(query, context, dialect), columns: queryColumns(query) };
}

function readTemplate(id: AnalysisId): SqlTemplate {
  const file = new URL(`${id}.sql`, import.meta.url);
  return parseTemplate(readFileSync(file, "utf8"), `${id}.sql`);
}

function by(dimension: Query["dimensions"][number], order: readonly Order[] = []): Analysis & { kind: "query" } {
  return { kind: "query", query: { dimensions: [dimension], measures: PER_KEY, order } };
}

function descending(measure: MeasureId): Order {
  return { by: measure, direction: "descending" };
}
