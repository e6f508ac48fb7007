import type { IdPlan, LabelPlan, MoneyPlan, NumberStyle, QuantityPlan, TimePlan } from "../plan.ts";
import type { SaleColumn } from "../sale.ts";
import type { SourceColumn } from "../source-shape.ts";
import type { Dialect } from "./dialect.ts";
import type { ZoneSql } from "./zone.ts";

/** How a query says that a column was planned too narrowly: the message of the error it stops with. */
export const WIDEN = "vitrina: widen ";

export interface NamedSql {
  readonly name: string;
  readonly sql: string;
}

/**
 * A source column on its way to a sale column. Steps are computed one after another, each once for a row
 * (engines do not share work between the branches of a CASE); `value` speaks of the source columns and steps.
 */
export interface Parsed {
  readonly steps: readonly NamedSql[];
  readonly value: string;
}

/** Stops the query over a value that the plan is too narrow for; what `unless` holds for is no value to judge. */
function tooNarrow(column: SaleColumn, unless: string | undefined, dialect: Dialect): string {
  const stop = dialect.fail(WIDEN + column);
  return unless === undefined ? stop : `CASE WHEN ${unless} THEN NULL ELSE ${stop} END`;
}

/** An ISO time that ends in Z or an offset; the colon keeps a plain date's `-01` from looking like one. */
const WITH_OFFSET = String.raw`.*\d:\d\d(:\d\d([.,]\d+)?)? ?([Zz]|[+-]\d\d(:?\d\d)?)`;
/** Outside these years a time is a typing error, not a sale. */
const YEARS = { first: "1900-01-01 00:00:00", last: "2200-01-01 00:00:00" };

/** Up to here a double tells cents apart with digits to spare. */
const EXACT_AMOUNT = "10000000000000";

/** Text that stands for "no value", besides blanks. */
const NULL_MARKS = ["NULL", "null", "\\N", "NaN", "nan"];

/** True where a source column holds nothing. */
export function missing(source: SourceColumn, dialect: Dialect): string {
  const x = dialect.name(source.name);
  const marked = dialect.oneOf(x, NULL_MARKS);
  // Cheap tests come first: only text that begins with a blank or less can be blank as a whole, and marks are short.
  return source.type === "text"
    ? `CASE WHEN ${x} IS NULL THEN 1 = 1 WHEN ${x} < '!' THEN ${isBlank(x, dialect)} WHEN length(${x}) > 4 THEN 1 = 0 ELSE ${marked} END`
    : `${x} IS NULL`;
}

/** Text of nothing but blanks, tabs and line ends. */
function isBlank(x: string, dialect: Dialect): string {
  return `trim(BOTH ${dialect.text(" \t\r\n")} FROM ${x}) = ''`;
}

export function parseId(plan: IdPlan, column: SaleColumn, dialect: Dialect, unless?: string): Parsed {
  const [first, ...rest] = plan.sources;
  if (first === undefined) {
    throw new Error(`${column} is mapped from no column`);
  }
  if (rest.length > 0) {
    return { steps: [], value: plan.sources.map((source) => escapedPart(source, dialect)).join(" || '/' || ") };
  }
  const x = dialect.name(first.name);
  if (plan.type === "text") {
    return { steps: [], value: `CASE WHEN ${missing(first, dialect)} THEN NULL ELSE ${dialect.toText(x)} END` };
  }
  if (first.type === "integer") {
    return { steps: [], value: x };
  }
  const whole = step(column, "whole", dialect.toInteger(x), dialect);
  // As written: 007 is not 7, so only text that reads back the same may be held as a number.
  const asWritten = `${dialect.toText(whole.ref)} = ${x}`;
  return {
    steps: [whole],
    value: `CASE WHEN ${asWritten} THEN ${whole.ref} WHEN ${missing(first, dialect)} THEN NULL ELSE ${tooNarrow(column, unless, dialect)} END`,
  };
}

export function parseLabel(plan: LabelPlan, column: SaleColumn, dialect: Dialect, unless?: string): Parsed {
  const text = dialect.toText(dialect.name(plan.source.name));
  const nothing = missing(plan.source, dialect);
  const closed = plan.values === null ? text : dialect.closedLabel(text, plan.values);
  if (closed === text) {
    return { steps: [], value: `CASE WHEN ${nothing} THEN NULL ELSE ${text} END` };
  }
  const label = step(column, "label", closed, dialect);
  return {
    steps: [label],
    value: `CASE WHEN ${label.ref} IS NOT NULL OR ${nothing} THEN ${label.ref} ELSE ${tooNarrow(column, unless, dialect)} END`,
  };
}

/** The last step is the amount. */
export function parseMoney(plan: MoneyPlan, column: SaleColumn, dialect: Dialect): Parsed {
  const fromText = dialect.toMoney(numberText(plan, dialect));
  if (plan.source.type !== "decimal") {
    const money = step(column, "money", fromText, dialect);
    return { steps: [money], value: money.ref };
  }
  // A number that has two decimals at most comes back the same; any other is rounded as it is written.
  const x = dialect.name(plan.source.name);
  const direct = step(column, "direct", dialect.toMoney(x), dialect);
  const isExact = `${x} BETWEEN -${EXACT_AMOUNT} AND ${EXACT_AMOUNT} AND CAST(${direct.ref} AS DOUBLE) = ${x}`;
  const money = step(column, "money", `CASE WHEN ${isExact} THEN ${direct.ref} ELSE ${fromText} END`, dialect);
  return { steps: [direct, money], value: money.ref };
}

export function parseQuantity(plan: QuantityPlan, dialect: Dialect, unless?: string): Parsed {
  const text = numberText(plan, dialect);
  if (plan.decimals === 3) {
    const exact = step("quantity", "exact", dialect.toQuantity(text, 3), dialect);
    return { steps: [exact], value: exact.ref };
  }
  const whole = step("quantity", "whole", dialect.toInteger(text), dialect);
  // Engines round 1.5 to a whole number. Text that reads back the same was one; the dear test is for the rest.
  const exact = dialect.toQuantity(text, 3);
  return {
    steps: [whole],
    value: `CASE WHEN ${whole.ref} IS NULL THEN NULL WHEN ${dialect.toText(whole.ref)} = ${text} THEN ${whole.ref} WHEN ${exact} = ${whole.ref} THEN ${whole.ref} ELSE ${tooNarrow("quantity", unless, dialect)} END`,
  };
}

/** The shop's wall clock, and the instant in UTC where the file's times carry offsets. */
export function parseTime(
  plan: TimePlan,
  zone: ZoneSql,
  dialect: Dialect,
  unless?: string,
): Parsed & { readonly instant: string | null } {
  const read = readTime(plan, dialect, unless);
  const instant = read.instant === null ? null : step("timestamp", "instant", read.instant, dialect);
  const wall = step("timestamp", "wall", read.wall, dialect);
  const settled = zone.settle(wall.ref);
  const local = step(
    "timestamp",
    "local",
    instant === null
      ? settled
      : `CASE WHEN ${instant.ref} IS NULL THEN ${settled} ELSE ${zone.toLocal(instant.ref)} END`,
    dialect,
  );
  const within = `${local.ref} >= ${dialect.timestamp(YEARS.first)} AND ${local.ref} < ${dialect.timestamp(YEARS.last)}`;
  return {
    steps: [...(instant === null ? [] : [instant]), wall, local],
    value: `CASE WHEN ${within} THEN ${local.ref} END`,
    instant: plan.offsets
      ? `CASE WHEN NOT (${within}) THEN NULL ELSE ${
          instant === null
            ? zone.toInstant(local.ref)
            : `CASE WHEN ${instant.ref} IS NULL THEN ${zone.toInstant(local.ref)} ELSE ${instant.ref} END`
        } END`
      : null,
  };
}

/** A number as plain text with a point, or null where it is not written in that style. */
function numberText({ source, number }: { source: SourceColumn; number: NumberStyle }, dialect: Dialect): string {
  const x = dialect.name(source.name);
  if (source.type !== "text") {
    return dialect.toText(x);
  }
  const bare = number.symbols.reduce((text, symbol) => `replace(${text}, ${dialect.text(symbol)}, '')`, x);
  if (number.decimal === "." && number.thousands === "") {
    return bare;
  }
  const trimmed = `trim(${bare})`;
  const point = number.decimal === "." ? String.raw`\.` : ",";
  const mark = number.thousands === "." ? String.raw`\.` : number.thousands;
  const grouped = mark === "" ? "" : String.raw`[+-]?\d{1,3}(${mark}\d{3})+(${point}\d+)?|`;
  const pattern = String.raw`${grouped}[+-]?\d+(${point}\d+)?`;
  const ungrouped = mark === "" ? trimmed : `replace(${trimmed}, ${dialect.text(number.thousands)}, '')`;
  const pointed = number.decimal === "." ? ungrouped : `replace(${ungrouped}, ',', '.')`;
  return `CASE WHEN ${dialect.matches(trimmed, pattern)} THEN ${pointed} END`;
}

function readTime(
  plan: TimePlan,
  dialect: Dialect,
  unless: string | undefined,
): { wall: string; instant: string | null } {
  const x = dialect.name(plan.source.name);
  if (plan.source.type === "zoned_time") {
    return { wall: `CAST(NULL AS ${dialect.wallClock})`, instant: dialect.instantOf(x) };
  }
  const noWall = `CAST(NULL AS ${dialect.wallClock})`;
  const [format] = plan.formats;
  if (plan.source.type !== "text" && format === undefined) {
    return { wall: `CAST(${x} AS ${dialect.wallClock})`, instant: null };
  }
  if (format === "epoch_s" || format === "epoch_ms") {
    return { wall: noWall, instant: dialect.fromEpoch(x, format === "epoch_s" ? "s" : "ms") };
  }
  if (format !== undefined) {
    // With an offset or a zone's name the engine has already moved the time to UTC.
    const zoned = plan.formats.filter((each) => /%z/i.test(each));
    const bare = plan.formats.filter((each) => !/%z/i.test(each));
    const text = dialect.toText(x);
    return {
      wall: bare.length === 0 ? noWall : dialect.toTimestamp(text, bare),
      instant: zoned.length === 0 ? null : dialect.toTimestamp(text, zoned),
    };
  }
  const wall = dialect.toTimestamp(x, []);
  const plain = `length(${x}) = 19 AND substr(${x}, 17, 1) = ':'`;
  const zoned = dialect.matches(x, WITH_OFFSET);
  const otherwise = plan.offsets ? noWall : tooNarrow("timestamp", unless, dialect);
  return {
    wall: `CASE WHEN ${plain} THEN ${wall} WHEN ${zoned} THEN ${otherwise} ELSE ${wall} END`,
    instant: plan.offsets ? `CASE WHEN ${plain} THEN NULL WHEN ${zoned} THEN ${dialect.toInstant(x)} END` : null,
  };
}

/** Parts of a composite id are escaped so that ("a/", "b") and ("a", "/b") stay two ids. */
function escapedPart(source: SourceColumn, dialect: Dialect): string {
  const x = dialect.toText(dialect.name(source.name));
  const backslash = dialect.text("\\");
  return `replace(replace(${x}, ${backslash}, ${dialect.text("\\\\")}), '/', ${dialect.text("\\/")})`;
}

/** The space keeps a step from meeting a sale column; a source column of the same name would have to contain it. */
function step(column: SaleColumn, what: string, sql: string, dialect: Dialect): NamedSql & { readonly ref: string } {
  const name = `vitrina ${column} ${what}`;
  return { name, sql, ref: dialect.name(name) };
}
