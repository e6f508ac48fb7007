import type { EChartsCoreOption } from "echarts/core";
import type { Cell } from "../../format/format.ts";
import { escapeHtml, nameAxis, tooltip, valueAxis } from "../../parts/chart-axes.ts";
import { seriesColour } from "../../parts/colours.ts";
import type { AnalysisChart } from "./analysis-chart.ts";
import { type Answered, type OptionGiven, placeOf } from "./analysis-given.ts";
import { heatOption } from "./heat-option.ts";
import { shortOf, tipTable } from "./series-option.ts";
import { valueText } from "./view.ts";

type Row = readonly Cell[];
type Pointed = readonly { readonly dataIndex: number }[];

export function analysisOption(chart: AnalysisChart, given: OptionGiven): EChartsCoreOption {
  switch (chart.kind) {
    case "bars":
      return barsOption(given, chart, [chart.value]);
    case "pairs":
      return barsOption(given, chart, chart.values);
    case "parts":
      return partsOption(given, chart);
    case "columns":
      return columnsOption(given, chart, [chart.value]);
    case "stack":
      return columnsOption(given, chart, chart.values);
    case "line":
      return paretoOption(given, chart.value);
    case "heat":
      return heatOption(given, chart);
  }
}

function barsOption(given: OptionGiven, chart: AnalysisChart, ids: readonly string[]): EChartsCoreOption {
  const { look, format, answered, said, colour } = given;
  const places = ids.map((id) => placeOf(answered, id));
  const before = ids.length === 1 ? beforeOf(answered) : null;
  const series = places.map((place, index) => ({
    id: ids[index],
    name: answered.columns[place]?.label ?? "",
    type: "bar",
    barMaxWidth: 28,
    barGap: "20%",
    cursor: "pointer",
    label:
      ids.length > 1
        ? { show: false }
        : {
            show: true,
            position: "right",
            color: look.ink,
            formatter: (p: { dataIndex: number }) => shown(p.dataIndex, place),
          },
    data: answered.rows.map((row) => ({
      value: numberOf(row, place),
      itemStyle: {
        color: index > 0 ? look.inkSoft : (colour?.(row[0] ?? null) ?? look.accent),
        ...(index > 0 ? { opacity: 0.5 } : {}),
      },
    })),
  }));
  const place = places[0] ?? 0;
  const old = {
    id: "before",
    name: said.previous,
    type: "bar",
    barMaxWidth: 10,
    silent: true,
    itemStyle: { color: look.inkSoft, opacity: 0.45 },
    data: answered.rows.map((row) => numberOf(before?.(row), place)),
  };
  return {
    grid: {
      left: 0,
      right: ids.length > 1 ? 16 : 96,
      top: 8,
      bottom: 0,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
    xAxis: valueAxis(look, shortOf(format, chart.unit)),
    yAxis: {
      ...nameAxis(
        look,
        answered.rows.map((row) => nameOf(given, row)),
      ),
      inverse: true,
      axisLabel: { color: look.ink, width: 140, overflow: "truncate" },
    },
    tooltip: tooltip(look, (points: Pointed) => tip(given, points, places, before)),
    series: before === null ? series : [...series, old],
  };

  function shown(index: number, at: number): string {
    return format.cell(chart.unit, answered.rows[index]?.[at] ?? null);
  }
}

function columnsOption(given: OptionGiven, chart: AnalysisChart, ids: readonly string[]): EChartsCoreOption {
  const { look, format, answered, said } = given;
  const places = ids.map((id) => placeOf(answered, id));
  const unit = answered.columns[0]?.unit;
  // Days are lined up by their place: the first of the one period with the first of the other.
  const isTime = unit === "day" || unit === "month";
  const byKey = ids.length === 1 ? beforeOf(answered) : null;
  const before = byKey === null ? null : (row: Row, index: number) => (isTime ? answered.before?.[index] : byKey(row));
  return {
    xAxis: nameAxis(
      look,
      answered.rows.map((row) => (unit === "day" ? format.dayShort(String(row[0])) : nameOf(given, row))),
    ),
    yAxis: valueAxis(look, shortOf(format, chart.unit)),
    tooltip: tooltip(look, (points: Pointed) => tip(given, points, places, before)),
    series: [
      ...places.map((place, index) => ({
        id: ids[index],
        name: answered.columns[place]?.label ?? "",
        type: "bar",
        barMaxWidth: 40,
        cursor: "pointer",
        ...(ids.length > 1 ? { stack: "all" } : {}),
        itemStyle: { color: ids.length > 1 ? seriesColour(index, look.scheme) : look.accent },
        data: answered.rows.map((row) => numberOf(row, place)),
      })),
      ...(before === null
        ? []
        : [
            {
              id: "before",
              name: said.previous,
              type: "line",
              silent: true,
              showSymbol: answered.rows.length === 1,
              lineStyle: { color: look.inkSoft, width: 1.5, type: [4, 4] },
              itemStyle: { color: look.inkSoft },
              data: answered.rows.map((row, index) => numberOf(before(row, index), places[0] ?? 0)),
            },
          ]),
    ],
  };
}

/** Gross sales as one bar: what is recognised, what is promised, what is lost. */
function partsOption(given: OptionGiven, chart: Extract<AnalysisChart, { kind: "parts" }>): EChartsCoreOption {
  const { look, format, answered, said } = given;
  const rows = [answered.rows[0], ...(answered.before === null ? [] : [answered.before[0]])];
  const colours = [look.good, seriesColour(1, look.scheme), look.bad];
  return {
    grid: { left: 0, right: 16, top: 8, bottom: 0, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: valueAxis(look, shortOf(format, chart.unit)),
    yAxis: { ...nameAxis(look, [said.current, said.previous].slice(0, rows.length)), inverse: true },
    tooltip: tooltip(look, (points: Pointed) => {
      const row = rows[points[0]?.dataIndex ?? 0];
      return tipTable(
        chart.values.map((id) => {
          const column = answered.columns[placeOf(answered, id)];
          return [column?.label ?? "", format.cell("money", row?.[placeOf(answered, id)] ?? null)];
        }),
      );
    }),
    series: chart.values.map((id, index) => {
      const place = placeOf(answered, id);
      return {
        id,
        name: answered.columns[place]?.label ?? "",
        type: "bar",
        stack: "all",
        barMaxWidth: 56,
        itemStyle: { color: colours[index], borderColor: look.surface, borderWidth: 1 },
        label: { show: index === 0, position: "insideLeft", formatter: "{a}", color: look.surface },
        data: rows.map((row) => numberOf(row, place)),
      };
    }),
  };
}

/** The share that the best products make together, with the bounds of the classes. */
function paretoOption(given: OptionGiven, id: string): EChartsCoreOption {
  const { look, format, answered } = given;
  const [place, classAt] = [placeOf(answered, id), placeOf(answered, "class")];
  const ends = ["A", "B"].map((name) => answered.rows.findLastIndex((row) => row[classAt] === name) + 1);
  return {
    grid: { left: 0, right: 24, top: 24, bottom: 0, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: {
      type: "value",
      min: 1,
      max: Math.max(answered.rows.length, 2),
      axisLine: { lineStyle: { color: look.line } },
      splitLine: { show: false },
      axisLabel: { color: look.inkSoft, formatter: (n: number) => format.count(n), hideOverlap: true },
    },
    yAxis: { ...valueAxis(look, (value) => format.ratio(value)), max: 1 },
    tooltip: {
      ...tooltip(look, (points: Pointed) =>
        tip(given, points, [placeOf(answered, "gross_sales"), place, classAt], null),
      ),
      axisPointer: { type: "line", lineStyle: { color: look.line } },
    },
    series: [
      {
        id: "share",
        type: "line",
        showSymbol: false,
        lineStyle: { color: look.accent, width: 2 },
        areaStyle: { color: look.accent, opacity: 0.1 },
        itemStyle: { color: look.accent },
        data: answered.rows.map((row, index) => [index + 1, numberOf(row, place)]),
        markLine: {
          silent: true,
          symbol: "none",
          lineStyle: { color: look.inkSoft, type: [3, 3] },
          label: { color: look.inkSoft, formatter: "{b}", position: "end" },
          data: ends.flatMap((end, index) =>
            end > 0 && end < answered.rows.length ? [{ xAxis: end, name: ["A", "B"][index] }] : [],
          ),
        },
      },
    ],
  };
}

function nameOf({ format, answered, said }: OptionGiven, row: Row): string {
  const first = answered.columns[0];
  if (first === undefined) return "";
  if (first.id === "bin_from") return format.moneyShort(Number(row[0]));
  const name = format.cell(first.unit, row[0] ?? null);
  return first.unit === "text" ? (said.texts[name] ?? name) : name;
}

function numberOf(row: Row | undefined, place: number): number | null {
  const value = row?.[place] ?? null;
  return value === null ? null : Number(value);
}

function beforeOf({ before, keys }: Answered): ((row: Row) => Row | undefined) | null {
  if (before === null || before.length === 0) return null;
  const known = new Map(before.map((row) => [row.slice(0, keys).map(valueText).join("\n"), row]));
  return (row) => known.get(row.slice(0, keys).map(valueText).join("\n"));
}

function tip(
  given: OptionGiven,
  points: Pointed,
  places: readonly number[],
  before: ((row: Row, index: number) => Row | undefined) | null,
): string {
  const { format, answered, said } = given;
  const index = points[0]?.dataIndex ?? 0;
  const row = answered.rows[index];
  if (row === undefined) return "";
  const rows = places.map((place): [string, string] => {
    const column = answered.columns[place];
    return [column?.label ?? "", format.cell(column?.unit ?? "text", row[place] ?? null)];
  });
  const old = before?.(row, index);
  const [place = 0] = places;
  if (before !== null)
    rows.push([said.previous, format.cell(answered.columns[place]?.unit ?? "text", old?.[place] ?? null)]);
  return escapeHtml(headOf(given, row)) + tipTable(rows);
}

function headOf(given: OptionGiven, row: Row): string {
  const { format, answered } = given;
  if (answered.columns[0]?.id === "bin_from")
    return `${format.cell("money", row[0] ?? null)} – ${format.cell("money", row[1] ?? null)}`;
  return nameOf(given, row);
}
