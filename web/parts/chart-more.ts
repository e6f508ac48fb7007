import { HeatmapChart, ScatterChart } from "echarts/charts";
import { VisualMapComponent } from "echarts/components";
import { use } from "echarts/core";

/** Kinds of chart that the first page does not have. */
export function registerMore(): void {
  use([ScatterChart, HeatmapChart, VisualMapComponent]);
}
