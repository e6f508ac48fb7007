import { expect, it } from "vitest";
import { bar, shade } from "./bar.ts";

it("draws shares to an eighth of a column", () => {
  expect([bar(0, 4), bar(0.5, 4), bar(1, 4), bar(0.28125, 4)]).toEqual(["", "██", "████", "█▏"]);
});

it("shows the least share above zero, and no more than the whole", () => {
  expect([bar(0.000_01, 4), bar(3, 2)]).toEqual(["▏", "██"]);
});

it("shades by quarters of the largest", () => {
  expect([0, 1, 25, 26, 50, 75, 76, 100].map((value) => shade(value, 100)).join("")).toBe("·░░▒▒▓██");
  expect(shade(0, 0)).toBe("·");
});
