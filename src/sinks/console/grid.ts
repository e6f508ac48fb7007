import type { AnalysisId } from "../../model/analyses/catalogue.ts";
import type { ResultTable } from "../../model/result.ts";
import { columnIndex, DAY_HOURS, pivot, WEEK } from "../view/pivot.ts";
import { resultFile } from "../view/result-file.ts";
import { columnHead } from "../view/table-view.ts";
import { SHADES, shade } from "./bar.ts";
import type { ConsoleContext } from "./context.ts";
import { printable } from "./printable.ts";
import { padEnd, widthOf, wrap } from "./width.ts";

const WIDEST_CELL = 4;

/** Weekdays down, hours across, gross sales as shades: the week's rhythm at a glance. */
export function gridLines(id: AnalysisId, table: ResultTable, context: ConsoleContext): string[] {
  const { format, paint, width } = context;
  const gross = columnIndex(table, "gross_sales");
  const grid = pivot(table, "weekday", "hour", { rows: WEEK, columns: DAY_HOURS });
  const values = WEEK.map((weekday) => DAY_HOURS.map((hour) => Number(grid.at(weekday, hour)?.[gross] ?? 0)));
  const largest = Math.max(...values.flat());
  const names = WEEK.map((weekday) => format.weekday(weekday));
  const margin = Math.max(...names.map(widthOf)) + 2;
  const cell = Math.min(WIDEST_CELL, Math.max(1, Math.floor((width - 2 - margin) / DAY_HOURS.length)));
  const rows = values.map((line, index) => {
    const shades = line.map((value) => filled(shade(value, largest), cell)).join("");
    return padEnd(names[index] ?? "", margin) + paint.bar(shades);
  });
  return [paint.head(" ".repeat(margin) + hourHeads(cell)), ...rows, ...legend(id, table, largest, context)];
}

function filled(mark: string, width: number): string {
  return mark === "·" ? mark.padEnd(width) : mark.repeat(width);
}

/** As many hours as have room for two digits and a space. */
function hourHeads(cell: number): string {
  const stride = [1, 2, 3].find((hours) => hours * cell >= 3) ?? 3;
  return DAY_HOURS.filter((hour) => hour % stride === 0)
    .map((hour) =>
      String(hour)
        .padStart(2, "0")
        .padEnd(stride * cell),
    )
    .join("")
    .trimEnd();
}

function legend(id: AnalysisId, table: ResultTable, largest: number, context: ConsoleContext): string[] {
  const { words, vocabulary, format, paint, outcome, width } = context;
  const column = table.columns[columnIndex(table, "gross_sales")];
  const steps = SHADES.map((mark, index) => {
    const value = format.short((largest * (index + 1)) / SHADES.length);
    return `${mark} ${words.up_to({ value })}`;
  });
  const head = column === undefined ? "" : columnHead(column, vocabulary, format);
  const file = resultFile(vocabulary.stem(id), outcome);
  const items = [
    `${head}:`,
    `· ${words.none}`,
    ...steps,
    ...(file === null ? [] : [words.figures_in({ file: printable(file) })]),
  ];
  // An item is never broken: its spaces are bound until the lines stand.
  const bound = items.map((item) => `${item} `.replaceAll(" ", "\u00a0")).join(" ");
  return wrap(bound, width - 2).map((line) => paint.dim(line.replaceAll("\u00a0", " ").trimEnd()));
}
