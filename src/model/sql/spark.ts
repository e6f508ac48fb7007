import type { TimePart } from "../dimensions.ts";
import type { Dialect } from "./dialect.ts";

/** Spark SQL 3.4 and newer, ANSI off or on; times are TIMESTAMP_NTZ wall clocks. */
export const spark: Dialect = {
  id: "spark",
  name: (name) => `\`${name.replaceAll("`", "``")}\``,
  text: quote,
  timestamp: (value) => `CAST(${quote(value)} AS TIMESTAMP_NTZ)`,
  timePart,
  // DuckDB reads 1_000 as a thousand; so does this.
  toMoney: (x) => `try_cast(replace(${x}, '_', '') AS DECIMAL(18,2))`,
  toQuantity: (x, decimals) => `try_cast(replace(${x}, '_', '') AS DECIMAL(18,${decimals}))`,
  toInteger: (x) => `try_cast(${x} AS BIGINT)`,
  toText: (x) => `CAST(${x} AS STRING)`,
  toTimestamp: (x, formats) =>
    formats.length === 0
      ? `try_cast(${x} AS TIMESTAMP_NTZ)`
      : `coalesce(${formats.map((format) => `try_to_timestamp(trim(${x}), ${quote(javaPattern(format))})`).join(", ")})`,
  toInstant: (x) => `CAST(to_utc_timestamp(try_cast(${x} AS TIMESTAMP), current_timezone()) AS TIMESTAMP_NTZ)`,
  instantOf: (x) => `CAST(to_utc_timestamp(${x}, current_timezone()) AS TIMESTAMP_NTZ)`,
  zoned: (x) => `CAST(${x} AS TIMESTAMP)`,
  fromEpoch: (x, unit) =>
    `CAST(${unit === "s" ? "timestamp_seconds" : "timestamp_millis"}(try_cast(${x} AS BIGINT)) AS TIMESTAMP_NTZ)`,
  wallClock: "TIMESTAMP_NTZ",
  // Spark has no compact type for labels, and a closed list would only cost time.
  closedLabel: (x) => x,
  product: (quantity, price) => `try_cast(try_multiply(CAST(${quantity} AS DECIMAL(20,3)), ${price}) AS DECIMAL(18,2))`,
  divideHalfUp: (a, b) =>
    `((2 * CAST(${a} AS DECIMAL(38,0)) + CAST(${b} AS DECIMAL(38,0))) div nullif(2 * CAST(${b} AS DECIMAL(38,0)), 0))`,
  divideDown: (a, b) => `(${a} div nullif(${b}, 0))`,
  scaled: (x, decimals) =>
    `CAST(${x} * CAST('${(10 ** -decimals).toFixed(decimals)}' AS DECIMAL(9,${decimals})) AS DECIMAL(38,${decimals}))`,
  unscaled: (x, decimals) => `CAST(${x} * ${10 ** decimals} AS DECIMAL(38,0))`,
  matches: (x, pattern) => `rlike(${x}, ${quote(`^(?:${pattern})$`)})`,
  // Field by field, because unix_seconds and date_trunc take the wall clock through the session's zone.
  oneOf: (x, values) => `${x} IN (${values.map(quote).join(", ")})`,
  pane: (x, seconds) =>
    `(${x} + make_dt_interval(0, 0, 0, -pmod(unix_date(CAST(${x} AS DATE)) * 86400L + hour(${x}) * 3600 + minute(${x}) * 60 + extract(SECOND FROM ${x}), ${seconds})))`,
  addSeconds: (x, seconds) => `timestampadd(SECOND, ${seconds}, ${x})`,
  daysBetween: (from, to) => `datediff(${to}, ${from})`,
  monthsBetween: (from, to) => `CAST(months_between(${to}, ${from}) AS BIGINT)`,
  firstOfMonth: (x) => `trunc(CAST(${x} AS DATE), 'MM')`,
  rootHalfUp: (a, b, decimals) =>
    `CAST(floor(sqrt(CAST(${a} AS DOUBLE) / CAST(${b} AS DOUBLE)) * ${10 ** decimals} + 0.5D) AS BIGINT)`,
  squares: (x, decimals) =>
    `sum(CASE WHEN ${x} BETWEEN -1000000000000 AND 1000000000000 THEN CAST(${x} AS DECIMAL(18,${decimals})) * CAST(${x} AS DECIMAL(18,${decimals})) END)`,
  series: (from, to) => `(SELECT explode(sequence(${from}, ${to})) AS n)`,
  fail: (message) => `raise_error(${quote(message)})`,
};

/** Spark fills `${name}` in with its settings and the environment, even inside quotes: a dollar is spelled. */
function quote(value: string): string {
  return `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("$", "\\u0024")}'`;
}

function timePart(part: TimePart, x: string): string {
  switch (part) {
    case "month":
      return `date_format(${x}, 'yyyy-MM')`;
    case "day":
      return `CAST(${x} AS DATE)`;
    case "hour":
      return `hour(${x})`;
    case "weekday":
      return `dayofweek(${x})`;
  }
}

// One letter, not two: Spark's dd refuses 1/2/2010.
const JAVA_LETTERS: Readonly<Record<string, string>> = {
  Y: "yyyy",
  y: "yy",
  m: "M",
  d: "d",
  H: "H",
  I: "h",
  M: "m",
  S: "s",
  f: "SSSSSS",
  p: "a",
  b: "MMM",
  B: "MMMM",
  z: "XX",
};

/** A strptime format as a java.time pattern; text between the fields is quoted. */
function javaPattern(format: string): string {
  return format.replaceAll(/%(.)|([A-Za-z]+)|(')/g, (_all, field?: string, word?: string) => {
    if (field !== undefined) {
      return JAVA_LETTERS[field] ?? (field === "%" ? "%" : "");
    }
    return word === undefined ? "''" : `'${word}'`;
  });
}
