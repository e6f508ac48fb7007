import type { LetterCounts } from "../../../src/server/api/dead-letters.ts";
import type { Format } from "../../format/format.ts";
import { escapeHtml, nameAxis, tooltip, valueAxis } from "../../parts/chart-axes.ts";
import type { ChartLook } from "../../parts/chart-look.ts";
import type { Language } from "../../words/language.tsx";

interface LettersOptionGiven {
  readonly look: ChartLook;
  readonly format: Format;
  readonly counts: LetterCounts;
  readonly minutes: number;
  readonly language: Language;
  readonly colour: (rule: string) => string;
}

/** Bars by interval of arrival, stacked by rule; intervals without any stand empty. */
export function lettersOption({ look, format, counts, minutes, language, colour }: LettersOptionGiven) {
  const { seconds, points } = counts.series;
  const starts = startsOf(points, seconds * 1000, minutes * 60_000);
  const rules = counts.rules.filter(({ reason }) => points.some((point) => point.reason === reason));
  const short = (start: number) => (minutes > 1440 ? format.dayShort(dayOf(start)) : format.clock(iso(start)));
  return {
    xAxis: nameAxis(look, starts.map(short)),
    yAxis: { ...valueAxis(look, format.short), minInterval: 1 },
    tooltip: tooltip(look, (given: readonly { readonly dataIndex: number }[]) => tip(given[0]?.dataIndex ?? 0)),
    series: rules.map(({ reason, label }) => ({
      id: reason,
      name: label[language],
      type: "bar",
      stack: "rules",
      barCategoryGap: "20%",
      itemStyle: { color: colour(reason) },
      data: starts.map((start) => countAt(start, reason)),
    })),
  };

  function countAt(start: number, reason: string): number {
    return points.find((point) => point.reason === reason && Date.parse(point.start) === start)?.count ?? 0;
  }

  function tip(place: number): string {
    const start = starts[place] ?? 0;
    const rows = rules
      .map(({ reason, label }) => [label[language], countAt(start, reason)] as const)
      .filter(([, count]) => count > 0)
      .map(
        ([name, count]) =>
          `<tr><td>${escapeHtml(name)}</td><td style="text-align:right;padding-left:16px">${format.count(count)}</td></tr>`,
      );
    return `${escapeHtml(format.instant(iso(start)))}<table>${rows.join("")}</table>`;
  }
}

/** Intervals of the whole period up to now, on the grid of the points. */
function startsOf(points: LetterCounts["series"]["points"], stepMs: number, periodMs: number): number[] {
  const known = points.map(({ start }) => Date.parse(start));
  const anchor = known[0] ?? 0;
  const last = Math.max(anchor + Math.floor((Date.now() - anchor) / stepMs) * stepMs, ...known);
  const first = Math.min(anchor, last - (Math.ceil(periodMs / stepMs) - 1) * stepMs);
  return Array.from({ length: Math.round((last - first) / stepMs) + 1 }, (_, place) => first + place * stepMs);
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

function dayOf(time: number): string {
  return iso(time).slice(0, 10);
}
