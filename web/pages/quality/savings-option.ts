import type { Savings } from "../../../src/server/api/late.ts";
import type { Format } from "../../format/format.ts";
import { escapeHtml, nameAxis, tooltip, valueAxis } from "../../parts/chart-axes.ts";
import type { ChartLook } from "../../parts/chart-look.ts";

interface SavingsOptionGiven {
  readonly look: ChartLook;
  readonly format: Format;
  readonly steps: readonly Savings["steps"][number][];
  /** The step looked at. */
  readonly place: number;
}

/** A bar for each length: the sales it would have saved, solid up to the one looked at. */
export function savingsOption({ look, format, steps, place }: SavingsOptionGiven) {
  return {
    xAxis: nameAxis(
      look,
      steps.map((step) => format.duration(step.watermark_seconds)),
    ),
    yAxis: { ...valueAxis(look, format.short), minInterval: 1 },
    tooltip: tooltip(look, (given: readonly { readonly dataIndex: number }[]) => {
      const step = steps[given[0]?.dataIndex ?? 0];
      if (step === undefined) return "";
      return [format.duration(step.watermark_seconds), format.count(step.sales), format.money(step.gross_sales)]
        .map(escapeHtml)
        .join(" · ");
    }),
    series: [
      {
        id: "saved",
        type: "bar",
        barCategoryGap: "20%",
        data: steps.map(({ sales }, step) => ({
          value: sales,
          itemStyle: { color: look.accent, opacity: step === place ? 1 : 0.35 },
        })),
      },
    ],
  };
}
