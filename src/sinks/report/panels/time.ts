import { everyDay, everyMonth } from "../../view/calendar.ts";
import { cellReader } from "../../view/pivot.ts";
import { areaChart } from "../charts/area.ts";
import { columnChart } from "../charts/columns.ts";
import type { Computed, ReportContext } from "../context.ts";
import { type Html, html } from "../html.ts";
import { caption, moneyTick } from "./figures.ts";

/** Days in the moving average, a week; drawn once there are enough to smooth. */
const WEEK = 7;
const FEWEST_AVERAGED = 21;
/** From this many on, single days are too close to be told apart, and months are the marks of the axis. */
const FEWEST_DENSE = 150;
/** Every week, two weeks, four weeks. */
const DAY_STEPS = [1, 2, 7, 14, 28, 56, 112] as const;
/** Below this a line has nothing to run through. */
const FEWEST_FOR_LINE = 8;

export function drawDays(analysis: Computed, context: ReportContext): Html {
  const { format, words } = context;
  const days = over(analysis, "day", everyDay, context);
  const dense = days.length >= FEWEST_DENSE;
  const points = days.map(({ key, value, text }) => ({
    label: dense ? (key.endsWith("-01") ? format.month(key.slice(0, 7)) : "") : format.dayShort(key),
    title: words.value_of({ key: `${format.weekdayShort(weekdayOf(key))} ${format.day(key)}`, value: text }),
    value,
  }));
  const options = { caption: caption(analysis.id, points, context), tick: moneyTick(context) };
  if (points.length < FEWEST_FOR_LINE) {
    return columnChart({ ...options, columns: points.map((point) => ({ ...point, values: [point.value] })) });
  }
  if (points.length < FEWEST_AVERAGED) return areaChart({ ...options, points });
  const chart = areaChart({ ...options, points, average: WEEK, dense, ...(dense ? {} : { steps: DAY_STEPS }) });
  const note = dense ? words.average_bold({ count: WEEK }) : words.average_dashed({ count: WEEK });
  return html`${chart}<p class="note">${note}</p>`;
}

export function drawMonths(analysis: Computed, context: ReportContext): Html {
  const { format, words } = context;
  const columns = over(analysis, "month", everyMonth, context).map(({ key, value, text }) => ({
    label: format.month(key),
    title: words.value_of({ key: format.month(key), value: text }),
    value,
    values: [value],
  }));
  return columnChart({ caption: caption(analysis.id, columns, context), columns, tick: moneyTick(context) });
}

/** Gross sales along an unbroken calendar; where nothing was sold it is zero, not left out. */
function over(
  { table }: Computed,
  keyId: string,
  calendar: (keys: readonly string[]) => readonly string[],
  { format }: ReportContext,
): { key: string; value: number; text: string }[] {
  const cell = cellReader(table);
  const sold = new Map(table.rows.map((row) => [String(cell(row, keyId)), String(cell(row, "gross_sales") ?? "0.00")]));
  return calendar([...sold.keys()]).map((name) => {
    const amount = sold.get(name) ?? "0.00";
    return { key: name, value: Number(amount), text: format.money(amount) };
  });
}

/** 1 = Sunday. */
function weekdayOf(day: string): number {
  return new Date(day).getUTCDay() + 1;
}
