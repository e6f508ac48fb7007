import type { MeasureId } from "../../model/measures.ts";
import type { Column } from "../../model/query.ts";
import type { Cell } from "../../model/result.ts";
import type { ReportContext } from "./context.ts";
import { type Html, html } from "./html.ts";

/** What a shopkeeper asks first comes first. */
const ORDER: readonly MeasureId[] = [
  "net_sales",
  "gross_sales",
  "transactions",
  "average_order_value",
  "units",
  "average_sale",
  "pending_value",
  "cancelled_value",
  "cancellation_rate",
];

/** Letters from which a figure is set smaller, so that it keeps to one line. */
const LONG = 13;

/** The shop's key figures, each with its definition and formula to unfold. */
export function tiles(context: ReportContext): Html | null {
  const { outcome, words } = context;
  const summary = outcome.analyses.find((analysis) => analysis.id === "revenue_summary");
  if (summary?.kind !== "computed" || outcome.quality.accepted === 0) return null;
  const row = summary.table.rows[0] ?? [];
  const figures = ORDER.flatMap((id) => {
    const index = summary.table.columns.findIndex((column) => column.id === id);
    const column = summary.table.columns[index];
    return column === undefined ? [] : [tile(id, column, row[index] ?? null, context)];
  });
  return html`<section class="tiles" aria-label="${words.key_figures}">${figures}
</section>`;
}

function tile(id: MeasureId, column: Column, value: Cell, { vocabulary, format }: ReportContext): Html {
  const { label, definition, formula } = vocabulary.measure(id);
  const text = column.unit === "money" ? format.moneyCell(value) : format.cell(column.unit, value);
  return html`
<div class="tile${id === "net_sales" ? " first" : ""}"><h2>${label}</h2><p class="figure${text.length > LONG && " long"}">${text}</p>
<details class="info"><summary aria-label="${label}: ${definition}">i</summary><p>${definition}</p><p><code>${formula}</code></p></details></div>`;
}
