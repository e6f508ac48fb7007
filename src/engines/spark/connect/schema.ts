import type { DataType } from "./protocol/generated/value_pb.js";
import { SparkError } from "./spark-error.ts";

export interface Column {
  readonly name: string;
  /** As in DDL: `BIGINT`, `DECIMAL(18,2)`, `STRUCT<a: INT, b: ARRAY<STRING>>`. */
  readonly type: string;
  readonly nullable: boolean;
}

/** The columns of a result's type, which is a struct. */
export function toColumns(type: DataType | undefined): readonly Column[] {
  if (type?.kind.case !== "struct") throw new SparkError("protocol", "The server sent no columns.");
  return type.kind.value.fields.map(({ name, dataType, nullable }) => ({ name, type: typeText(dataType), nullable }));
}

function typeText(type: DataType | undefined): string {
  const kind = type?.kind ?? { case: undefined };
  switch (kind.case) {
    case undefined:
      return "UNKNOWN";
    case "decimal":
      return `DECIMAL(${kind.value.precision ?? 10},${kind.value.scale ?? 0})`;
    case "char":
      return `CHAR(${kind.value.length})`;
    case "varChar":
      return `VARCHAR(${kind.value.length})`;
    case "array":
      return `ARRAY<${typeText(kind.value.elementType)}>`;
    case "map":
      return `MAP<${typeText(kind.value.keyType)}, ${typeText(kind.value.valueType)}>`;
    case "struct":
      return `STRUCT<${kind.value.fields.map(({ name, dataType }) => `${quoted(name)}: ${typeText(dataType)}`).join(", ")}>`;
    case "unparsed":
      return kind.value.dataTypeString;
    default:
      return NAMES[kind.case];
  }
}

function quoted(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `\`${name.replaceAll("`", "``")}\``;
}

const NAMES = {
  null: "VOID",
  binary: "BINARY",
  boolean: "BOOLEAN",
  byte: "TINYINT",
  short: "SMALLINT",
  integer: "INT",
  long: "BIGINT",
  float: "FLOAT",
  double: "DOUBLE",
  string: "STRING",
  date: "DATE",
  timestamp: "TIMESTAMP",
  timestampNtz: "TIMESTAMP_NTZ",
  calendarInterval: "INTERVAL",
  yearMonthInterval: "INTERVAL YEAR TO MONTH",
  dayTimeInterval: "INTERVAL DAY TO SECOND",
} as const;
