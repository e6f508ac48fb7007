import type { Today } from "../../../src/server/api/today.ts";
import type { Format } from "../../format/format.ts";
import { escapeHtml, tooltip, valueAxis } from "../../parts/chart-axes.ts";
import type { ChartLook } from "../../parts/chart-look.ts";

interface DayOptionGiven {
  readonly look: ChartLook;
  readonly format: Format;
  readonly today: Today;
  readonly names: Readonly<Record<"today" | "yesterday" | "weekday", string>>;
}

type Point = readonly [hour: number, sum: number];

/** Net sales of the day as they add up: today until now, the other days to their end. */
export function dayOption({ look, format, today, names }: DayOptionGiven) {
  const now = hoursOf(today.shop_now);
  const line = (id: string, name: string, data: readonly Point[], style: object) => ({
    id,
    name,
    type: "line",
    data,
    showSymbol: false,
    silent: true,
    lineStyle: { width: 1.5, color: look.inkSoft, ...style },
    itemStyle: { color: look.inkSoft },
  });
  return {
    xAxis: {
      type: "value",
      min: 0,
      max: 24,
      interval: 6,
      axisLine: { lineStyle: { color: look.line } },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: { color: look.inkSoft, formatter: (hour: number) => format.hour(hour) },
    },
    yAxis: { ...valueAxis(look, format.moneyShort), axisLine: { show: false }, axisTick: { show: false } },
    tooltip: {
      ...tooltip(look, (given: readonly { readonly seriesName: string; readonly value: Point }[]) => tip(given)),
      axisPointer: { type: "line", lineStyle: { color: look.line } },
    },
    series: [
      line("weekday", names.weekday, added(today.same_weekday.hours), { type: [3, 3] }),
      line("yesterday", names.yesterday, added(today.yesterday.hours), {}),
      {
        ...line("today", names.today, added(today.today.hours, now), { width: 2.5, color: look.accent }),
        areaStyle: { color: look.accent, opacity: 0.12 },
        itemStyle: { color: look.accent },
      },
    ],
  };

  function tip(given: readonly { readonly seriesName: string; readonly value: Point }[]): string {
    const hour = given[0]?.value[0] ?? 0;
    const rows = given.map(
      ({ seriesName, value }) =>
        `<tr><td>${escapeHtml(seriesName)}</td><td style="text-align:right;padding-left:16px">${escapeHtml(format.money(value[1].toFixed(2)))}</td></tr>`,
    );
    return `${clockOf(hour)}<table>${rows.join("")}</table>`;
  }
}

/** Sums at the end of each hour; of the hour that is under way, at the moment itself. */
function added(hours: readonly (string | null)[], now = 24): Point[] {
  const points: Point[] = [[0, 0]];
  let sum = 0;
  for (const [hour, value] of hours.entries()) {
    if (value === null || hour >= now) break;
    sum += Number(value);
    points.push([Math.min(hour + 1, now), sum]);
  }
  return points;
}

function hoursOf(shopTime: string): number {
  const [, hours = "0", minutes = "0"] = /(\d\d):(\d\d)/.exec(shopTime) ?? [];
  return Number(hours) + Number(minutes) / 60;
}

function clockOf(hour: number): string {
  const minutes = Math.round(hour * 60);
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
