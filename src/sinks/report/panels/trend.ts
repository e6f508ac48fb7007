import { cellReader } from "../../view/pivot.ts";
import { type Bar, barList } from "../charts/bars.ts";
import type { Computed, ReportContext } from "../context.ts";
import type { Html } from "../html.ts";
import { categorySeries } from "./labels.ts";

const MOST_BARS = 20;

/** How each category changed against the period before, growth to the right and loss to the left. */
export function drawTrend({ id, table }: Computed, context: ReportContext): Html {
  const { format, vocabulary, words } = context;
  const series = categorySeries(context);
  const cell = cellReader(table);
  const bars = table.rows.slice(0, MOST_BARS).map((row): Bar => {
    const label = cell(row, "category");
    const ratio = cell(row, "change");
    return {
      label: format.cell("label", label),
      value: Number(ratio ?? 0),
      text: ratio === null ? words.no_change : `${arrow(Number(ratio))} ${format.change(Number(ratio))}`,
      note: words.change({
        previous: format.moneyCell(cell(row, "previous_gross_sales")),
        current: format.moneyCell(cell(row, "current_gross_sales")),
      }),
      series: series(label),
    };
  });
  return barList(vocabulary.title(id), bars);
}

function arrow(change: number): string {
  if (change === 0) return "=";
  return change > 0 ? "▲" : "▼";
}
