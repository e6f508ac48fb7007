import { DIMENSIONS, type DimensionId } from "../../model/dimensions.ts";
import type { WindowRow } from "../../model/stream/window-row.ts";
import { windowedQuery } from "../../model/stream/windowed-queries.ts";
import { layoutTable, type TextColumn } from "../console/layout.ts";
import { printable } from "../console/printable.ts";
import { columnHead } from "../view/table-view.ts";
import type { ShownWindow } from "./recent-windows.ts";
import type { StreamLook } from "./stream-look.ts";

export interface WindowTableOptions {
  readonly query: string;
  /** Those that the batch changed, the earliest first. */
  readonly windows: readonly ShownWindow[];
  /** When the batch was cut, ISO 8601: times of the same day are shown without it. */
  readonly time: string;
  readonly isCorrection: (row: WindowRow) => boolean;
  readonly width: number;
}

/** A catch-up changes thousands of windows with thousands of keys: the last and the largest say enough. */
const MOST_WINDOWS = 3;
const MOST_KEYS = 10;
/** What a query groups by does not depend on its windows. */
const ANY_WINDOW = { sizeSeconds: 1, slideSeconds: 1 };

/** The windows of one query that a batch changed, the latest last, keys ranked by gross sales, unchanged ones paler. */
export function windowTable(options: WindowTableOptions, look: StreamLook): string[] {
  const { query, windows, width } = options;
  const { words, vocabulary, format, paint } = look;
  const shown = windows.slice(-MOST_WINDOWS);
  const [dimension] = windowedQuery(query, ANY_WINDOW).dimensions;
  const lines = shown.flatMap((window) => windowLines(window, dimension, options, look));
  const hidden = windows.length - shown.length;
  const title = dimension === undefined ? words.totals : words.by({ dimension: vocabulary.column(dimension) });
  const money = (id: "gross_sales" | "average_sale") => columnHead({ id, unit: "money" }, vocabulary, format);
  const columns: readonly TextColumn[] = [
    { head: title, kind: "label", cells: lines.map(({ label }) => label) },
    { head: vocabulary.column("transactions"), kind: "number", cells: lines.map(({ cells }) => cells[0] ?? "") },
    { head: money("gross_sales"), kind: "number", cells: lines.map(({ cells }) => cells[1] ?? "") },
    { head: money("average_sale"), kind: "number", cells: lines.map(({ cells }) => cells[2] ?? "") },
  ];
  const table = layoutTable(columns, 1, width, paint);
  const head = table.slice(0, table.length - lines.length);
  const body = table.slice(-lines.length).map((line, index) => lines[index]?.paint(line) ?? line);
  const note = hidden === 0 ? [] : [paint.dim(words.more_windows({ count: format.count(hidden), one: hidden === 1 }))];
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
