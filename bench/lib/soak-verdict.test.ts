import { expect, test } from "vitest";
import { judgeSoak } from "./soak-verdict.ts";

const MEBIBYTE = 2 ** 20;
/** Ten minutes, a sample a second. */
const samples = (memory: (at: number) => number, behind: (at: number) => number) =>
  Array.from({ length: 600 }, (_, at) => ({ at, residentBytes: memory(at) * MEBIBYTE, behind: behind(at) }));

test("memory that filled its caches and then goes up and down is flat", () => {
  const verdict = judgeSoak(
    samples(
      (at) => Math.min(400, 100 + 3 * at) + (at % 7) * 5,
      (at) => 1000 * (at % 3),
    ),
    1000,
  );
  expect(verdict.memoryFlat).toBe(true);
  expect(verdict.lagBounded).toBe(true);
  expect(verdict.mostSecondsBehind).toBe(2);
});

test("a leak is not flat, and is told in bytes a minute", () => {
  const verdict = judgeSoak(
    samples(
      (at) => 300 + at / 6,
      () => 0,
    ),
    1000,
  );
  expect(verdict.bytesPerMinute / MEBIBYTE).toBeCloseTo(10, 6);
  expect(verdict.memoryFlat).toBe(false);
});

test("a stream that falls behind ever more is not bounded, however slowly", () => {
  const behind = (perSecond: number) =>
    judgeSoak(
      samples(
        () => 300,
        (at) => at * perSecond,
      ),
      1000,
    );
  expect(behind(10).mostSecondsBehind).toBeLessThan(10);
  expect(behind(10).lagBounded).toBe(false);
  expect(behind(1).lagBounded).toBe(true);
});
