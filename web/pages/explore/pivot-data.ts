import { keepPreviousData, useQueries } from "@tanstack/react-query";
import type { QueryAnswer } from "../../../src/server/api/query.ts";
import type { QueryParams } from "../../api/analyses.ts";
import { ask } from "../../api/client.ts";
import { FIGURES } from "../../api/keys.ts";
import type { FilterParams } from "../../api/sales.ts";
import type { Cell } from "../../format/format.ts";
import { cellOf, type Dimension, isDimension, type Measure, narrowed, valueText } from "./view.ts";

export interface PivotAsked {
  readonly filters: FilterParams | null;
  readonly by: readonly Dimension[];
  readonly across: Dimension | null;
  readonly measures: readonly Measure[];
  /** Of the API: `-net_sales`, `category`. */
  readonly order: string;
  readonly most: number;
  readonly compare: "previous" | null;
  /** Paths of the rows that are divided further. */
  readonly open: readonly string[];
}

export type Path = readonly (readonly [Dimension, Cell])[];

export interface PivotRow {
  readonly path: Path;
  readonly key: string;
  readonly isOpen: boolean;
  readonly canOpen: boolean;
  /** By measure: the whole row. */
  readonly total: readonly Cell[];
  /** Undefined where no comparison was asked for. */
  readonly before: readonly Cell[] | undefined;
  /** By column key, then by measure. */
  readonly cells: ReadonlyMap<string, readonly Cell[]>;
}

export interface Pivot {
  readonly rows: readonly PivotRow[];
  readonly total: PivotRow;
  /** Keys of the columns shown, largest first or in their own order. */
  readonly columns: readonly Cell[];
  readonly hasMoreColumns: boolean;
  readonly hasMore: boolean;
}

const MOST_COLUMNS = 24;
const MOST_CELLS = 10_000;

/** Asks what a pivot shows: one level at a time, each with its own totals, so that averages and rates are true. */
export function usePivot(asked: PivotAsked) {
  const { filters, by, across, open } = asked;
  const paths = ["", ...open];
  const queries = paths.flatMap((text) => questionsOf(asked, readPath(text, by)));
  const totals = questionsOf({ ...asked, by: [] }, []);
  const answers = useQueries({
    queries: [...totals, ...queries].map((params) => ({
      queryKey: [FIGURES, "query", params],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        ask<QueryAnswer>("/api/query", { params: { ...params }, signal }),
      placeholderData: keepPreviousData,
      enabled: filters !== null,
    })),
  });
  const step = across === null ? 1 : 2;
  const at = (place: number) => answers[place * step]?.data;
  const acrossAt = (place: number) => (across === null ? undefined : answers[place * step + 1]?.data);
  const first = answers[0];
  const root = at(1);
  if (at(0) === undefined || (by.length > 0 && root === undefined)) return { query: first, pivot: null };
  const columns = (acrossAt(0)?.rows ?? []).map(([key]) => key ?? null);
  const levels = new Map(paths.map((text, place) => [text, { answer: at(place + 1), cells: acrossAt(place + 1) }]));
  const rowsUnder = (parent: string, path: Path): PivotRow[] => {
    const level = levels.get(parent);
    const dimension = by[path.length];
    if (level?.answer === undefined || dimension === undefined) return [];
    return level.answer.rows.flatMap((row) => {
      const own: Path = [...path, [dimension, row[0] ?? null]];
      const key = writePath(own);
      const isOpen = levels.has(key);
      return [
        { path: own, key, isOpen, canOpen: own.length < by.length, ...figuresOf(level.answer, row, 1, level.cells) },
        ...(isOpen ? rowsUnder(key, own) : []),
      ];
    });
  };
  const pivot: Pivot = {
    rows: by.length === 0 ? [] : rowsUnder("", []),
    total: {
      path: [],
      key: "",
      isOpen: false,
      canOpen: false,
      ...figuresOf(at(0), at(0)?.rows[0] ?? [], 0, acrossAt(0)),
    },
    columns: columns.slice(0, MOST_COLUMNS),
    hasMoreColumns: columns.length > MOST_COLUMNS,
    hasMore: root?.more ?? false,
  };
  return { query: first, pivot };
}

/** The level under a path as the API is asked for it; with columns, once more divided by them. */
function questionsOf({ filters, by, across, measures, order, most, compare }: PivotAsked, path: Path): QueryParams[] {
  const dimension = by[path.length];
  const under = narrowed(
    filters ?? {},
    path.map(([name, value]) => [name, [valueText(value)]] as const),
  );
  const rows = dimension === undefined ? [] : [dimension];
  const by_ = order.replace(/^-/, "");
  const isOwn = by_ === dimension || measures.some((id) => id === by_);
  // A level that is not sorted by its own dimension is sorted by the first figure.
  const orderOf = rows.length === 0 ? [] : [isOwn ? order : `-${measures[0]}`];
  const level = { ...under, dimensions: rows, measures, order: orderOf, limit: most, compare };
  if (across === null) return [level];
  const columns = rows.length === 0 ? [isTime(across) ? across : `-${measures[0]}`] : [];
  return [level, { ...under, dimensions: [...rows, across], measures, order: columns, limit: MOST_CELLS }];
}

function figuresOf(
  answer: QueryAnswer | undefined,
  row: readonly Cell[],
  keys: number,
  across: QueryAnswer | undefined,
) {
  const own = keys === 0 ? "" : valueText(row[0] ?? null);
  const before = answer?.previous?.rows.find((one) => keys === 0 || valueText(one[0] ?? null) === own);
  const cells = new Map<string, readonly Cell[]>();
  for (const one of across?.rows ?? []) {
    if (keys === 1 && valueText(one[0] ?? null) !== own) continue;
    cells.set(valueText(one[keys] ?? null), one.slice(keys + 1));
  }
  const old = (before ?? []).slice(keys);
  // Nothing at all before says that the data begin later, not that everything is new.
  const isBlank = keys === 0 ? old.every((value) => Number(value ?? 0) === 0) : answer?.previous?.rows.length === 0;
  const hasBefore = answer?.previous != null && !isBlank;
  return { total: row.slice(keys), before: hasBefore ? old : undefined, cells };
}

function isTime(dimension: Dimension): boolean {
  return ["hour", "weekday", "day", "month"].includes(dimension);
}

function writePath(path: Path): string {
  return path.map(([, value]) => encodeURIComponent(valueText(value))).join("/");
}

export function readPath(text: string, by: readonly Dimension[]): Path {
  if (text === "") return [];
  return text.split("/").flatMap((part, place) => {
    const dimension = by[place];
    return dimension !== undefined && isDimension(dimension)
      ? [[dimension, cellOf(decodeURIComponent(part))] as const]
      : [];
  });
}
