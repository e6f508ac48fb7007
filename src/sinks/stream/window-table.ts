import { DIMENSIONS, type DimensionId } from "../../model/dimensions.ts";
import type { WindowRow } from "../../model/stream/window-row.ts";
import { windowedQuery } from "../../model/stream/windowed-queries.ts";
import { layoutTable, type TextColumn } from "../console/layout.ts";
import { printable } from "../console/printable.ts";
import { padEnd, padStart } from "../console/width.ts";
import { columnHead } from "../view/table-view.ts";
import type { ChangedWindows, ShownWindow } from "./recent-windows.ts";
import type { StreamLook } from "./stream-look.ts";

export interface WindowTableOptions {
  readonly query: string;
  readonly windows: ChangedWindows;
  /** When the batch was cut, ISO 8601: times of the same day are shown without it. */
  readonly time: string;
  readonly isCorrection: (row: WindowRow) => boolean;
  readonly width: number;
}

/** Of thousands of keys the largest say enough. */
const MOST_KEYS = 10;
/** So that columns stand below each other in the tables of all queries, and from batch to batch. */
const USUAL_WIDTH = 80;
const LEAST_WIDTHS = { label: 31, numbers: [12, 14, 10] } as const;
const NO_LEAST = { label: 0, numbers: [0, 0, 0] } as const;
/** What a query groups by does not depend on its windows. */
const ANY_WINDOW = { sizeSeconds: 1, slideSeconds: 1 };

/** The windows of one query that a batch changed, the latest last, keys ranked by gross sales, unchanged ones paler. */
export function windowTable(options: WindowTableOptions, look: StreamLook): string[] {
  const { query, windows, width } = options;
  const { words, vocabulary, format, paint } = look;
  const [dimension] = windowedQuery(query, ANY_WINDOW).dimensions;
  const lines = windows.last.flatMap((window) => windowLines(window, dimension, options, look));
  const { earlier } = windows;
  const title = dimension === undefined ? words.totals : words.by({ dimension: vocabulary.column(dimension) });
  const least = width < USUAL_WIDTH ? NO_LEAST : LEAST_WIDTHS;
  const number = (head: string, index: 0 | 1 | 2): TextColumn => ({
    head: padStart(head, least.numbers[index]),
    kind: "number",
    cells: lines.map(({ cells }) => cells[index] ?? ""),
  });
  const columns: readonly TextColumn[] = [
    { head: padEnd(title, least.label), kind: "label", cells: lines.map(({ label }) => label) },
    number(vocabulary.column("transactions"), 0),
    // The unit is named once: it is the same for the average.
    number(columnHead({ id: "gross_sales", unit: "money" }, vocabulary, format), 1),
    number(words.average, 2),
  ];
  const table = layoutTable(columns, 1, width, paint);
  const head = table.slice(0, table.length - lines.length);
  const body = table.slice(-lines.length).map((line, index) => lines[index]?.paint(line) ?? line);
  const note =
    earlier === 0 ? [] : [paint.dim(words.more_windows({ count: format.count(earlier), one: earlier === 1 }))];
  return [...head, ...note, ...body];
}

interface Line {
  readonly label: string;
  readonly cells: readonly string[];
  readonly paint: (line: string) => string;
}

function windowLines(
  { rows, changed }: ShownWindow,
  dimension: DimensionId | undefined,
  { time, isCorrection }: WindowTableOptions,
  { words, format, times, paint }: StreamLook,
): Line[] {
  const [first] = changed;
  if (first === undefined) return [];
  const [word, color] = isCorrection(first)
    ? [words.corrected, paint.warn]
    : first.final
      ? [words.final, paint.good]
      : [words.provisional, paint.bar];
  const mark = `${first.final ? "●" : "○"} ${word}`;
  const label = `${printable(times.range(first.window_start, first.window_end, time))} ${mark}`;
  const painted = (line: string) => line.replace(mark, color(mark));
  if (dimension === undefined) return [{ label, cells: figures(first, format), paint: painted }];
  const ranked = [...rows].sort(bySales);
  const plain = (line: string) => line;
  const whole = changed.size === rows.length;
  const { unit } = DIMENSIONS[dimension];
  const keys = ranked.slice(0, ranked.length === MOST_KEYS + 1 ? MOST_KEYS + 1 : MOST_KEYS).map((row) => ({
    label: `  ${printable(format.cell(unit, row.key))}`,
    cells: figures(row, format),
    paint: whole || changed.has(row) ? plain : paint.dim,
  }));
  const more = ranked.length - keys.length;
  const note = { label: `  ${words.more_keys({ count: format.count(more) })}`, cells: [], paint: paint.dim };
  return [{ label, cells: [], paint: painted }, ...keys, ...(more === 0 ? [] : [note])];
}

function figures({ transactions, gross_sales, average_sale }: WindowRow, format: StreamLook["format"]): string[] {
  return [format.count(transactions), format.amount(gross_sales), format.amount(average_sale)];
}

/** Largest first, then by key. Cents are exact as text: numbers of them may not be. */
function bySales(a: WindowRow, b: WindowRow): number {
  const [x, y] = [cents(a), cents(b)];
  if (x !== y) return x > y ? -1 : 1;
  return String(a.key ?? "") < String(b.key ?? "") ? -1 : 1;
}

function cents({ gross_sales }: WindowRow): bigint {
  return BigInt(gross_sales.replace(".", ""));
}
