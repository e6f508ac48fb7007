import type { DimensionId } from "../dimensions.ts";
import { additiveParts } from "../measures.ts";
import type { MetricContext, WindowedQuery } from "../query.ts";
import { dimensionSql, finalSql, mergeSql, partialSql } from "./compile.ts";
import type { Dialect } from "./dialect.ts";

/**
 * Windows are made of panes: intervals as long as the greatest common divisor of size and slide, aligned to
 * the epoch. A row falls into one pane; panes add up to every window that covers them, so late corrections,
 * sliding windows and roll-ups all read the same small state.
 */
export function paneSeconds(query: Pick<WindowedQuery, "sizeSeconds" | "slideSeconds">): number {
  let [a, b] = [query.sizeSeconds, query.slideSeconds];
  while (b !== 0) {
    [a, b] = [b, a % b];
  }
  return a;
}

/** Rows of sales to partial aggregates per pane: columns `pane`, the dimensions, the additive measures. */
export function panesSql(query: WindowedQuery, eventTime: string, context: MetricContext, dialect: Dialect): string {
  const columns = [
    `${dialect.pane(eventTime, paneSeconds(query))} AS ${dialect.name("pane")}`,
    ...query.dimensions.map((id) => `${dimensionSql(id, dialect)} AS ${dialect.name(id)}`),
    ...additiveParts(query.measures).map((id) => `${partialSql(id, context, dialect)} AS ${dialect.name(id)}`),
  ];
  const groups = Array.from({ length: query.dimensions.length + 1 }, (_, index) => index + 1).join(", ");
  return `SELECT ${columns.join(", ")} FROM ${context.relation} GROUP BY ${groups}`;
}

/** Panes to windows: columns `window_start`, `window_end`, the dimensions, the measures. */
export function windowsSql(query: WindowedQuery, panes: string, dialect: Dialect): string {
  const start = dialect.name("window_start");
  const dimensions = query.dimensions.map(dialect.name);
  const sums = additiveParts(query.measures).map((id) => `${mergeSql(id, dialect)} AS ${dialect.name(id)}`);
  const { expression, from } = windowStarts(query, panes, dialect);
  const groups = Array.from({ length: dimensions.length + 1 }, (_, index) => index + 1).join(", ");
  const merged = `SELECT ${[`${expression} AS ${start}`, ...dimensions, ...sums].join(", ")} FROM ${from} GROUP BY ${groups}`;
  const end = `${dialect.addSeconds(start, String(query.sizeSeconds))} AS ${dialect.name("window_end")}`;
  return `SELECT ${[start, end, ...dimensions, ...query.measures.map((id) => finalSql(id, dialect))].join(", ")} FROM (${merged}) AS merged`;
}

/**
 * The windows of several queries of the same size and slide at once: columns `query` (its id), `window_start`, `window_end`,
 * `key` (the value of its one dimension as text, null without one), the measures, and `flag`, which says whether any pane of
 * that row has it. The panes are read once and their columns named once, however many queries there are.
 */
export function rollUpsSql(queries: readonly WindowedQuery[], panes: string, flag: string, dialect: Dialect): string {
  const [first] = queries;
  if (first === undefined) throw new Error("no query to roll up");
  const start = dialect.name("window_start");
  const dimensions = [...new Set(queries.flatMap((query) => query.dimensions))].map(dialect.name);
  const parts = additiveParts(first.measures);
  const { expression, from } = windowStarts(first, panes, dialect);
  const placed = [`${expression} AS ${start}`, ...dimensions, ...parts.map(dialect.name), flag];
  const { query, key, sets } = querySets(queries, start, dialect.name, dialect);
  const columns = [
    start,
    `${query} AS query`,
    `${key} AS key`,
    ...parts.map((id) => `${mergeSql(id, dialect)} AS ${dialect.name(id)}`),
    `bool_or(${flag}) AS ${flag}`,
  ];
  const merged = `SELECT ${columns.join(", ")} FROM (SELECT ${placed.join(", ")} FROM ${from}) AS placed GROUP BY GROUPING SETS (${sets})`;
  const end = `${dialect.addSeconds(start, String(first.sizeSeconds))} AS ${dialect.name("window_end")}`;
  const measures = first.measures.map((id) => finalSql(id, dialect));
  return `SELECT ${["query", start, end, "key", ...measures, flag].join(", ")} FROM (${merged}) AS merged`;
}

/**
 * Several queries in one aggregate: its grouping sets, each of the window and a query's dimension, and of a row the id of
 * its query and its key as text. `window` and what `columnOf` names are columns.
 */
export function querySets(
  queries: readonly WindowedQuery[],
  window: string,
  columnOf: (dimension: DimensionId) => string,
  dialect: Dialect,
): { readonly query: string; readonly key: string; readonly sets: string } {
  const keyOf = ({ dimensions: [id] }: WindowedQuery) => (id === undefined ? "NULL" : dialect.toText(columnOf(id)));
  return {
    query: byQuery(queries, ({ id }) => dialect.text(id), columnOf),
    key: byQuery(queries, keyOf, columnOf),
    sets: queries.map(({ dimensions }) => `(${[window, ...dimensions.map(columnOf)].join(", ")})`).join(", "),
  };
}

/** One value or another, by the query whose grouping set a row belongs to. */
function byQuery(
  queries: readonly WindowedQuery[],
  value: (query: WindowedQuery) => string,
  columnOf: (dimension: DimensionId) => string,
): string {
  const cases = queries.flatMap((query) =>
    query.dimensions.map((id) => `WHEN grouping(${columnOf(id)}) = 0 THEN ${value(query)}`),
  );
  const totals = queries.find((query) => query.dimensions.length === 0);
  const otherwise = totals === undefined ? "NULL" : value(totals);
  return cases.length === 0 ? otherwise : `CASE ${cases.join(" ")} ELSE ${otherwise} END`;
}

/** Where the windows start that hold a pane, and the panes, each as often as there are such windows. */
function windowStarts({ sizeSeconds, slideSeconds }: WindowedQuery, panes: string, dialect: Dialect) {
  const pane = dialect.name("pane");
  if (sizeSeconds === slideSeconds) {
    return { expression: pane, from: panes };
  }
  // The first window that holds a pane starts at the slide boundary at or before it; earlier ones overlap it too.
  const overlaps = Math.ceil(sizeSeconds / slideSeconds);
  const expression = dialect.addSeconds(dialect.pane(pane, slideSeconds), `-${slideSeconds} * n`);
  const shifts = dialect.series("0", String(overlaps - 1));
  const holds = `${dialect.addSeconds(expression, String(sizeSeconds))} > ${pane}`;
  return { expression, from: `${panes} CROSS JOIN ${shifts} AS shifts WHERE ${holds}` };
}
