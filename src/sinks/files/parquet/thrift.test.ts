import fc from "fast-check";
import { expect, test } from "vitest";
import { type Field, type List, type Struct, TYPE, type Value } from "./thrift.ts";
import { readStruct } from "./thrift-read.ts";
import { writeStruct } from "./thrift-write.ts";

const wholes = { [TYPE.i16]: 16, [TYPE.i32]: 32, [TYPE.i64]: 64 };
const bytes = (count: number) => fc.uint8Array({ minLength: count, maxLength: count });

const { element, struct } = fc.letrec<{ element: { type: number; value: Value }; list: List; struct: Struct }>(
  (tie) => ({
    element: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.record({ type: fc.constant(TYPE.true), value: fc.boolean() }),
      ...Object.entries(wholes).map(([type, n]) =>
        fc.record({
          type: fc.constant(Number(type)),
          value: fc.bigInt(-(2n ** BigInt(n - 1)), 2n ** BigInt(n - 1) - 1n),
        }),
      ),
      fc.record({ type: fc.constant(TYPE.byte), value: bytes(1) }),
      fc.record({ type: fc.constant(TYPE.double), value: bytes(8) }),
      fc.record({ type: fc.constant(TYPE.uuid), value: bytes(16) }),
      fc.record({ type: fc.constant(TYPE.binary), value: fc.uint8Array({ maxLength: 300 }) }),
      fc.record({ type: fc.constantFrom(TYPE.list, TYPE.set), value: tie("list") }),
      fc.record({ type: fc.constant(TYPE.struct), value: tie("struct") }),
    ),
    list: tie("element").chain((first) =>
      fc.integer({ min: 0, max: 17 }).map((count) => ({
        elementType: first.type,
        values: Array.from({ length: count }, () => first.value),
      })),
    ),
    struct: fc
      .uniqueArray(fc.tuple(fc.integer({ min: -300, max: 300 }), tie("element")), {
        selector: ([id]) => id,
        maxLength: 6,
      })
      .map(
        (fields) =>
          new Map(fields.map(([id, { type, value }]): [number, Field] => [id, { type: named(type, value), value }])),
      ),
  }),
);

/** As a field, a truth value is its type. */
function named(type: number, value: Value): number {
  return typeof value === "boolean" ? (value ? TYPE.true : TYPE.false) : type;
}

test("what is written is read again, whatever it is", () => {
  expect(fc.sample(element, { numRuns: 200, seed: 1 }).map(({ type }) => type)).toContain(TYPE.struct);
  fc.assert(
    fc.property(struct, (value) => {
      expect(plain(readStruct(writeStruct(value)))).toEqual(plain(value));
    }),
    { seed: 7, numRuns: 100 },
  );
});

/** Buffers and other arrays of bytes are told apart by equality, and here they are the same. */
function plain(value: Value): unknown {
  if (typeof value !== "object") return value;
  if (value instanceof Uint8Array) return [...value];
  if ("elementType" in value) return [value.elementType, value.values.map(plain)];
  return [...value].map(([id, field]) => [id, field.type, plain(field.value)]);
}

test("bytes as the protocol's description has them", () => {
  const struct: Struct = new Map([
    [1, { type: TYPE.i32, value: -3n }],
    [2, { type: TYPE.true, value: true }],
    [20, { type: TYPE.binary, value: Buffer.from("hi") }],
    [21, { type: TYPE.list, value: { elementType: TYPE.i64, values: [0n, 150n] } }],
  ]);
  const expected = [0x15, 5, 0x11, 0x08, 40, 2, 0x68, 0x69, 0x19, 0x26, 0, 0xac, 0x02, 0];
  expect([...writeStruct(struct)]).toEqual(expected);
});

test("bytes that end too early, or are something else, are an error", () => {
  const whole = writeStruct(new Map([[1, { type: TYPE.binary, value: Buffer.from("abc") }]]));
  for (let end = 0; end < whole.length; end++) expect(() => readStruct(whole.subarray(0, end))).toThrow("end within");
  expect(() => readStruct(Buffer.from([0x1f]))).toThrow("type 15");
});
