import { expect, test } from "vitest";
import { instantOf } from "./stream-start.ts";

const at = (moment: string, zone: string) => new Date(instantOf(moment, zone)).toISOString();

test("a time with an offset is taken as it is, one without is the shop's", () => {
  expect(at("2026-03-31T18:00:00+02:00", "America/Bogota")).toBe("2026-03-31T16:00:00.000Z");
  expect(at("2026-03-31T18:00:00Z", "America/Bogota")).toBe("2026-03-31T18:00:00.000Z");
  expect(at("2026-03-31T18:00", "Europe/Madrid")).toBe("2026-03-31T16:00:00.000Z");
  expect(at("2026-01-31 18:00:00", "Europe/Madrid")).toBe("2026-01-31T17:00:00.000Z");
  expect(at("2026-03-31", "America/Bogota")).toBe("2026-03-31T05:00:00.000Z");
  expect(at("2026-03-31", "UTC")).toBe("2026-03-31T00:00:00.000Z");
});

test("where the clock is set back the earlier time is meant, where it jumps the time moves forward", () => {
  expect(at("2026-10-25T02:30", "Europe/Madrid")).toBe("2026-10-25T00:30:00.000Z");
  expect(at("2026-10-25T03:00", "Europe/Madrid")).toBe("2026-10-25T02:00:00.000Z");
  expect(at("2026-03-29T02:30", "Europe/Madrid")).toBe("2026-03-29T01:30:00.000Z");
  expect(at("2026-03-29T01:59", "Europe/Madrid")).toBe("2026-03-29T00:59:00.000Z");
  expect(at("2026-03-29T03:00", "Europe/Madrid")).toBe("2026-03-29T01:00:00.000Z");
});
