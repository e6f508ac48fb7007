import { expect, test } from "vitest";
import { createStreamTimes } from "./stream-times.ts";

const madrid = createStreamTimes({ language: "es", timeZone: "Europe/Madrid", seconds: false });
const english = createStreamTimes({ language: "en", timeZone: "Europe/Madrid", seconds: true });

test("windows are shown on the shop's clock, with the day only where it is another", () => {
  const near = "2026-03-31T10:05:00Z";
  expect(madrid.range("2026-03-31T10:00:00Z", "2026-03-31T10:01:00Z", near)).toBe("12:00–12:01");
  expect(english.range("2026-03-31T10:00:00Z", "2026-03-31T10:00:30Z", near)).toBe("12:00:00–12:00:30");
  expect(madrid.range("2026-03-30T10:00:00Z", "2026-03-30T10:01:00Z", near)).toBe("30 mar 12:00 – 12:01");
  expect(madrid.range("2024-03-30T10:00:00Z", "2024-03-30T10:01:00Z", near)).toBe("30 mar 2024 11:00 – 11:01");
  // The last hour of a day ends at midnight, a day at the next.
  expect(madrid.range("2026-03-30T21:00:00Z", "2026-03-30T22:00:00Z", near)).toBe("30 mar 23:00 – 00:00");
  expect(english.range("2026-03-30T10:00:00Z", "2026-03-31T10:00:00Z", near)).toBe("Mar 30 12:00:00 – Mar 31 12:00:00");
});

test("the hour that a clock shows twice says which of the two it is", () => {
  const near = "2026-10-25T00:30:00Z";
  const windows = ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z"].map((start) =>
    madrid.range(start, new Date(Date.parse(start) + 60_000).toISOString(), near),
  );
  expect(windows).toEqual(["02:30–02:31 GMT+2", "02:30–02:31 GMT+1", "03:30–03:31"]);
});

test("lengths of time by their two largest units", () => {
  const spans = [0, 59.6, 61, 3600, 7325, 86_400, 200_000].map((seconds) => english.span(seconds));
  expect(spans).toEqual(["0 sec", "1 min", "1 min 1 sec", "1 hr", "2 hr 2 min", "1 day", "2 days 7 hr"]);
  expect(madrid.span(75)).toBe("1 min 15 s");
});
