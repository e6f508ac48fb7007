import { DIMENSIONS, type DimensionId } from "../../../model/dimensions.ts";
import { additiveParts, MEASURE_IDS } from "../../../model/measures.ts";
import type { MetricContext, WindowedQuery } from "../../../model/query.ts";
import { duckdb } from "../../../model/sql/duckdb.ts";
import { panesSql } from "../../../model/sql/windowed.ts";

/**
 * A table of partial aggregates that several windowed queries are roll-ups of. Labels have few values and share one;
 * a dimension of ids has many, so each has a table of its own.
 */
export interface Grain {
  readonly table: string;
  readonly dimensions: readonly DimensionId[];
  readonly queries: readonly WindowedQuery[];
  /** Lines in the table of open panes, about, and at how many they are merged. */
  readonly lines: { open: number; mergeAt: number };
}

const PARTS = additiveParts(MEASURE_IDS);

export function grainsOf(queries: readonly WindowedQuery[]): Grain[] {
  const isWide = ({ dimensions }: WindowedQuery) => dimensions.some((id) => DIMENSIONS[id].unit === "id");
  const narrow = queries.filter((query) => !isWide(query));
  const shared = [...new Set(narrow.flatMap(({ dimensions }) => dimensions))].sort();
  return [
    ...(narrow.length === 0 ? [] : [{ table: "panes", dimensions: shared, queries: narrow, lines: newLines() }]),
    ...queries.filter(isWide).map((query) => ({
      table: `panes_${query.id}`,
      dimensions: query.dimensions,
      queries: [query],
      lines: newLines(),
    })),
  ];
}

function newLines(): Grain["lines"] {
  return { open: 0, mergeAt: 0 };
}

/** Two tables of the same columns: panes of open windows, where a batch adds lines, and closed ones, a line a pane. */
export function createGrainSql({ table, dimensions }: Grain): string {
  const columns = [
    "pane TIMESTAMP NOT NULL",
    ...dimensions.map((id) => `${duckdb.name(id)} VARCHAR`),
    ...PARTS.map((id) => `${duckdb.name(id)} ${/transactions/.test(id) ? "BIGINT" : "DECIMAL(38,3)"}`),
  ].join(", ");
  return `CREATE TABLE IF NOT EXISTS ${open(table)} (${columns}); CREATE TABLE IF NOT EXISTS ${closed(table)} (${columns});`;
}

/** The partial aggregates of some accepted rows, with the columns of the grain's tables. */
export function partialsSql(grain: Grain, context: MetricContext): string {
  const [query] = grain.queries;
  if (query === undefined) throw new Error("a grain without a query");
  return panesSql({ ...query, dimensions: grain.dimensions, measures: MEASURE_IDS }, "event_time", context, duckdb);
}

/** One line for each pane and key. */
export function mergedSql({ dimensions }: Grain, from: string): string {
  const keys = ["pane", ...dimensions.map(duckdb.name)];
  const sums = PARTS.map((id) => `sum(${duckdb.name(id)}) AS ${duckdb.name(id)}`);
  return `SELECT ${[...keys, ...sums].join(", ")} FROM ${from} GROUP BY ${keys.map((_, index) => index + 1).join(", ")}`;
}

export function open(table: string): string {
  return duckdb.name(`${table}_open`);
}

export function closed(table: string): string {
  return duckdb.name(`${table}_closed`);
}
