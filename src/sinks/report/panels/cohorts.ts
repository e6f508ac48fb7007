import { cellReader, pivot } from "../../view/pivot.ts";
import { heatTable } from "../charts/heat.ts";
import type { Computed, ReportContext } from "../context.ts";
import { type Html, html } from "../html.ts";

/** What can be drawn so that it can be read; the table below has the rest. */
const MOST_COHORTS = 24;
const MOST_MONTHS = 24;

/**
 * The triangle of retention: a cohort a row, a month since its first purchase a column. Month 0 is always the whole
 * cohort, so it gives the number of customers instead and takes no part in the shading.
 */
export function drawCohorts({ table }: Computed, { format, words }: ReportContext): Html {
  const cell = cellReader(table);
  const all = pivot(table, "cohort", "months_since");
  const months = all.columns
    .map(Number)
    .sort((a, b) => a - b)
    .filter((month) => month > 0);
  const shownMonths = months.slice(0, MOST_MONTHS);
  const shownCohorts = all.rows.slice(-MOST_COHORTS);
  const rows = shownCohorts.map((cohort) => {
    const name = format.month(String(cohort));
    const start = all.at(cohort, 0);
    const customers = format.cell("count", start === undefined ? null : cell(start, "cohort_customers"));
    const cells = shownMonths.map((month) => {
      const row = all.at(cohort, month);
      if (row === undefined) return { value: null, text: "", title: "" };
      const share = Number(cell(row, "retention") ?? 0);
      return {
        value: share,
        text: format.percent(share),
        title: words.cohort_cell({
          cohort: name,
          months: format.count(month),
          active: format.cell("count", cell(row, "active_customers")),
          customers,
          share: format.ratio(share),
        }),
      };
    });
    return { label: name, note: customers, cells };
  });
  const most = Math.max(0, ...rows.flatMap((row) => row.cells.map((cell) => cell.value ?? 0)));
  const cut = shownMonths.length < months.length || shownCohorts.length < all.rows.length;
  return html`${heatTable({
    caption: words.cohort_axis,
    corner: words.cohort,
    noteHead: words.cohort_customers,
    columns: shownMonths.map((month) => format.count(month)),
    rows,
    legend: { least: format.percent(0), most: format.percent(most) },
  })}<p class="note">${words.cohort_axis}.${
    cut &&
    ` ${words.cohorts_shown({ cohorts: format.count(shownCohorts.length), months: format.count(shownMonths.length) })}`
  }</p>`;
}
