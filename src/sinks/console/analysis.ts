import type { AnalysisOutcome, ResultTable } from "../../model/result.ts";
import { onlyMidnight } from "../view/pivot.ts";
import { cohortLines } from "./cohorts.ts";
import type { ConsoleContext } from "./context.ts";
import { gridLines } from "./grid.ts";
import { indent } from "./indent.ts";
import { printable } from "./printable.ts";
import { recordLines } from "./record.ts";
import { tableLines } from "./table.ts";
import { wrap } from "./width.ts";

type Computed = Extract<AnalysisOutcome, { kind: "computed" }>;

/** One analysis: its title and definition above its figures. */
export function analysisLines(analysis: Computed, context: ConsoleContext): string[] {
  const { vocabulary, words, paint, width } = context;
  return [
    paint.title(vocabulary.title(analysis.id)),
    ...beginning(vocabulary.definition(analysis.id), width).map(paint.dim),
    ...indent(analysis.table.rows.length === 0 ? [words.no_rows] : figures(analysis, context)),
  ];
}

const MOST_LINES = 2;

/** As many whole sentences as take two lines, the first in any case; "…" says that the catalogue has more. */
function beginning(definition: string, width: number): string[] {
  const sentences = definition.split(/(?<=[.]) (?=\p{Lu})/u);
  const counts = sentences.map((_, index) => index + 1).reverse();
  const shown = counts.find((count) => lines(count).length <= MOST_LINES) ?? 1;
  return lines(shown);

  function lines(count: number): string[] {
    const text = sentences.slice(0, count).join(" ");
    return wrap(count < sentences.length ? `${text} …` : text, width);
  }
}

function figures(analysis: Computed, context: ConsoleContext): string[] {
  switch (analysis.id) {
    case "revenue_summary":
      return recordLines(analysis.table, context);
    case "sales_by_weekday_and_hour":
      return onlyMidnight(analysis.table) ? [context.words.no_times] : gridLines(analysis.id, analysis.table, context);
    case "monthly_cohorts":
      return cohortLines(analysis.id, analysis.table, context);
    default:
      return tableLines(analysis.id, cleaned(analysis.table), context);
  }
}

/** What came from data cannot steer the terminal. */
function cleaned(table: ResultTable): ResultTable {
  return {
    columns: table.columns,
    rows: table.rows.map((row) => row.map((cell) => (typeof cell === "string" ? printable(cell) : cell))),
  };
}
