import { type Data, Field, Int32, makeData, RecordBatch, Schema, Struct, Utf8, vectorFromArray } from "apache-arrow";
import { expect, test } from "vitest";
import { readColumn, toRows, toTuples } from "./rows.ts";

test("a batch is read as objects, as lists and by column", () => {
  const sales = batch({ n: vectorFromArray([1, null, 3], new Int32()).data[0], label: texts("a", null, "ñ😀") });
  expect(toRows(sales)).toEqual([
    { n: 1, label: "a" },
    { n: null, label: null },
    { n: 3, label: "ñ😀" },
  ]);
  expect(toTuples(sales)).toEqual([
    [1, "a"],
    [null, null],
    [3, "ñ😀"],
  ]);
  const label = readColumn(sales, "label");
  expect([0, 1, 2].map(label)).toEqual(["a", null, "ñ😀"]);
  expect(() => readColumn(sales, "nope")).toThrow('no column named "nope"');
});

test("a column may have any name but one that is there already", () => {
  const [row] = toRows(batch({ ["__proto__"]: texts("x"), "": texts("y"), constructor: texts("z") }));
  expect(Object.entries(row ?? {})).toEqual([
    ["__proto__", "x"],
    ["", "y"],
    ["constructor", "z"],
  ]);
  expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
  expect(() =>
    toRows(
      named([
        ["a", texts("x")],
        ["a", texts("y")],
      ]),
    ),
  ).toThrow('two columns named "a"');
  expect(
    toTuples(
      named([
        ["a", texts("x")],
        ["a", texts("y")],
      ]),
    ),
  ).toEqual([["x", "y"]]);
});

function texts(...values: readonly (string | null)[]): Data | undefined {
  return vectorFromArray(values, new Utf8()).data[0];
}

function batch(columns: Readonly<Record<string, Data | undefined>>): RecordBatch {
  return named(Object.entries(columns));
}

function named(columns: readonly (readonly [string, Data | undefined])[]): RecordBatch {
  const present = columns.flatMap(([name, data]) => (data === undefined ? [] : [{ name, data }]));
  const fields = present.map(({ name, data }) => new Field(name, data.type, true));
  const children = present.map(({ data }) => data);
  const data = makeData({ type: new Struct(fields), length: children[0]?.length ?? 0, nullCount: 0, children });
  return new RecordBatch(new Schema(fields), data);
}
