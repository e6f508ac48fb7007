import type { Paint } from "./paint.ts";
import { padEnd, padStart, truncate, widthOf, wrap } from "./width.ts";

/** A column of printable text. A shop's labels may be cut to fit the terminal, words of our own and numbers never are. */
export interface TextColumn {
  readonly head: string;
  readonly kind: "label" | "text" | "number" | "bar";
  readonly cells: readonly string[];
}

const GAP = "  ";
/** Below this a cut label says nothing. */
const LEAST_LABEL = 16;

/**
 * Columns side by side in at most `width` terminal columns: heads wrap first, then labels are cut, and what still
 * does not fit goes into a further block below that repeats the first `keys` columns.
 */
export function layoutTable(columns: readonly TextColumn[], keys: number, width: number, paint: Paint): string[] {
  return blocks(columns, keys, width).flatMap((block, index) => [
    ...(index > 0 ? [""] : []),
    ...layoutBlock(block, fitWidths(block, width), paint),
  ]);
}

function blocks(columns: readonly TextColumn[], keys: number, width: number): TextColumn[][] {
  const repeated = columns.slice(0, keys);
  const rest = columns.slice(keys);
  const found: TextColumn[][] = [];
  let block = [...repeated];
  for (const column of rest) {
    const wider = [...block, column];
    if (block.length > keys && total(leastWidths(wider)) > width) {
      found.push(block);
      block = [...repeated, column];
    } else {
      block = wider;
    }
  }
  return [...found, block];
}

function fitWidths(columns: readonly TextColumn[], width: number): number[] {
  const natural = columns.map(widthOfColumn);
  if (total(natural) <= width) return natural;
  const wrapped = columns.map(wrappedWidth);
  const least = leastWidths(columns);
  // Labels give way in turn, the widest first, until the block fits.
  while (total(wrapped) > width) {
    const spare = wrapped.map((value, index) => (value > (least[index] ?? 0) ? value : 0));
    const widestLabel = Math.max(...spare);
    if (widestLabel === 0) break;
    const index = spare.indexOf(widestLabel);
    wrapped[index] = widestLabel - 1;
  }
  return wrapped;
}

/** Width with the head broken at every space and nothing cut. */
export function wrappedWidth(column: TextColumn): number {
  return Math.max(longestWord(column.head), widest(column.cells));
}

/** Width with the head on one line and nothing cut. */
export function widthOfColumn(column: TextColumn): number {
  return Math.max(widthOf(column.head), widest(column.cells));
}

function leastWidths(columns: readonly TextColumn[]): number[] {
  return columns.map((column) => {
    const cells = widest(column.cells);
    return Math.max(longestWord(column.head), column.kind === "label" ? Math.min(cells, LEAST_LABEL) : cells);
  });
}

function layoutBlock(columns: readonly TextColumn[], widths: readonly number[], paint: Paint): string[] {
  const heads = columns.map((column, index) => wrap(column.head, widths[index] ?? 0));
  const height = Math.max(...heads.map((lines) => lines.length));
  const head = Array.from({ length: height }, (_, line) =>
    join(columns, widths, (index) => heads[index]?.[line - height + (heads[index]?.length ?? 0)] ?? ""),
  );
  const rule = widths
    .map((width, index) => (columns[index]?.kind === "bar" ? "" : "─".repeat(width)))
    .join(GAP)
    .trimEnd();
  const rows = Array.from({ length: columns[0]?.cells.length ?? 0 }, (_, row) =>
    join(columns, widths, (index) => columns[index]?.cells[row] ?? "", paint),
  );
  return [...head.map((line) => paint.head(line)), paint.dim(rule), ...rows];
}

function join(
  columns: readonly TextColumn[],
  widths: readonly number[],
  text: (index: number) => string,
  paint?: Paint,
): string {
  const cells = columns.map((column, index) => {
    const width = widths[index] ?? 0;
    const cut = column.kind === "label" ? truncate(text(index), width) : text(index);
    if (column.kind === "number") return padStart(cut, width);
    if (column.kind === "bar" && paint !== undefined) return paint.bar(cut);
    return padEnd(cut, width);
  });
  return cells.join(GAP).trimEnd();
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0) + GAP.length * Math.max(0, widths.length - 1);
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(widthOf));
}

function longestWord(text: string): number {
  return widest(text.split(" "));
}
