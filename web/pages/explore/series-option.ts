import type { EChartsCoreOption } from "echarts/core";
import type { Cell, Format, Unit } from "../../format/format.ts";
import { escapeHtml, nameAxis, tooltip, valueAxis } from "../../parts/chart-axes.ts";
import type { ChartLook } from "../../parts/chart-look.ts";
import type { Grain } from "./period.ts";
import type { Series } from "./series.ts";

interface Given {
  readonly look: ChartLook;
  readonly format: Format;
  readonly series: Series;
  readonly unit: Unit;
  readonly now: readonly Cell[];
  readonly before: readonly Cell[] | null;
  readonly label: string;
  readonly previous: string;
  readonly soFar: string;
}

/** Sums as bars, averages and rates as a line; the period before as a dashed line; what is under way is hatched. */
export function seriesOption(given: Given): EChartsCoreOption {
  const { look, format, series, unit, now, before, label, previous } = given;
  const isSum = unit !== "ratio" && now.every((value) => value !== null);
  const last = now.length - 1;
  return {
    xAxis: nameAxis(
      look,
      series.buckets.map((bucket) => shortBucket(format, series.grain, bucket)),
    ),
    yAxis: valueAxis(look, shortOf(format, unit)),
    tooltip: tooltip(look, (shown: readonly { readonly dataIndex: number }[]) => tip(given, shown[0]?.dataIndex ?? 0)),
    series: [
      {
        id: "now",
        name: label,
        type: isSum ? "bar" : "line",
        barMaxWidth: 40,
        symbolSize: 6,
        connectNulls: false,
        cursor: "pointer",
        data: now.map((value, place) => ({
          value: value === null ? null : Number(value),
          itemStyle: {
            color: look.accent,
            ...(isSum && series.isOpen && place === last
              ? {
                  opacity: 0.75,
                  decal: {
                    symbol: "rect",
                    dashArrayX: [1, 0],
                    dashArrayY: [3, 4],
                    rotation: -0.8,
                    color: look.surface,
                  },
                }
              : {}),
          },
        })),
        lineStyle: { color: look.accent, width: 2 },
        itemStyle: { color: look.accent },
      },
      ...(before === null
        ? []
        : [
            {
              id: "before",
              name: previous,
              type: "line",
              silent: true,
              showSymbol: before.length === 1,
              data: before.map((value) => (value === null ? null : Number(value))),
              lineStyle: { color: look.inkSoft, width: 1.5, type: [4, 4] },
              itemStyle: { color: look.inkSoft },
            },
          ]),
    ],
  };
}

export function shortOf(format: Format, unit: Unit): (value: number) => string {
  if (unit === "money") return format.moneyShort;
  return unit === "ratio" ? (value) => format.ratio(value) : (value) => format.short(value);
}

export function tipTable(rows: readonly (readonly [string, string])[]): string {
  const lines = rows.map(
    ([name, value]) =>
      `<tr><td>${escapeHtml(name)}</td><td style="text-align:right;padding-left:16px">${escapeHtml(value)}</td></tr>`,
  );
  return `<table>${lines.join("")}</table>`;
}

function tip({ format, series, unit, now, before, label, previous, soFar }: Given, place: number): string {
  const bucket = series.buckets[place] ?? null;
  const isOpen = series.isOpen && place === now.length - 1;
  const head = `${format.cell(series.grain, bucket)}${isOpen ? `, ${soFar}` : ""}`;
  const rows: [string, string][] = [[label, format.cell(unit, now[place] ?? null)]];
  if (before !== null) rows.push([previous, format.cell(unit, before[place] ?? null)]);
  return escapeHtml(head) + tipTable(rows);
}

function shortBucket(format: Format, grain: Grain, bucket: string | number): string {
  return grain === "day" ? format.dayShort(String(bucket)) : format.cell(grain, bucket);
}
