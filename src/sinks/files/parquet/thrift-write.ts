import { type List, type Struct, TYPE, type Value } from "./thrift.ts";

/** A struct as bytes; `readStruct` gives it back. */
export function writeStruct(value: Struct): Buffer {
  const out: Out = { bytes: Buffer.alloc(1 << 16), length: 0 };
  struct(out, value);
  return out.bytes.subarray(0, out.length);
}

interface Out {
  bytes: Buffer;
  length: number;
}

function struct(out: Out, fields: Struct): void {
  let last = 0;
  for (const [id, field] of fields) {
    const step = id - last;
    last = id;
    if (step > 0 && step < 16) {
      put(out, (step << 4) | field.type);
    } else {
      put(out, field.type);
      whole(out, BigInt(id));
    }
    if (field.type !== TYPE.true && field.type !== TYPE.false) value(out, field.type, field.value);
  }
  put(out, 0);
}

function value(out: Out, type: number, given: Value): void {
  if (typeof given === "boolean") put(out, given ? TYPE.true : TYPE.false);
  else if (typeof given === "bigint") whole(out, given);
  else if (given instanceof Uint8Array) {
    if (type === TYPE.binary) varint(out, BigInt(given.length));
    append(out, given);
  } else if ("elementType" in given) list(out, given);
  else struct(out, given);
}

function list(out: Out, { elementType, values }: List): void {
  if (values.length < 15) {
    put(out, (values.length << 4) | elementType);
  } else {
    put(out, 0xf0 | elementType);
    varint(out, BigInt(values.length));
  }
  for (const each of values) value(out, elementType, each);
}

function whole(out: Out, number: bigint): void {
  varint(out, number < 0n ? (-number << 1n) - 1n : number << 1n);
}

function varint(out: Out, number: bigint): void {
  let rest = number;
  while (rest > 0x7fn) {
    put(out, Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  put(out, Number(rest));
}

function put(out: Out, byte: number): void {
  reserve(out, 1);
  out.bytes[out.length] = byte;
  out.length += 1;
}

function append(out: Out, bytes: Uint8Array): void {
  reserve(out, bytes.length);
  out.bytes.set(bytes, out.length);
  out.length += bytes.length;
}

function reserve(out: Out, more: number): void {
  if (out.length + more <= out.bytes.length) return;
  const larger = Buffer.alloc(2 * (out.length + more));
  out.bytes.copy(larger, 0, 0, out.length);
  out.bytes = larger;
}
