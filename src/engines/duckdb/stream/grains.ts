import { DIMENSIONS, type DimensionId } from "../../../model/dimensions.ts";
import { additiveParts, MEASURE_IDS } from "../../../model/measures.ts";
import { type MetricContext, missingColumns, type WindowedQuery } from "../../../model/query.ts";
import type { SaleColumn } from "../../../model/sale.ts";
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

/** The same tables with only the queries that these columns can answer. */
export function answerable(grains: readonly Grain[], columns: ReadonlySet<SaleColumn>): Grain[] {
  return grains
    .map((grain) => ({
      ...grain,
      queries: grain.queries.filter((query) => missingColumns(query, columns).length === 0),
    }))
    .filter(({ queries }) => queries.length > 0);
}

/** The partial aggregates of some accepted rows, with the columns of the grain's tables; one the rows lack is null. */
export function partialsSql(grain: Grain, context: MetricContext): string {
  const [query] = grain.queries;
  if (query === undefined) throw new Error("a grain without a query");
  const whole = { ...query, dimensions: grain.dimensions, measures: MEASURE_IDS };
  const lacking = missingColumns(whole, context.columns).map((name) => `CAST(NULL AS VARCHAR) AS ${duckdb.name(name)}`);
  const relation =
    lacking.length === 0 ? context.relation : `(SELECT *, ${lacking.join(", ")} FROM ${context.relation})`;
  return panesSql(whole, "event_time", { ...context, relation }, duckdb);
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
