import type { EChartsCoreOption } from "echarts/core";
import type { Cell, Unit } from "../../format/format.ts";
import { escapeHtml, nameAxis, tooltip } from "../../parts/chart-axes.ts";
import type { AnalysisChart } from "./analysis-chart.ts";
import { type OptionGiven, placeOf } from "./analysis-given.ts";
import { tipTable } from "./series-option.ts";

/** Two keys against each other, the figure as depth of one colour. */
export function heatOption(given: OptionGiven, chart: Extract<AnalysisChart, { kind: "heat" }>): EChartsCoreOption {
  const { look, format, answered } = given;
  const [x, y, at] = [chart.x, chart.y, chart.value].map((id) => placeOf(answered, id)) as [number, number, number];
  const xs = valuesOf(answered.rows, x);
  const ys = valuesOf(answered.rows, y);
  const cells = answered.rows.map((row) => [
    xs.indexOf(String(row[x])),
    ys.indexOf(String(row[y])),
    row[at] === null ? null : Number(row[at]),
  ]);
  const most = Math.max(1e-9, ...cells.map(([, , value]) => value ?? 0));
  const unitOf = (place: number): Unit => answered.columns[place]?.unit ?? "text";
  const show = (place: number, text: string) => format.cell(unitOf(place), text);
  return {
    grid: { left: 0, right: 8, top: 8, bottom: 0, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: nameAxis(
      look,
      xs.map((text) => show(x, text)),
    ),
    yAxis: {
      ...nameAxis(
        look,
        ys.map((text) => show(y, text)),
      ),
      inverse: true,
    },
    visualMap: {
      show: false,
      min: 0,
      max: most,
      dimension: 2,
      inRange: {
        color: look.scheme === "dark" ? ["#1f262d", "#1f5f8b", "#8CCBF2"] : ["#f1f5f9", "#7db8dc", "#004d7a"],
      },
    },
    tooltip: {
      ...tooltip(look, ({ value }: { readonly value: readonly [number, number, number | null] }) => {
        const head = `${show(y, ys[value[1]] ?? "")}, ${show(x, xs[value[0]] ?? "")}`;
        return escapeHtml(head) + tipTable([[answered.columns[at]?.label ?? "", format.cell(chart.unit, value[2])]]);
      }),
      trigger: "item",
    },
    series: [
      {
        id: "heat",
        type: "heatmap",
        data: cells,
        itemStyle: { borderColor: look.surface, borderWidth: 2, borderRadius: 3 },
        emphasis: { itemStyle: { borderColor: look.ink, borderWidth: 1 } },
      },
    ],
  };
}

function valuesOf(rows: readonly (readonly Cell[])[], place: number): string[] {
  const values = [...new Set(rows.map((row) => String(row[place])))];
  return values.every((value) => /^-?\d+$/.test(value)) ? values.sort((a, b) => Number(a) - Number(b)) : values.sort();
}
