import type { Unit } from "../../format/format.ts";

/** How an analysis is drawn. Columns by their ids. */
export type AnalysisChart =
  /** Names down the side, longest bar first. */
  | { readonly kind: "bars"; readonly value: string; readonly unit: Unit }
  /** Times, hours or bins along the bottom, with the period before beside them. */
  | { readonly kind: "columns"; readonly value: string; readonly unit: Unit }
  /** Parts of one whole for each name. */
  | { readonly kind: "stack"; readonly values: readonly string[]; readonly unit: Unit }
  /** Two figures side by side for each name. */
  | { readonly kind: "pairs"; readonly values: readonly string[]; readonly unit: Unit }
  | { readonly kind: "heat"; readonly x: string; readonly y: string; readonly value: string; readonly unit: Unit }
  /** A share that adds up, product by product, with its classes. */
  | { readonly kind: "line"; readonly value: string; readonly unit: Unit }
  /** What gross sales are made of. */
  | { readonly kind: "parts"; readonly values: readonly string[]; readonly unit: Unit };

const bars = (value: string, unit: Unit): AnalysisChart => ({ kind: "bars", value, unit });
const columns = (value: string, unit: Unit): AnalysisChart => ({ kind: "columns", value, unit });

const CHARTS: Readonly<Record<string, AnalysisChart>> = {
  sales_by_category: bars("gross_sales", "money"),
  sales_by_payment_method: bars("gross_sales", "money"),
  sales_by_status: bars("gross_sales", "money"),
  top_products: bars("units", "quantity"),
  customer_segments: bars("gross_sales", "money"),
  sales_by_day: columns("gross_sales", "money"),
  sales_by_month: columns("gross_sales", "money"),
  sales_by_hour: columns("gross_sales", "money"),
  sales_by_weekday: columns("gross_sales", "money"),
  price_histogram: columns("transactions", "count"),
  sales_by_weekday_and_hour: { kind: "heat", x: "hour", y: "weekday", value: "gross_sales", unit: "money" },
  monthly_cohorts: { kind: "heat", x: "months_since", y: "cohort", value: "retention", unit: "ratio" },
  category_trend: { kind: "pairs", values: ["current_gross_sales", "previous_gross_sales"], unit: "money" },
  new_and_returning_customers: {
    kind: "stack",
    values: ["new_gross_sales", "returning_gross_sales"],
    unit: "money",
  },
  product_abc: { kind: "line", value: "cumulative_share", unit: "ratio" },
  revenue_summary: { kind: "parts", values: ["net_sales", "pending_value", "cancelled_value"], unit: "money" },
};

/** Null where a table says it better. */
export function chartOf(id: string): AnalysisChart | null {
  return CHARTS[id] ?? null;
}
