import { cellReader } from "../../view/pivot.ts";
import { columnChart } from "../charts/columns.ts";
import { curveChart } from "../charts/curve.ts";
import type { Computed, ReportContext } from "../context.ts";
import { type Html, html } from "../html.ts";
import { caption } from "./figures.ts";

/** The Pareto curve, with the classes as bands under it. */
export function drawAbc({ id, table }: Computed, { format, vocabulary, words }: ReportContext): Html {
  const cell = cellReader(table);
  const count = table.rows.length;
  const points = table.rows.map((row, index) => ({
    x: (index + 1) / count,
    y: Number(cell(row, "cumulative_share") ?? 0),
  }));
  const ends = new Map(table.rows.map((row, index) => [String(cell(row, "class")), index + 1]));
  let before = 0;
  const classes = [...ends].map(([label, end]) => {
    const first = before;
    before = end;
    const sales = (points[end - 1]?.y ?? 0) - (points[first - 1]?.y ?? 0);
    const title = words.abc_class({
      name: label,
      products: format.count(end - first),
      share: format.percent((end - first) / count),
      sales: format.percent(sales),
    });
    return { until: end / count, name: label, title };
  });
  const chart = curveChart({ caption: vocabulary.title(id), points, classes, tick: format.percent });
  return html`<ul class="classes">${classes.map((entry, index) => html`<li><i class="b${index}"></i> ${entry.title}</li>`)}</ul>${chart}<p class="note">${words.abc_axis}</p>`;
}

/** How many sales fell into each band of prices. */
export function drawPrices(analysis: Computed, context: ReportContext): Html {
  const { table } = analysis;
  const { format, words } = context;
  const cell = cellReader(table);
  const columns = table.rows.map((row) => {
    const value = Number(cell(row, "transactions") ?? 0);
    const key = words.from_to({
      from: format.moneyCell(cell(row, "bin_from")),
      to: format.moneyCell(cell(row, "bin_to")),
    });
    return {
      label: format.short(Number(cell(row, "bin_from") ?? 0)),
      title: words.value_of({ key, value: words.transactions({ count: format.count(value) }) }),
      value,
      values: [value],
    };
  });
  return columnChart({
    caption: caption(analysis.id, columns, context),
    columns,
    tick: (value) => format.short(value),
    gap: 0.04,
  });
}
