import fc from "fast-check";
import { expect, test } from "vitest";
import { naturalOrder } from "./natural-order.ts";

test("numbers in names count as numbers, folder by folder", () => {
  const names = ["b.csv", "day10.csv", "day2.csv", "a/z.csv", "a-b.csv", "day02.csv", "Day1.csv", "a/y.csv", "día.csv"];
  expect(names.toSorted(naturalOrder)).toEqual([
    "Day1.csv",
    "a/y.csv",
    "a/z.csv",
    "a-b.csv",
    "b.csv",
    "day02.csv",
    "day2.csv",
    "day10.csv",
    "día.csv",
  ]);
});

test("numbers longer than a double holds are told apart", () => {
  const names = ["90071992547409930.csv", "9007199254740993.csv", "9007199254740992.csv"];
  expect(names.toSorted(naturalOrder)).toEqual(names.toReversed());
});

test("the order does not depend on the order in which names were found", () => {
  const name = fc.string({ unit: fc.constantFrom("0", "1", "2", "9", "a", "b", "é", "/", ".") });
  fc.assert(
    fc.property(fc.uniqueArray(name, { maxLength: 12 }), fc.nat(), (names, turn) => {
      const at = turn % (names.length + 1);
      const turned = [...names.slice(at), ...names.slice(0, at)].reverse();
      expect(turned.toSorted(naturalOrder)).toEqual(names.toSorted(naturalOrder));
    }),
    { seed: 3 },
  );
});
