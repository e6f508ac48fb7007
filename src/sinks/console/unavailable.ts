import type { AnalysisOutcome } from "../../model/result.ts";
import type { ConsoleContext } from "./context.ts";
import { indent } from "./indent.ts";
import { padEnd, widthOf, wrap } from "./width.ts";

/** A line for each analysis that lacks a column, and once how to name the shop's own columns for them. */
export function unavailableLines(
  analyses: readonly Extract<AnalysisOutcome, { kind: "unavailable" }>[],
  { vocabulary, words, paint, width }: ConsoleContext,
): string[] {
  if (analyses.length === 0) return [];
  const titles = analyses.map((analysis) => vocabulary.title(analysis.id));
  const longest = Math.max(...titles.map(widthOf));
  const lines = analyses.flatMap((analysis, index) => {
    const [first = "", ...rest] = wrap(words.needs({ columns: analysis.missing.join(", ") }), width - longest - 4);
    const margin = " ".repeat(longest + 4);
    const title = `${paint.warn("!")} ${padEnd(titles[index] ?? "", longest)}`;
    return [`${title}  ${paint.dim(first)}`, ...rest.map((line) => margin + paint.dim(line))];
  });
  const columns = [...new Set(analyses.flatMap((analysis) => analysis.missing))];
  // A column and its name are never parted: the space between them is bound until the lines stand.
  const example = `columns: {${columns.map((column) => `${column}:\u00a0${words.column_name}`).join(", ")}}`;
  return [
    paint.title(words.not_computed),
    ...lines,
    ...indent([...wrap(words.map_them, width - 2), ...wrap(example, width - 2)].map(plain).map(paint.dim)),
  ];
}

function plain(line: string): string {
  return line.replaceAll("\u00a0", " ");
}
