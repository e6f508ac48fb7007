import { expect, test } from "vitest";
import { steadyRate } from "./stream-figures.ts";

test("the rate leaves the first batch out", () => {
  const batch = (time: string, read: number) => JSON.stringify({ time, quality: { read } });
  const progress = [
    batch("2026-01-01T00:00:00Z", 50),
    batch("2026-01-01T00:00:01Z", 300),
    batch("2026-01-01T00:00:02Z", 100),
  ];
  expect(steadyRate(progress.join("\n"))).toBe(200);
  expect(steadyRate(progress[0] ?? "")).toBeNull();
});
