import { create, type MessageInitShape } from "@bufbuild/protobuf";
import {
  type DataTypeSchema,
  type Expression_Literal,
  Expression_LiteralSchema,
} from "./protocol/generated/value_pb.js";
import { SparkError } from "./spark-error.ts";

/**
 * A value for a query's argument. Whole numbers of a JavaScript number become INT or, beyond it, BIGINT (as bigints
 * do), others DOUBLE; text STRING, bytes BINARY, a Date TIMESTAMP, a list ARRAY of its first value's type. The tagged
 * ones: an exact decimal as text, a date as yyyy-MM-dd, microseconds since 1970 (of UTC, or of a clock without zone).
 */
export type SqlValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | Date
  | { readonly decimal: string }
  | { readonly date: string }
  | { readonly timestamp: bigint }
  | { readonly timestampNtz: bigint }
  | readonly SqlValue[];

/** By name (`:name` in the query) or by position (`?`). */
export type SqlArguments = Readonly<Record<string, SqlValue>> | readonly SqlValue[];

function toLiteral(value: SqlValue): Expression_Literal {
  return create(Expression_LiteralSchema, { literalType: literalType(value) });
}

export function toArguments(values: SqlArguments): {
  args: Record<string, Expression_Literal>;
  posArgs: Expression_Literal[];
} {
  if (isList(values)) return { args: {}, posArgs: values.map(toLiteral) };
  const named = Object.entries(values).map(([name, value]) => [name, toLiteral(value)] as const);
  return { args: Object.fromEntries(named), posArgs: [] };
}

type Kind = NonNullable<MessageInitShape<typeof DataTypeSchema>["kind"]>;
type LiteralType = NonNullable<MessageInitShape<typeof Expression_LiteralSchema>["literalType"]>;

function literalType(value: SqlValue): LiteralType {
  if (value === null) return { case: "null", value: { kind: { case: "null", value: {} } } };
  switch (typeof value) {
    case "boolean":
      return { case: "boolean", value };
    case "string":
      return { case: "string", value };
    case "bigint":
      return { case: "long", value };
    case "number":
      return numberType(value);
    default:
      return objectType(value);
  }
}

function numberType(value: number): LiteralType {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) return { case: "double", value };
  return (value | 0) === value ? { case: "integer", value } : { case: "long", value: BigInt(value) };
}

function objectType(value: Exclude<SqlValue, null | boolean | number | bigint | string>): LiteralType {
  if (value instanceof Uint8Array) return { case: "binary", value };
  if (value instanceof Date) return { case: "timestamp", value: BigInt(assertTime(value)) * 1000n };
  if (isList(value)) return arrayType(value);
  if ("decimal" in value) return decimalType(value.decimal);
  if ("date" in value) return { case: "date", value: daysOf(value.date) };
  if ("timestamp" in value) return { case: "timestamp", value: value.timestamp };
  return { case: "timestampNtz", value: value.timestampNtz };
}

function arrayType(values: readonly SqlValue[]): LiteralType {
  const elements = values.map(toLiteral);
  const first = elements.find(({ literalType: type }) => type.case !== "null");
  return { case: "array", value: { elementType: { kind: kindOf(first) }, elements } };
}

function kindOf(literal: Expression_Literal | undefined): Kind {
  const type = literal?.literalType ?? { case: undefined };
  switch (type.case) {
    case undefined:
    case "null":
      return { case: "null", value: {} };
    case "array":
      throw new SparkError("protocol", "A list of lists cannot be a query's argument.");
    case "decimal":
      // Whatever the first one has: the others may have more digits.
      return { case: "decimal", value: { precision: 38, scale: type.value.scale ?? 0 } };
    default:
      // A literal's kinds are types of the same names.
      return { case: type.case, value: {} } as Kind;
  }
}

function decimalType(text: string): LiteralType {
  const match = DECIMAL.exec(text);
  const digits = (match?.[1] ?? "").replace(/^0+(?=\d)/, "");
  const fraction = match?.[2] ?? "";
  const precision = Math.max((digits === "0" ? 0 : digits.length) + fraction.length, 1);
  if (match === null || precision > 38)
    throw new SparkError("protocol", `"${text}" is not a decimal number of at most 38 digits, as "-12.30".`);
  return { case: "decimal", value: { value: text, precision, scale: fraction.length } };
}

function daysOf(text: string): number {
  const time = DATE.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text)
    throw new SparkError("protocol", `"${text}" is not a date as 2026-01-31.`);
  return time / 86_400_000;
}

function assertTime(date: Date): number {
  const time = date.getTime();
  if (Number.isNaN(time)) throw new SparkError("protocol", "An invalid Date cannot be a query's argument.");
  return time;
}

function isList(value: SqlValue | SqlArguments): value is readonly SqlValue[] {
  return Array.isArray(value);
}

const DECIMAL = /^[+-]?(\d+)(?:\.(\d+))?$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
