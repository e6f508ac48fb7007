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
