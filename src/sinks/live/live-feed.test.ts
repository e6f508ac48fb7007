import { expect, test } from "vitest";
import type { WindowRow } from "../../model/stream/window-row.ts";
import { createLiveFeed, type LiveEvent, type LiveReader, SlowReader } from "./live-feed.ts";

const row = (start: string, transactions: number, batch: number): WindowRow => ({
  query: "totals",
  window_start: start,
  window_end: start,
  key: null,
  transactions,
  gross_sales: "1.00",
  average_sale: "1.00",
  final: false,
  batch,
});

async function take(reader: LiveReader, count: number): Promise<LiveEvent[]> {
  const events: LiveEvent[] = [];
  for await (const event of reader) {
    events.push(event);
    if (events.length === count) break;
  }
  return events;
}

test("a new reader gets the windows as they stand, then each change", async () => {
  const feed = createLiveFeed();
  await feed.publish({ batch: 1, rows: [row("a", 1, 1), row("b", 1, 1)], progress: null });
  await feed.publish({ batch: 2, rows: [row("b", 2, 2)], progress: null });
  const reading = take(feed.subscribe(), 2);
  await feed.publish({ batch: 3, rows: [row("b", 3, 3)], progress: null });
  expect(await reading).toEqual([
    { kind: "snapshot", batch: 2, rows: [row("a", 1, 1), row("b", 2, 2)] },
    { kind: "batch", batch: 3, rows: [row("b", 3, 3)], progress: null },
  ]);
  expect(feed.readers).toBe(0);
});

test("a reader that comes back gets what it missed, or a snapshot where that is gone", async () => {
  const feed = createLiveFeed({ batches: 2 });
  for (const batch of [1, 2, 3]) await feed.publish({ batch, rows: [row("a", batch, batch)], progress: null });
  expect((await take(feed.subscribe({ after: 1 }), 2)).map(({ batch }) => batch)).toEqual([2, 3]);
  expect((await take(feed.subscribe({ after: 0 }), 1))[0]).toMatchObject({ kind: "snapshot", batch: 3 });
});

test("a reader that does not keep up is evicted and holds nobody up", async () => {
  const feed = createLiveFeed({ waiting: 3 });
  const slow = feed.subscribe();
  for (let batch = 1; batch <= 10; batch += 1) await feed.publish({ batch, rows: [], progress: null });
  expect(feed.readers).toBe(0);
  await expect(take(slow, 99)).rejects.toThrow(SlowReader);
});

test("only the latest windows are kept for new readers, and closing ends every loop", async () => {
  const feed = createLiveFeed({ windows: 2 });
  for (const [index, start] of ["a", "b", "c"].entries()) {
    await feed.publish({ batch: index + 1, rows: [row(start, 1, index + 1)], progress: null });
  }
  const reading = take(feed.subscribe(), 99);
  await feed.close();
  expect(await reading).toMatchObject([{ rows: [{ window_start: "b" }, { window_start: "c" }] }]);
});
