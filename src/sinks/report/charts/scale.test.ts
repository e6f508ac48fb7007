import fc from "fast-check";
import { expect, it } from "vitest";
import { coordinate, percent, zeroScale } from "./scale.ts";

it("marks round numbers from zero to at least the largest value", () => {
  expect(zeroScale([3, 7.2]).ticks).toEqual([0, 2, 4, 6, 8]);
  expect(zeroScale([999_999]).ticks).toEqual([0, 250_000, 500_000, 750_000, 1_000_000]);
  expect(zeroScale([0.08]).ticks.map((tick) => tick.toFixed(2))).toEqual(["0.00", "0.02", "0.04", "0.06", "0.08"]);
});

it("has a length even when nothing was sold", () => {
  expect(zeroScale([]).ticks).toEqual([0, 1]);
  expect(zeroScale([0, 0]).at(0)).toBe(0);
});

it("holds zero and every value, whatever they are", () => {
  const amounts = fc.array(fc.double({ min: -1e15, max: 1e15, noNaN: true }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(amounts, (values) => {
      const scale = zeroScale(values);
      for (const value of [0, ...values]) {
        expect(scale.at(value)).toBeGreaterThanOrEqual(-1e-9);
        expect(scale.at(value)).toBeLessThanOrEqual(1 + 1e-9);
      }
      expect(scale.ticks.length).toBeLessThanOrEqual(8);
      expect(scale.ticks.some((tick) => Math.abs(tick) < 1e-9)).toBe(true);
    }),
    { seed: 42 },
  );
});

it("writes coordinates short and plain", () => {
  expect([coordinate(1 / 3), coordinate(-0.000_01), coordinate(1e-7), percent(2 / 3)]).toEqual([
    "0.333",
    "0",
    "0",
    "66.667%",
  ]);
});
