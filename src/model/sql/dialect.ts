import type { TimePart } from "../dimensions.ts";

/**
 * Where DuckDB and Spark SQL differ. Everything else in the compiled text is common to both.
 * All `expression` parameters are SQL already; only `name` and `value` come from people and are escaped.
 */
export interface Dialect {
  readonly id: "duckdb" | "spark";
  /** A quoted identifier. */
  name(name: string): string;
  /** A quoted text literal. */
  text(value: string): string;
  /** A wall-clock timestamp literal from `yyyy-MM-dd HH:mm:ss[.ffffff]`. */
  timestamp(value: string): string;
  timePart(part: TimePart, expression: string): string;
  /** Null instead of an error when the text is not one. Surrounding blanks are ignored. */
  toMoney(expression: string): string;
  toQuantity(expression: string, decimals: number): string;
  toInteger(expression: string): string;
  toText(expression: string): string;
  /** Text to wall-clock time: ISO forms when no format is given, else strptime formats tried in order. */
  toTimestamp(expression: string, formats: readonly string[]): string;
  /** Text with an offset (ISO 8601) to an instant, as a timestamp in UTC. */
  toInstant(expression: string): string;
  /** A zoned value of the engine's own type to an instant, as a timestamp in UTC. */
  instantOf(expression: string): string;
  /** A timestamp in UTC as the engine's zoned type. */
  zoned(expression: string): string;
  /** Whole seconds or milliseconds since the epoch, as text or number, to an instant as a timestamp in UTC. */
  fromEpoch(expression: string, unit: "s" | "ms"): string;
  /** The engine's type for a time without zone. */
  readonly wallClock: string;
  /** A label of a closed list, held compactly where the engine can; null for any other text. */
  closedLabel(expression: string, values: readonly string[]): string;
  /** quantity × price as money, rounded half up; null on overflow. */
  product(quantity: string, price: string): string;
  /** Whole-number quotient, rounded half up; both sides non-negative whole numbers. */
  divideHalfUp(dividend: string, divisor: string): string;
  /** The same, rounded down. */
  divideDown(dividend: string, divisor: string): string;
  /** Decimal number from a whole number of units of its last digit. */
  scaled(expression: string, decimals: number): string;
  /** Whole number (no fraction) from a decimal with that many digits after the point. */
  unscaled(expression: string, decimals: number): string;
  matches(expression: string, pattern: string): string;
  /** Whether a text is one of a list, decided row by row: an IN would become a join, after which rows lose their order. */
  oneOf(expression: string, values: readonly string[]): string;
  /** Start of the pane of that many seconds an instant (timestamp in UTC) falls into. */
  pane(expression: string, seconds: number): string;
  addSeconds(expression: string, seconds: string): string;
  /** Days from one date to another. */
  daysBetween(from: string, to: string): string;
  /** Calendar months from one first-of-month date to another. */
  monthsBetween(from: string, to: string): string;
  firstOfMonth(expression: string): string;
  /** Whole number nearest to 10^decimals times the square root of a quotient, half up; the divisor is not 0. */
  rootHalfUp(dividend: string, divisor: string, decimals: number): string;
  /**
   * Sum of the squares of a number with up to that many decimals, exact, with twice as many decimals; values beyond
   * 10^12 are left out. Null or 0 over no values.
   */
  squares(expression: string, decimals: number): string;
  /** One row for each whole number in [from, to], as column `n`. */
  series(from: string, to: string): string;
  /** Stops the query with that message when evaluated; fits any type. */
  fail(message: string): string;
}
