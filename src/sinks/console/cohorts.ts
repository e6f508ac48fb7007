import type { AnalysisId } from "../../model/analyses/catalogue.ts";
import type { ResultTable } from "../../model/result.ts";
import { cellReader, pivot } from "../view/pivot.ts";
import { resultFile } from "../view/result-file.ts";
import type { ConsoleContext } from "./context.ts";
import { printable } from "./printable.ts";
import { padEnd, padStart, widthOf, wrap } from "./width.ts";

const MOST_COHORTS = 24;

/** The triangle of retention: a cohort a line, and across the share of it that bought again, month after month. */
export function cohortLines(id: AnalysisId, table: ResultTable, context: ConsoleContext): string[] {
  const { vocabulary, format, paint, width } = context;
  const cell = cellReader(table);
  const grid = pivot(table, "cohort", "months_since");
  const cohorts = grid.rows.slice(-MOST_COHORTS);
  const names = column(
    vocabulary.column("cohort"),
    cohorts.map((cohort) => format.month(String(cohort))),
  );
  const sizes = column(
    vocabulary.column("customers"),
    cohorts.map((cohort) => format.cell("count", cell(grid.at(cohort, 0) ?? [], "cohort_customers"))),
  );
  const all = grid.columns
    .map(Number)
    .filter((month) => month > 0)
    .sort((a, b) => a - b);
  const shares = cohorts.map((cohort) =>
    all.map((month) => {
      const row = grid.at(cohort, month);
      return row === undefined ? "" : format.percent(Number(cell(row, "retention") ?? 0));
    }),
  );
  const cellWidth = 1 + Math.max(3, ...shares.flat().map(widthOf));
  const room = Math.max(1, Math.floor((width - 4 - names.width - sizes.width) / cellWidth));
  const [head = "", ...lines] = [all.map(String), ...shares].map((texts, index) => {
    const figures = texts
      .slice(0, room)
      .map((text) => padStart(text, cellWidth))
      .join("");
    const name = padEnd(names.texts[index] ?? "", names.width);
    return `${name}  ${padStart(sizes.texts[index] ?? "", sizes.width)}${figures}`.trimEnd();
  });
  const cut = { rows: grid.rows.length - cohorts.length, columns: Math.max(0, all.length - room) };
  return [paint.head(head), ...lines, ...notes(id, cut, context)];
}

function column(head: string, cells: readonly string[]): { texts: readonly string[]; width: number } {
  const texts = [head, ...cells];
  return { texts, width: Math.max(...texts.map(widthOf)) };
}

function notes(
  id: AnalysisId,
  cut: { readonly rows: number; readonly columns: number },
  { vocabulary, format, words, paint, outcome, width }: ConsoleContext,
): string[] {
  const found = resultFile(vocabulary.stem(id), outcome);
  const file = found === null ? null : printable(found);
  const sentences = [
    words.share_of_cohort,
    ...(cut.rows > 0 ? [words.earlier_rows({ count: format.count(cut.rows), file })] : []),
    ...(cut.columns > 0 ? [words.more_columns({ count: format.count(cut.columns), file })] : []),
    ...(cut.rows + cut.columns === 0 && file !== null ? [words.figures_in({ file })] : []),
  ];
  return sentences.flatMap((sentence) => wrap(sentence, width - 2)).map(paint.dim);
}
