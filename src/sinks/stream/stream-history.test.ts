import { expect, test } from "vitest";
import { aBatch, aPartition } from "../../../test/fixtures/stream-batches.ts";
import { createStreamHistory } from "./stream-history.ts";

const at = (second: number) => `2026-03-31T10:00:${String(second).padStart(2, "0")}.000Z`;

test("counts and phases add up, also over what an earlier process counted", () => {
  const before = aBatch(9, at(0), { read: 10, accepted: 8, rejected: 2, reasons: { unreadable: 2 } }).quality;
  const history = createStreamHistory({ watermarkSeconds: 60, before });
  history.add(aBatch(10, at(1), { read: 3, accepted: 1, rejected: 1, late: 1, reasons: { unreadable: 1 } }));
  const { batches, quality, phases, last } = history.add(aBatch(11, at(2), { read: 1 }));
  expect({ batches, last: last?.batch, phases }).toEqual({
    batches: 2,
    last: 11,
    phases: { read: 1800, judge: 120, commit: 80 },
  });
  expect(quality).toMatchObject({ read: 14, accepted: 10, rejected: 3, late: 1, reasons: { unreadable: 3 } });
});

test("the pace is that of the last ten seconds", () => {
  const history = createStreamHistory({ watermarkSeconds: 60 });
  expect(history.snapshot().rowsPerSecond).toBe(0);
  // One batch alone: 50 rows in the second that its phases took.
  expect(history.add(aBatch(1, at(0), { read: 50 })).rowsPerSecond).toBe(50);
  expect(history.add(aBatch(2, at(4), { read: 80 })).rowsPerSecond).toBe(20);
  // The batches of seconds 0 and 4 are too old to count; that of second 11 only says when counting begins.
  history.add(aBatch(3, at(11), { read: 1000 }));
  expect(history.add(aBatch(4, at(21), { read: 300 })).rowsPerSecond).toBe(30);
});

test("how far behind, and when no longer", () => {
  const history = createStreamHistory({ watermarkSeconds: 60 });
  const behind = (second: number, a: number, b: number) =>
    history.add(
      aBatch(
        second,
        at(second),
        { read: 100 },
        {
          partitions: [
            // Latest event time is a minute after the watermark: 09:50:00 here.
            aPartition("a", { behind: a, watermark: "2026-03-31T09:49:00Z" }),
            aPartition("b", { behind: b, watermark: "2026-03-31T09:00:00Z" }),
          ],
        },
      ),
    ).lag;
  expect(behind(1, 900, 0)).toEqual({ rows: 900, seconds: 601, catchUpSeconds: null });
  // 300 rows fewer in 3 seconds: 600 more take 6.
  expect(behind(4, 600, 0)).toEqual({ rows: 600, seconds: 604, catchUpSeconds: 6 });
  expect(behind(5, 2000, 1)).toMatchObject({ rows: 2001, seconds: 3545, catchUpSeconds: null });
  expect(behind(6, 0, 0)).toEqual({ rows: 0, seconds: 0, catchUpSeconds: 0 });
});

test("a source that cannot know is not said to be up to date", () => {
  const history = createStreamHistory({ watermarkSeconds: 60 });
  const { lag } = history.add(aBatch(1, at(1), { read: 1 }, { partitions: [aPartition("file")] }));
  expect(lag).toEqual({ rows: null, seconds: null, catchUpSeconds: null });
});
