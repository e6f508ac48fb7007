import type { Format } from "../../format/format.ts";
import { escapeHtml, tooltip, valueAxis } from "../../parts/chart-axes.ts";
import type { ChartLook } from "../../parts/chart-look.ts";
import type { Key, MinuteSeries } from "./minute-series.ts";

interface MinuteOptionGiven {
  readonly look: ChartLook;
  readonly format: Format;
  readonly bars: MinuteSeries;
  /** Milliseconds; null before the first record. */
  readonly watermark: number | null;
  readonly colour: (key: Key, isOthers: boolean) => string;
  readonly nameOf: (key: Key, isOthers: boolean) => string;
  readonly said: { readonly final: string; readonly provisional: string };
}

/** Final bars are solid, provisional ones hatched; the watermark is a line that moves. */
export function minuteOption({ look, format, bars, watermark, colour, nameOf, said }: MinuteOptionGiven) {
  const { windows, series } = bars;
  const [first, last] = [windows[0], windows.at(-1)];
  const step = windows.length > 1 ? (windows[1]?.start ?? 0) - (first?.start ?? 0) : 60_000;
  const isStacked = series.length > 1;
  return {
    xAxis: {
      type: "time",
      min: first?.start,
      max: (last?.start ?? 0) + step,
      axisLine: { lineStyle: { color: look.line } },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: { color: look.inkSoft, hideOverlap: true, formatter: (time: number) => format.clock(iso(time)) },
    },
    yAxis: valueAxis(look, format.moneyShort),
    tooltip: tooltip(look, (given: readonly { readonly dataIndex: number }[]) => tip(given[0]?.dataIndex ?? -1)),
    series: series.map(({ key, isOthers, values }, place) => {
      const color = colour(key, isOthers);
      const top = isStacked ? 0 : 2;
      return {
        id: isOthers ? "others" : `key:${key ?? ""}`,
        name: nameOf(key, isOthers),
        type: "bar",
        stack: "all",
        barCategoryGap: "25%",
        barMaxWidth: 40,
        data: values.map(({ gross }, index) => ({
          name: String(windows[index]?.start),
          value: [(windows[index]?.start ?? 0) + step / 2, gross],
          itemStyle: { color, borderRadius: [top, top, 0, 0], ...(windows[index]?.isFinal ? {} : hatched(look)) },
        })),
        ...(place === 0 && watermark !== null ? { markLine: line(look, watermark) } : {}),
      };
    }),
  };

  function tip(index: number): string {
    const window = windows[index];
    if (window === undefined) return "";
    const rows = series
      .map(({ key, isOthers, values }) => ({
        name: nameOf(key, isOthers),
        color: colour(key, isOthers),
        bar: values[index],
      }))
      .filter(({ bar }) => bar !== undefined && (bar.transactions > 0 || !isStacked))
      .map(({ name, color, bar }) =>
        tipRow(color, name, format.money((bar?.gross ?? 0).toFixed(2)), bar?.transactions ?? 0),
      );
    const state = window.isFinal ? `● ${said.final}` : `○ ${said.provisional}`;
    return `${format.clock(iso(window.start))}–${format.clock(iso(window.end))} ${escapeHtml(state)}<table>${rows.join("")}</table>`;
  }

  function tipRow(color: string, name: string, money: string, sales: number): string {
    const dot = `<span style="display:inline-block;width:10px;height:10px;border-radius:2px;margin-right:8px;background:${color}"></span>`;
    const cell = 'style="text-align:right;padding-left:16px;font-variant-numeric:tabular-nums"';
    return `<tr><td>${dot}${escapeHtml(name)}</td><td ${cell}>${escapeHtml(money)}</td><td ${cell}>${format.count(sales)}</td></tr>`;
  }
}

/** Stripes in the colour of the ground over the bar's own. */
function hatched(look: ChartLook) {
  return {
    decal: { symbol: "rect", color: look.surface, dashArrayX: [1, 0], dashArrayY: [2, 3], rotation: -Math.PI / 4 },
  };
}

function line(look: ChartLook, watermark: number) {
  return {
    silent: true,
    symbol: "none",
    label: { show: false },
    lineStyle: { color: look.ink, type: "dashed", width: 1 },
    data: [{ xAxis: watermark }],
  };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
