import type { AnalysisId } from "../../model/analyses/catalogue.ts";
import type { Computed, ReportContext } from "./context.ts";
import { dataTable } from "./data-table.ts";
import { type Html, html } from "./html.ts";
import { measureDefinitions } from "./measure-definitions.ts";
import { notComputed } from "./not-computed.ts";
import { drawHours, drawWeek, drawWeekdays } from "./panels/clock.ts";
import { drawCohorts } from "./panels/cohorts.ts";
import { drawNewAndReturning, drawSegments } from "./panels/customers.ts";
import { drawCategories, drawLabels, drawProducts, drawStatus } from "./panels/labels.ts";
import { drawAbc, drawPrices } from "./panels/products.ts";
import { drawDays, drawMonths } from "./panels/time.ts";
import { drawTrend } from "./panels/trend.ts";

type Draw = (analysis: Computed, context: ReportContext) => Html;

interface Panel {
  /** Without one the table itself is the panel. */
  readonly draw: Draw | null;
  /** Takes the whole width of the page. */
  readonly wide?: boolean;
  /** What the drawing measures, where it is not counted in the shop's currency. */
  readonly unit: "money" | "other";
}

/** In the order an analyst reads: when, what, how paid, who. */
const PANELS: Readonly<Record<AnalysisId, Panel | null>> = {
  // The key figures at the top of the page.
  revenue_summary: null,
  sales_by_day: { draw: drawDays, wide: true, unit: "money" },
  sales_by_month: { draw: drawMonths, wide: true, unit: "money" },
  sales_by_category: { draw: drawCategories, unit: "money" },
  category_trend: { draw: drawTrend, unit: "other" },
  top_products: { draw: drawProducts, unit: "other" },
  sales_by_hour: { draw: drawHours, unit: "money" },
  sales_by_weekday: { draw: drawWeekdays, unit: "money" },
  sales_by_payment_method: { draw: drawLabels, unit: "money" },
  sales_by_status: { draw: drawStatus, unit: "money" },
  sales_by_weekday_and_hour: { draw: drawWeek, wide: true, unit: "money" },
  new_and_returning_customers: { draw: drawNewAndReturning, unit: "other" },
  customer_segments: { draw: drawSegments, unit: "money" },
  monthly_cohorts: { draw: drawCohorts, wide: true, unit: "other" },
  product_abc: { draw: drawAbc, unit: "other" },
  price_histogram: { draw: drawPrices, unit: "other" },
  summary_statistics: { draw: null, unit: "other" },
};

const ORDER = Object.keys(PANELS) as readonly AnalysisId[];

/** A panel for each analysis of the run, then those that could not be computed. */
export function panels(context: ReportContext): Html | null {
  if (context.outcome.quality.accepted === 0) return null;
  const sorted = [...context.outcome.analyses].sort((a, b) => ORDER.indexOf(a.id) - ORDER.indexOf(b.id));
  const computed = sorted.filter((analysis) => analysis.kind === "computed");
  const unavailable = sorted.filter((analysis) => analysis.kind === "unavailable");
  return html`<div class="panels">${computed.map((analysis) => panel(analysis, context))}
</div>
${notComputed(unavailable, context)}`;
}

function panel(analysis: Computed, context: ReportContext): Html | null {
  const form = PANELS[analysis.id];
  if (form === null) return null;
  const { vocabulary, format } = context;
  const unit = form.unit === "money" && format.currency !== "";
  return html`
<section class="panel${form.wide === true && " wide"}" id="${analysis.id}" aria-labelledby="${analysis.id}-title">
<h2 id="${analysis.id}-title">${vocabulary.title(analysis.id)}${unit && html` <small>(${format.currency})</small>`}</h2>
<p class="definition">${vocabulary.definition(analysis.id)}</p>
${figures(analysis, form, context)}
</section>`;
}

function figures(analysis: Computed, form: Panel, context: ReportContext): Html {
  const { words, format } = context;
  if (analysis.table.rows.length === 0) return html`<p class="note">${words.no_rows}</p>`;
  const table = dataTable(analysis, context);
  const count = format.count(analysis.table.rows.length);
  return html`${form.draw === null ? table : html`${form.draw(analysis, context)}<details><summary>${words.table({ count })}</summary>${table}</details>`}
<details><summary>${words.how}</summary>${measureDefinitions(analysis.table.columns, context)}<h3>${words.query}</h3><pre><code>${analysis.sql}</code></pre></details>`;
}
