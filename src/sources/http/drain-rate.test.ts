import { describe, expect, it } from "vitest";
import { createDrainRate } from "./drain-rate.ts";

describe("createDrainRate", () => {
  it("tells how long so many bytes take at the speed of the last ten seconds", () => {
    let now = 0;
    const rate = createDrainRate(() => now);
    expect(rate.secondsFor(1)).toBe(60);
    for (let second = 0; second < 20; second += 1) {
      now += 1000;
      rate.add(second < 10 ? 500 : 100);
    }
    now += 500;
    // Ten pieces of 100 lie within the last ten seconds: 100 bytes a second.
    expect([1, 100, 101, 1000, 1_000_000].map(rate.secondsFor)).toEqual([1, 1, 2, 10, 60]);
    now += 60_000;
    expect(rate.secondsFor(1)).toBe(60);
  });

  it("does not take the first moments for the speed of a whole second", () => {
    let now = 0;
    const rate = createDrainRate(() => now);
    now = 1;
    rate.add(50);
    expect(rate.secondsFor(100)).toBe(2);
  });
});
