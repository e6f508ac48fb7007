import { expect, test } from "vitest";
import { aBatch, aPartition } from "../../../test/fixtures/stream-batches.ts";
import { widthOf } from "../console/width.ts";
import { progressJson } from "./progress-json.ts";
import { progressText } from "./progress-text.ts";
import { createStreamHistory } from "./stream-history.ts";
import { createStreamLook } from "./stream-look.ts";

const look = createStreamLook({ language: "en", currency: "", timeZone: "UTC", color: false, seconds: true });
const history = createStreamHistory({ watermarkSeconds: 60 });
const before = history.snapshot();
const snapshot = history.add(
  aBatch(
    1234,
    "2026-03-31T10:00:05.000Z",
    { read: 2500 },
    {
      watermark: "2026-03-31T09:59:00Z",
      partitions: [aPartition("sales/0", { behind: 90_000, watermark: "2026-03-31T09:59:00Z" })],
    },
  ),
);

test("one line that fits, whatever the width, the least wanted parts left out first", () => {
  expect(progressText(before, 80, look)).toBe("");
  expect(progressText(snapshot, 200, look)).toBe(
    "Batch 1,234 · 2,500 rows/s · 90,000 rows unread, 5 sec behind · not catching up · watermark 09:59:00, 1 min 5 sec ago · open windows: 1",
  );
  expect(progressText(snapshot, 80, look)).toBe(
    "Batch 1,234 · 2,500 rows/s · 90,000 rows unread, 5 sec behind · not catching up",
  );
  expect(progressText(snapshot, 20, look)).toBe("2,500 rows/s");
  for (const width of [5, 12, 40, 100]) expect(widthOf(progressText(snapshot, width, look))).toBeLessThanOrEqual(width);
});

test("as JSON, with the names of programs", () => {
  expect(progressJson(before)).toBeNull();
  expect(JSON.parse(progressJson(snapshot) ?? "")).toMatchObject({
    batch: 1234,
    rows_per_second: 2500,
    lag: { rows: 90_000, seconds: 5, catch_up_seconds: null },
    state: { open_windows: 1, rows: 0, bytes: 0 },
    partitions: [{ partition: "sales/0", behind: 90_000 }],
  });
});
