import { Decimal, makeData } from "apache-arrow";
import fc from "fast-check";
import { expect, test } from "vitest";
import { columnReader } from "./column-reader.ts";
import { decimalText, unscaledReader } from "./decimals.ts";

const most = 10n ** 38n - 1n;

test("every decimal of 38 digits comes back exactly", () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: -most, max: most }), { minLength: 1 }), (values) => {
      const read = unscaledReader(column(values, 10));
      expect(values.map((_, row) => read(row))).toEqual(values);
    }),
    { seed: 7 },
  );
});

test.each([
  [1230n, 2, "12.30"],
  [-1n, 2, "-0.01"],
  [0n, 3, "0.000"],
  [most, 38, `0.${"9".repeat(38)}`],
  [-(10n ** 18n), 0, "-1000000000000000000"],
  [12n, -2, "1200"],
])("%s of scale %s is %s", (unscaled, scale, text) => {
  expect(decimalText(unscaled, scale)).toBe(text);
});

test("a column is read as text of its scale, also where its bytes are not aligned", () => {
  const data = column([150n, -99n], 2);
  const shifted = new Uint32Array(data.values.length + 1);
  shifted.set(data.values, 1);
  const unaligned = makeData({ type: new Decimal(2, 38), length: 2, data: shifted.subarray(1) });
  for (const each of [data, unaligned]) {
    const read = columnReader(each);
    expect([read(0), read(1)]).toEqual(["1.50", "-0.99"]);
  }
});

function column(values: readonly bigint[], scale: number) {
  const words = values.flatMap((value) => [0n, 32n, 64n, 96n].map((shift) => Number((value >> shift) & 0xffff_ffffn)));
  return makeData({ type: new Decimal(scale, 38), length: values.length, data: Uint32Array.from(words) });
}
