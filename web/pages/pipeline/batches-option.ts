import type { BatchProgress } from "../../../src/server/api/stream.ts";
import type { Format } from "../../format/format.ts";
import { escapeHtml, nameAxis, tooltip, valueAxis } from "../../parts/chart-axes.ts";
import type { ChartLook } from "../../parts/chart-look.ts";
import { type Scheme, seriesColour } from "../../parts/colours.ts";

/** A phase keeps its colour whichever are shown; waiting is grey. */
const ORDER = ["parse", "judge", "keep", "windows", "commit", "publish"];

export function phaseColour(phase: string, scheme: Scheme): string {
  const place = ORDER.indexOf(phase);
  return seriesColour(place < 0 ? ORDER.length : place, scheme);
}

interface BatchesOptionGiven {
  readonly look: ChartLook;
  readonly format: Format;
  readonly batches: readonly BatchProgress[];
  readonly phases: readonly string[];
  readonly names: Readonly<Record<string, string>>;
}

/** A bar for each batch, stacked by phase. */
export function batchesOption({ look, format, batches, phases, names }: BatchesOptionGiven) {
  return {
    animation: false,
    xAxis: nameAxis(
      look,
      batches.map(({ time }) => format.clockSeconds(time)),
    ),
    yAxis: valueAxis(look, format.short),
    tooltip: tooltip(look, (given: readonly { readonly dataIndex: number }[]) => tip(given[0]?.dataIndex ?? 0)),
    series: phases.map((phase) => ({
      id: phase,
      name: names[phase] ?? phase,
      type: "bar",
      stack: "phases",
      barCategoryGap: "20%",
      itemStyle: { color: phaseColour(phase, look.scheme) },
      data: batches.map((batch) => batch.phases[phase] ?? 0),
    })),
  };

  function tip(place: number): string {
    const batch = batches[place];
    if (batch === undefined) return "";
    const rows = phases.map(
      (phase) =>
        `<tr><td>${escapeHtml(names[phase] ?? phase)}</td><td style="text-align:right;padding-left:16px">${escapeHtml(format.number((batch.phases[phase] ?? 0).toFixed(1)))} ms</td></tr>`,
    );
    return `${escapeHtml(format.clockSeconds(batch.time))} · ${format.count(batch.batch)}<table>${rows.join("")}</table>`;
  }
}
