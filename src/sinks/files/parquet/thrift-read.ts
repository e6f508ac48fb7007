import { type Field, type List, type Struct, TYPE, type Value } from "./thrift.ts";

/** Reads one struct. Throws an Error where the bytes end within it or are no such thing. */
export function readStruct(bytes: Uint8Array): Struct {
  return struct({ bytes, at: 0 });
}

interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

function struct(cursor: Cursor): Struct {
  const fields = new Map<number, Field>();
  for (let id = 0; ; ) {
    const head = byte(cursor);
    if (head === 0) return fields;
    const type = head & 0x0f;
    id = head >> 4 === 0 ? Number(whole(cursor)) : id + (head >> 4);
    // Of a truth value the type says all.
    const isTruth = type === TYPE.true || type === TYPE.false;
    fields.set(id, { type, value: isTruth ? type === TYPE.true : value(cursor, type) });
  }
}

function value(cursor: Cursor, type: number): Value {
  switch (type) {
    case TYPE.true:
    case TYPE.false:
      return byte(cursor) === TYPE.true;
    case TYPE.byte:
      return take(cursor, 1);
    case TYPE.i16:
    case TYPE.i32:
    case TYPE.i64:
      return whole(cursor);
    case TYPE.double:
      return take(cursor, 8);
    case TYPE.uuid:
      return take(cursor, 16);
    case TYPE.binary:
      return take(cursor, Number(varint(cursor)));
    case TYPE.list:
    case TYPE.set:
      return list(cursor);
    case TYPE.struct:
      return struct(cursor);
    default:
      throw new Error(`Thrift: a value of type ${type} at byte ${cursor.at}`);
  }
}

function list(cursor: Cursor): List {
  const head = byte(cursor);
  const elementType = head & 0x0f;
  const count = head >> 4 === 15 ? Number(varint(cursor)) : head >> 4;
  const values: Value[] = [];
  for (let index = 0; index < count; index++) values.push(value(cursor, elementType));
  return { elementType, values };
}

/** Zigzag: the lowest bit is the sign. */
function whole(cursor: Cursor): bigint {
  const number = varint(cursor);
  return (number >> 1n) ^ -(number & 1n);
}

function varint(cursor: Cursor): bigint {
  let number = 0n;
  for (let shift = 0n; ; shift += 7n) {
    const next = byte(cursor);
    number |= BigInt(next & 0x7f) << shift;
    if (next < 0x80) return number;
  }
}

function take(cursor: Cursor, count: number): Uint8Array {
  const from = cursor.at;
  cursor.at += count;
  if (cursor.at > cursor.bytes.length) throw new Error("Thrift: the bytes end within a value");
  return cursor.bytes.subarray(from, cursor.at);
}

function byte(cursor: Cursor): number {
  const [next = 0] = take(cursor, 1);
  return next;
}
