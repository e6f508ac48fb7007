import { DIMENSIONS, type DimensionId } from "../dimensions.ts";
import { type AdditiveMeasureId, additiveParts, MEASURES, type MeasureId } from "../measures.ts";
import type { Filter, MetricContext, Order, Query } from "../query.ts";
import type { Dialect } from "./dialect.ts";

/**
 * A query as SQL. The same three steps serve a batch, a window and a merge of windows: partial aggregates
 * (additive measures only), merged by addition, then the derived measures as formulas over them.
 * Rows come in the query's order, ties by the dimensions ascending, nulls last.
 */
export function compileQuery(query: Query, context: MetricContext, dialect: Dialect): string {
  const keys = query.dimensions.map((id) => `${dimensionSql(id, dialect)} AS ${dialect.name(id)}`);
  const parts = additiveParts(query.measures).map((id) => `${partialSql(id, context, dialect)} AS ${dialect.name(id)}`);
  const groups = query.dimensions.map((_, index) => index + 1).join(", ");
  return [
    `SELECT ${[...query.dimensions.map(dialect.name), ...query.measures.map((id) => finalSql(id, dialect))].join(", ")}`,
    ` FROM (SELECT ${[...keys, ...parts].join(", ")} FROM ${context.relation}${compileFilters(query, dialect)}`,
    `${groups === "" ? "" : ` GROUP BY ${groups}`}) AS grouped`,
    orderSql(query, dialect),
    query.limit === undefined ? "" : ` LIMIT ${Math.trunc(query.limit)}`,
  ].join("");
}

/** A dimension over a relation of sales. */
export function dimensionSql(id: DimensionId, dialect: Dialect): string {
  const dimension = DIMENSIONS[id];
  return dimension.kind === "column"
    ? dialect.name(dimension.column)
    : dialect.timePart(dimension.part, dialect.name("timestamp"));
}

/** An additive measure as an aggregate over rows of sales; 0 over no rows, null where the data lacks its column. */
export function partialSql(id: AdditiveMeasureId, context: MetricContext, dialect: Dialect): string {
  const measure = MEASURES[id];
  if (measure.kind === "ratio") {
    throw new Error(`${id} is not additive`);
  }
  const condition = measure.status === undefined ? undefined : statusSql(measure.status, context, dialect);
  if (measure.kind === "count") {
    return condition === undefined ? "count(*)" : `count(CASE WHEN ${condition} THEN 1 END)`;
  }
  if (!context.columns.has(measure.column)) {
    return "CAST(NULL AS DECIMAL(38,2))";
  }
  const value = dialect.name(measure.column);
  return `coalesce(sum(${condition === undefined ? value : `CASE WHEN ${condition} THEN ${value} END`}), 0)`;
}

/** Merges stored partial aggregates of the same key: additive measures add up. */
export function mergeSql(id: AdditiveMeasureId, dialect: Dialect): string {
  return `sum(${dialect.name(id)})`;
}

/** A measure over a relation that holds its additive parts as columns, under the measure's own name. */
export function finalSql(id: MeasureId, dialect: Dialect): string {
  const measure = MEASURES[id];
  return measure.kind === "ratio"
    ? `${formulaSql(id, dialect.name, dialect)} AS ${dialect.name(id)}`
    : dialect.name(id);
}

/** The formula of a derived measure, its parts given by `part`; null where the denominator is 0. */
export function formulaSql(id: MeasureId, part: (id: AdditiveMeasureId) => string, dialect: Dialect): string {
  const measure = MEASURES[id];
  if (measure.kind !== "ratio") {
    return part(id as AdditiveMeasureId);
  }
  const moneyDecimals = MEASURES[measure.numerator].unit === "money" ? 2 : 0;
  const shift = 10 ** (measure.decimals - moneyDecimals);
  const whole = dialect.unscaled(part(measure.numerator), moneyDecimals);
  const dividend = shift === 1 ? whole : `${whole} * ${shift}`;
  return dialect.scaled(dialect.divideHalfUp(dividend, part(measure.denominator)), measure.decimals);
}

/** A list of values as a condition; an empty list holds for no row, null in it for rows without a value. */
function inSql(expression: string, values: Filter["values"], dialect: Dialect): string {
  const known = values.filter((value) => value !== null);
  const conditions: string[] = [];
  if (known.length > 0) {
    conditions.push(
      `${dialect.toText(expression)} IN (${known.map((value) => dialect.text(String(value))).join(", ")})`,
    );
  }
  if (known.length < values.length) {
    conditions.push(`${expression} IS NULL`);
  }
  return conditions.length === 0 ? "1 = 0" : `(${conditions.join(" OR ")})`;
}

function statusSql(status: "recognised" | "pending" | "cancelled", context: MetricContext, dialect: Dialect): string {
  if (!context.columns.has("status")) {
    // A shop that records no status records sales that happened.
    return status === "recognised" ? "1 = 1" : "1 = 0";
  }
  return inSql(dialect.name("status"), context.status[status], dialect);
}

/** What narrows sales down, as a condition with its WHERE; empty where nothing does. */
export function compileFilters(query: Pick<Query, "filters" | "period">, dialect: Dialect): string {
  const time = dialect.name("timestamp");
  const conditions = (query.filters ?? []).map((filter) =>
    inSql(dimensionSql(filter.dimension, dialect), filter.values, dialect),
  );
  if (query.period?.from !== undefined) {
    conditions.push(`${time} >= ${dialect.timestamp(query.period.from)}`);
  }
  if (query.period?.to !== undefined) {
    conditions.push(`${time} < ${dialect.timestamp(query.period.to)}`);
  }
  return conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`;
}

function orderSql(query: Query, dialect: Dialect): string {
  const explicit: readonly Order[] = query.order ?? [];
  const ties = query.dimensions
    .filter((id) => !explicit.some((order) => order.by === id))
    .map((by): Order => ({ by, direction: "ascending" }));
  const terms = [...explicit, ...ties].map(
    ({ by, direction }) => `${dialect.name(by)} ${direction === "ascending" ? "ASC" : "DESC"} NULLS LAST`,
  );
  return terms.length === 0 ? "" : ` ORDER BY ${terms.join(", ")}`;
}
