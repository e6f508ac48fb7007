import type { ChartLook } from "./chart-look.ts";

/** A thin axis of names or times. */
export function nameAxis(look: ChartLook, data: readonly string[]) {
  return {
    type: "category" as const,
    data: [...data],
    axisLine: { lineStyle: { color: look.line } },
    axisTick: { show: false },
    axisLabel: { color: look.inkSoft, hideOverlap: true },
  };
}

/** A thin axis of values that begins at zero. `short` writes a number of its scale. */
export function valueAxis(look: ChartLook, short: (value: number) => string) {
  return {
    type: "value" as const,
    splitNumber: 3,
    axisLabel: { color: look.inkSoft, formatter: short },
    splitLine: { lineStyle: { color: look.line } },
  };
}

/** A tooltip that looks like the page; `html` gets what ECharts knows and escapes what comes from data. */
export function tooltip<Given>(look: ChartLook, html: (given: Given) => string) {
  return {
    trigger: "axis" as const,
    confine: true,
    axisPointer: { type: "shadow" as const, shadowStyle: { color: look.inkSoft, opacity: 0.08 } },
    backgroundColor: look.surface,
    borderColor: look.line,
    padding: [8, 12],
    textStyle: { color: look.ink, fontSize: 13 },
    formatter: html as (given: unknown) => string,
  };
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
