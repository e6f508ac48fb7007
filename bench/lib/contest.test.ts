import { expect, test } from "vitest";
import { contest, type Entrant, formatScores, medianSeconds } from "./contest.ts";
import { failed, type Measured } from "./measure.ts";

test("a warm-up counts for nothing and ratios compare runs of the same round", async () => {
  const scores = await contest([entrant("own", [99, 1, 2, 4]), entrant("peer", [1, 3, 4, 20])], 3);
  expect(medianSeconds(scores[0])).toBe(2);
  // Per round 3 / 1, 4 / 2 and 20 / 4: the middle one is 3, while the medians alone would say 4 / 2.
  const [, , , peer] = formatScores(scores).split("\n");
  expect(peer?.split(/\s+/)).toEqual(["peer", "4.00", "3.00", "20.00", "-", "-", "3.00"]);
});

test("who fails is named with the reason and runs no more; the others go on", async () => {
  const scores = await contest([entrant("own", [1, 1, 1]), entrant("broken", [1, "no memory"])], 2);
  expect(scores.map(({ runs }) => runs.length)).toEqual([2, 0]);
  expect(formatScores(scores)).toContain("broken: no memory\n");
});

/** Takes the given seconds, or fails with the given words, in its first turn, its second, … */
function entrant(label: string, turns: (number | string)[]): Entrant {
  const left = turns.values();
  return {
    label,
    async run(): Promise<Measured> {
      const { value } = left.next();
      if (typeof value !== "number") return failed(value ?? "asked too often");
      return { seconds: value, cpuSeconds: undefined, peakBytes: undefined, stdout: "", failure: undefined };
    },
  };
}
