import type { TimePart } from "../dimensions.ts";
import type { Dialect } from "./dialect.ts";

export const duckdb: Dialect = {
  id: "duckdb",
  name: (name) => `"${name.replaceAll('"', '""')}"`,
  text: quote,
  timestamp: (value) => `CAST(${quote(value)} AS TIMESTAMP)`,
  timePart,
  toMoney: (x) => `TRY_CAST(${x} AS DECIMAL(18,2))`,
  toQuantity: (x, decimals) => `TRY_CAST(${x} AS DECIMAL(18,${decimals}))`,
  toInteger: (x) => `TRY_CAST(${x} AS BIGINT)`,
  toText: (x) => `CAST(${x} AS VARCHAR)`,
  toTimestamp: (x, formats) =>
    formats.length === 0
      ? `TRY_CAST(${x} AS TIMESTAMP)`
      : `CAST(try_strptime(trim(${x}), [${formats.map(quote).join(", ")}]) AS TIMESTAMP)`,
  toInstant: (x) => `(TRY_CAST(${fullTime(x)} AS TIMESTAMPTZ) AT TIME ZONE 'UTC')`,
  instantOf: (x) => `(${x} AT TIME ZONE 'UTC')`,
  // Not AT TIME ZONE: that asks the zone database for every row.
  zoned: (x) => `make_timestamptz(epoch_us(${x}))`,
  fromEpoch: (x, unit) => `make_timestamp(TRY_CAST(${x} AS BIGINT) * ${unit === "s" ? 1_000_000 : 1000})`,
  wallClock: "TIMESTAMP",
  closedLabel: (x, values) => `TRY_CAST(${x} AS ENUM(${values.map(quote).join(", ")}))`,
  product: (quantity, price) => `TRY_CAST(TRY(CAST(${quantity} AS DECIMAL(36,3)) * ${price}) AS DECIMAL(18,2))`,
  divideHalfUp: (a, b) =>
    `((2 * CAST(${a} AS HUGEINT) + CAST(${b} AS HUGEINT)) // nullif(2 * CAST(${b} AS HUGEINT), 0))`,
  divideDown: (a, b) => `(${a} // nullif(${b}, 0))`,
  scaled: (x, decimals) => `CAST(${x} * CAST(${10 ** -decimals} AS DECIMAL(9,${decimals})) AS DECIMAL(38,${decimals}))`,
  unscaled: (x, decimals) => `CAST(${x} * ${10 ** decimals} AS HUGEINT)`,
  matches: (x, pattern) => `regexp_full_match(${x}, ${quote(pattern)})`,
  oneOf: (x, values) => `list_contains([${values.map(quote).join(", ")}], ${x})`,
  pane: (x, seconds) =>
    `make_timestamp(CAST(floor(epoch_us(${x}) / ${seconds * 1e6}.0) AS BIGINT) * ${seconds * 1_000_000})`,
  addSeconds: (x, seconds) => `(${x} + to_seconds(${seconds}))`,
  daysBetween: (from, to) => `date_diff('day', ${from}, ${to})`,
  monthsBetween: (from, to) => `date_diff('month', ${from}, ${to})`,
  // Twice as fast as date_trunc.
  firstOfMonth: (x) => `(CAST(${x} AS DATE) - CAST(day(${x}) - 1 AS INTEGER))`,
  rootHalfUp: (a, b, decimals) =>
    `CAST(floor(sqrt(CAST(${a} AS DOUBLE) / CAST(${b} AS DOUBLE)) * ${10 ** decimals} + 0.5) AS BIGINT)`,
  squares,
  series: (from, to) => `(SELECT unnest(range(${from}, ${to} + 1)) AS n)`,
  fail: (message) => `error(${quote(message)})`,
};

/** DuckDB knows an offset only right behind the seconds: `10:00Z` and `10:00:00 +02:00` are written out for it. */
function fullTime(x: string): string {
  const attached = String.raw`regexp_replace(${x}, ' ([Zz]|[+-]\d\d)', '\1')`;
  const withSeconds = String.raw`regexp_replace(${attached}, '([ T]\d\d?:\d\d)([Zz]|[+-]\d\d)', '\1:00\2')`;
  return `CASE WHEN substr(${x}, 17, 1) = ':' AND substr(${x}, 20, 1) <> ' ' THEN ${x} ELSE ${withSeconds} END`;
}

/** A statement's text ends at a NUL, so that character is spelled. */
function quote(value: string): string {
  const parts = value.split("\0").map((part) => `'${part.replaceAll("'", "''")}'`);
  return parts.length === 1 ? parts.join("") : `(${parts.join(" || chr(0) || ")})`;
}

/**
 * DuckDB multiplies two DECIMAL(18) in 64 bits and stops the query where that overflows; in 128 bits it takes four
 * times as long. So values whose square fits go one way, the others, if there are any, the other way.
 */
function squares(x: string, decimals: number): string {
  const small = `${x} BETWEEN -${10 ** (9 - decimals) - 1} AND ${10 ** (9 - decimals) - 1}`;
  const narrow = `CAST(${x} AS DECIMAL(18,${decimals}))`;
  const wide = `CAST(${x} AS DECIMAL(19,${decimals}))`;
  return (
    `(coalesce(sum(CASE WHEN ${small} THEN ${narrow} * ${narrow} END), 0)` +
    ` + coalesce(sum(CASE WHEN NOT ${small} AND ${x} BETWEEN -1000000000000 AND 1000000000000 THEN ${wide} * ${narrow} END), 0))`
  );
}

function timePart(part: TimePart, x: string): string {
  switch (part) {
    case "month":
      return `strftime(${x}, '%Y-%m')`;
    case "day":
      return `CAST(${x} AS DATE)`;
    case "hour":
      return `CAST(hour(${x}) AS INTEGER)`;
    case "weekday":
      return `CAST(dayofweek(${x}) + 1 AS INTEGER)`;
  }
}
