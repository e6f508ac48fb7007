import fc from "fast-check";
import { expect, test } from "vitest";
import type { WindowRow } from "../../model/stream/window-row.ts";
import { createOpenWindows, keyOf } from "./open-windows.ts";

test("whatever comes twice or out of order, each window stands as the query left it, and is final once", () => {
  fc.assert(
    fc.property(fc.array(batch(), { maxLength: 30 }), fc.infiniteStream(fc.nat({ max: 3 })), (batches, draw) => {
      const windows = createOpenWindows([], null);
      const truth = new Map<string, number>();
      const seen: WindowRow[] = [];
      const final = new Map<string, number>();
      let until = Number.NEGATIVE_INFINITY;
      for (const { sold, watermark } of batches) {
        const changed = sold
          .filter(([minute]) => (minute + 1) * 60_000 > until)
          .map(([minute, key]) => `${minute} ${key}`);
        for (const name of changed) truth.set(name, (truth.get(name) ?? 0) + 1);
        const rows = [...new Set(changed)].map((name) => rowOf(name, truth.get(name) ?? 0));
        seen.push(...rows);
        // Some of what was sent before comes again, ahead of the news and behind it.
        const again = seen.filter(() => draw.next().value === 0);
        windows.take([...again, ...rows, ...again]);
        until = Math.max(until, watermark * 60_000);
        for (const row of windows.close(until)) {
          expect(final.has(keyOf(row))).toBe(false);
          final.set(keyOf(row), row.transactions);
        }
      }
      const open = new Map(windows.rows().map((row) => [keyOf(row), row.transactions]));
      expect(new Map([...final, ...open])).toEqual(
        new Map([...truth].map(([name, count]) => [keyOf(rowOf(name, count)), count])),
      );
    }),
    { seed: 7, numRuns: 200 },
  );
});

test("what is known at the start goes on, and news are told once", () => {
  const known = rowOf("5 a", 3);
  const windows = createOpenWindows([known], 5 * 60_000);
  expect(windows.take([rowOf("5 a", 3), rowOf("4 a", 9), { ...rowOf("6 a", 1), final: true }])).toEqual([]);
  expect(windows.take([rowOf("5 a", 4), rowOf("5 b", 1), rowOf("5 a", 5)])).toEqual([rowOf("5 a", 5), rowOf("5 b", 1)]);
  expect([windows.count, windows.finalUntil]).toEqual([1, 300_000]);
  expect(windows.close(360_000)).toEqual([rowOf("5 a", 5), rowOf("5 b", 1)].map((row) => ({ ...row, final: true })));
  expect([windows.count, windows.finalUntil]).toEqual([0, 360_000]);
});

/** Sales of a micro-batch, by minute and key, and the minute that its watermark has come to. */
function batch() {
  return fc.record({
    sold: fc.array(fc.tuple(fc.nat({ max: 9 }), fc.constantFrom("a", "b")), { maxLength: 10 }),
    watermark: fc.nat({ max: 10 }),
  });
}

function rowOf(name: string, transactions: number): WindowRow {
  const [minute = "", key = ""] = name.split(" ");
  const at = (more: number) => new Date((Number(minute) + more) * 60_000).toISOString();
  return {
    query: "by_category",
    window_start: at(0),
    window_end: at(1),
    key,
    transactions,
    gross_sales: `${transactions}.00`,
    average_sale: "1.00",
    final: false,
    batch: null,
  };
}
