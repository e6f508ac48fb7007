import { cellReader, DAY_HOURS, onlyMidnight, pivot, WEEK } from "../../view/pivot.ts";
import { columnChart } from "../charts/columns.ts";
import { heatTable } from "../charts/heat.ts";
import type { Computed, ReportContext } from "../context.ts";
import { type Html, html } from "../html.ts";
import { caption, moneyTick } from "./figures.ts";

export function drawHours(analysis: Computed, context: ReportContext): Html {
  const { format, words } = context;
  if (onlyMidnight(analysis.table)) return html`<p class="note">${words.no_times}</p>`;
  return drawParts(analysis, "hour", DAY_HOURS, (hour) => String(hour).padStart(2, "0"), format.hour, context);
}

export function drawWeekdays(analysis: Computed, context: ReportContext): Html {
  const { format } = context;
  return drawParts(analysis, "weekday", WEEK, format.weekdayShort, format.weekday, context);
}

function drawParts(
  analysis: Computed,
  keyId: string,
  keys: readonly number[],
  short: (key: number) => string,
  long: (key: number) => string,
  context: ReportContext,
): Html {
  const { format, words } = context;
  const cell = cellReader(analysis.table);
  const sold = new Map(analysis.table.rows.map((row) => [cell(row, keyId), cell(row, "gross_sales")]));
  const columns = keys.map((part) => {
    const amount = String(sold.get(part) ?? "0.00");
    const title = words.value_of({ key: long(part), value: format.money(amount) });
    return { label: short(part), title, value: Number(amount), values: [Number(amount)] };
  });
  return columnChart({ caption: caption(analysis.id, columns, context), columns, tick: moneyTick(context) });
}

/** One unit for the whole grid, so that its cells can be compared without reading a word in each. */
const POWERS = [
  { power: 1e6, unit: "millions" },
  { power: 1e3, unit: "thousands" },
  { power: 1, unit: "ones" },
] as const;

export function drawWeek(analysis: Computed, context: ReportContext): Html {
  const { format, vocabulary, words } = context;
  if (onlyMidnight(analysis.table)) return html`<p class="note">${words.no_times}</p>`;
  const cell = cellReader(analysis.table);
  const grid = pivot(analysis.table, "weekday", "hour", { rows: WEEK, columns: DAY_HOURS });
  const rows = WEEK.map((weekday) => ({
    label: format.weekdayShort(weekday),
    cells: DAY_HOURS.map((hour) => {
      const row = grid.at(weekday, hour);
      const amount = String((row && cell(row, "gross_sales")) ?? "0.00");
      const key = `${format.weekday(weekday)} ${format.hour(hour)}`;
      return {
        value: Number(amount),
        title: words.value_of({ key, value: format.money(amount) }),
      };
    }),
  }));
  const most = Math.max(...rows.flatMap((row) => row.cells.map((cell) => cell.value)));
  const { power, unit } = POWERS.find((candidate) => most >= candidate.power * 10) ?? POWERS[2];
  const scaled = (value: number) => format.count(Math.round(value / power));
  const chart = heatTable({
    caption: vocabulary.title(analysis.id),
    corner: "",
    columns: DAY_HOURS.map((hour) => String(hour).padStart(2, "0")),
    rows: rows.map((row) => ({ ...row, cells: row.cells.map((cell) => ({ ...cell, text: scaled(cell.value) })) })),
    legend: { least: scaled(0), most: scaled(most) },
  });
  return html`${chart}${unit !== "ones" && html`<p class="note">${words.in_units[unit]}</p>`}`;
}
