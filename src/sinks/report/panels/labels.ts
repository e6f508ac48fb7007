import type { Cell } from "../../../model/result.ts";
import type { StatusClass } from "../../../model/sale.ts";
import { cellReader } from "../../view/pivot.ts";
import { type Bar, barList } from "../charts/bars.ts";
import type { Computed, ReportContext } from "../context.ts";
import { type Html, html } from "../html.ts";

/** More bars than this are a table. */
const MOST_BARS = 20;
/** Colours in the palette; further keys are grey. */
const COLOURS = 8;

export function drawCategories(analysis: Computed, context: ReportContext): Html {
  const series = categorySeries(context);
  return drawLabels(analysis, context, (label) => ({ series: series(label) }));
}

export function drawLabels(
  analysis: Computed,
  context: ReportContext,
  dress: (label: Cell) => Pick<Bar, "series" | "more"> & { before?: Html } = () => ({}),
): Html {
  const { table } = analysis;
  const { format, vocabulary, words } = context;
  const cell = cellReader(table);
  const unit = table.columns[0]?.unit ?? "label";
  const bars = table.rows.slice(0, MOST_BARS).map((row): Bar => {
    const label = row[0] ?? null;
    const { before, ...look } = dress(label);
    const amount = String(cell(row, "gross_sales") ?? "0.00");
    return {
      ...look,
      label: html`${before ?? null}${format.cell(unit, label)}`,
      value: Number(amount),
      text: format.money(amount),
      note: words.transactions({ count: format.cell("count", cell(row, "transactions")) }),
    };
  });
  return barList(vocabulary.title(analysis.id), bars);
}

/** Best sellers are ranked by units, so units are what the bars show. */
export function drawProducts({ id, table }: Computed, { format, vocabulary, words }: ReportContext): Html {
  const cell = cellReader(table);
  const bars = table.rows.slice(0, MOST_BARS).map(
    (row): Bar => ({
      label: format.cell("label", row[0] ?? null),
      value: Number(cell(row, "units") ?? 0),
      text: words.units({ count: format.cell("quantity", cell(row, "units")) }),
      note: format.moneyCell(cell(row, "gross_sales")),
    }),
  );
  return barList(vocabulary.title(id), bars);
}

/** A status is told by its shape and its word as well as by its colour. */
export function drawStatus(analysis: Computed, context: ReportContext): Html {
  const { outcome, words } = context;
  const classes: readonly StatusClass[] = ["recognised", "pending", "cancelled"];
  return drawLabels(analysis, context, (label) => {
    const found = classes.find((name) => outcome.shop.status[name].includes(String(label))) ?? "unknown";
    return {
      series: found,
      before: html`<b class="shape" aria-hidden="true">${SHAPES[found]}</b> `,
      more: words.status[found],
    };
  });
}

const SHAPES: Readonly<Record<StatusClass | "unknown", string>> = {
  recognised: "●",
  pending: "◐",
  cancelled: "✕",
  unknown: "?",
};

/** A category keeps its colour in every chart of the report: colours go by the order of the names, not of the figures. */
export function categorySeries({ outcome }: ReportContext): (label: Cell) => string {
  const names = new Set<string>();
  for (const analysis of outcome.analyses) {
    if (analysis.kind !== "computed") continue;
    const index = analysis.table.columns.findIndex((column) => column.id === "category");
    if (index < 0) continue;
    for (const row of analysis.table.rows) if (row[index] != null) names.add(String(row[index]));
  }
  const order = [...names].sort();
  return (label) => {
    const index = label === null ? -1 : order.indexOf(String(label));
    return index >= 0 && index < COLOURS ? `s${index}` : "rest";
  };
}
