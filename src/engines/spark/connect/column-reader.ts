import { type Data, DataType, DateUnit, IntervalUnit, TimeUnit, Type } from "apache-arrow";
import { decimalText, unscaledReader } from "./decimals.ts";
import { SparkError } from "./spark-error.ts";
import type { Value } from "./values.ts";

/** The value at a row of a column, from 0; see `Value` for what stands for each type. */
export type ColumnReader = (row: number) => Value;

export function columnReader(data: Data): ColumnReader {
  const read = valueReader(data);
  if (data.typeId === Type.Null || data.nullCount === 0) return read;
  return (row) => (data.getValid(row) ? read(row) : null);
}

function valueReader(data: Data): ColumnReader {
  const { type, values } = data;
  if (DataType.isDecimal(type)) {
    const unscaled = unscaledReader(data);
    return (row) => decimalText(unscaled(row), type.scale);
  }
  if (DataType.isDate(type) && type.unit === DateUnit.DAY) return (row) => dateText(values[row]);
  if (hasPlainNumbers(type)) return (row) => values[row];
  switch (data.typeId) {
    case Type.Null:
      return () => null;
    case Type.Bool:
      return (row) => ((values[(data.offset + row) >> 3] >> ((data.offset + row) & 7)) & 1) === 1;
    case Type.Utf8:
    case Type.LargeUtf8:
      return textReader(data);
    case Type.Binary:
    case Type.LargeBinary:
      return bytesReader(data);
    default:
      return nestedReader(data);
  }
}

/** BIGINT and times are bigint already. */
function hasPlainNumbers(type: DataType): boolean {
  if (DataType.isInt(type) || DataType.isFloat(type)) return true;
  if (DataType.isTimestamp(type) || DataType.isDuration(type)) return type.unit === TimeUnit.MICROSECOND;
  return DataType.isInterval(type) && type.unit === IntervalUnit.YEAR_MONTH;
}

function nestedReader(data: Data): ColumnReader {
  const { children } = data;
  switch (data.typeId) {
    case Type.List: {
      const element = columnReader(childOf(data));
      return (row) => {
        const [start, end] = rangeOf(data, row);
        const list: Value[] = [];
        for (let index = start; index < end; index++) list.push(element(index));
        return list;
      };
    }
    case Type.Map: {
      const [key, value] = childOf(data).children.map(columnReader);
      if (key === undefined || value === undefined) throw unsupported(data.type);
      return (row) => {
        const [start, end] = rangeOf(data, row);
        const map = new Map<Value, Value>();
        for (let index = start; index < end; index++) map.set(key(index), value(index));
        return map;
      };
    }
    case Type.Struct: {
      const names = data.type.children.map(({ name }: { name: string }) => name);
      const empty = emptyRow(names);
      const fields = children.map((child, index) => ({ name: names[index] ?? "", read: columnReader(child) }));
      return (row) => {
        const struct = { ...empty };
        for (const { name, read } of fields) struct[name] = read(row);
        return struct;
      };
    }
    default:
      throw unsupported(data.type);
  }
}

/**
 * Copied for each row, so that all have the same shape from the start (which is what makes them fast) and a column named
 * `__proto__` is one like any other.
 */
export function emptyRow(names: readonly string[]): Record<string, Value> {
  const entries = names.map((name): [string, Value] => [name, null]);
  return Object.fromEntries(entries);
}

function textReader(data: Data): ColumnReader {
  const bytes = bufferOf(data);
  return (row) => {
    const [start, end] = rangeOf(data, row);
    return bytes.toString("utf8", start, end);
  };
}

/** Copies, so that one kept value does not keep its whole batch in memory. */
function bytesReader(data: Data): ColumnReader {
  const bytes = bufferOf(data);
  return (row) => {
    const [start, end] = rangeOf(data, row);
    return new Uint8Array(bytes.subarray(start, end));
  };
}

function bufferOf({ values }: Data): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

/** Offsets count 32 bits, or 64 in Arrow's large types. */
function rangeOf({ valueOffsets }: Data, row: number): [number, number] {
  return [Number(valueOffsets[row]), Number(valueOffsets[row + 1])];
}

function childOf({ children, type }: Data): Data {
  const [child] = children;
  if (child === undefined) throw unsupported(type);
  return child;
}

/** ISO 8601; years outside of 0-9999 with a sign, as there. */
function dateText(days: number): string {
  const text = new Date(days * 86_400_000).toISOString();
  return text.slice(0, text.indexOf("T"));
}

function unsupported(type: { toString: () => string }): SparkError {
  return new SparkError("protocol", `This client cannot read columns of Arrow's type ${type}: cast it in the query.`);
}
