import { describe, expect, it } from "vitest";
import type { BatchEvent } from "../../src/server/api/live.ts";
import type { WindowRow } from "../../src/server/api/windows.ts";
import { FIRST, isFinal, takeBatch, takeSnapshot, takeWindows } from "./live-state.ts";

const SNAPSHOT = { batch: 5, final_until: null, latest_sales: [], progress: null, status: "running" } as const;

describe("the live state", () => {
  it("lets the row of the higher batch stand", () => {
    const first = takeSnapshot(FIRST, { ...SNAPSHOT, rows: [row("10:00", "1.00", null)] }, null);
    const second = takeBatch(first, batch(6, [row("10:00", "2.00", 6)]), 0);
    const late = takeBatch(second, batch(7, [row("10:00", "1.50", 4)]), 0);
    expect(second.windows.totals?.map((one) => one.gross_sales)).toEqual(["2.00"]);
    expect(late.windows.totals?.map((one) => one.gross_sales)).toEqual(["2.00"]);
  });

  it("forgets with a snapshot what it knew, because the server may have begun anew", () => {
    const first = takeSnapshot(FIRST, { ...SNAPSHOT, rows: [row("10:00", "1.00", null)] }, null);
    const second = takeSnapshot(first, { ...SNAPSHOT, batch: 1, rows: [row("09:00", "3.00", null)] }, null);
    expect(second.windows.totals?.map((one) => one.gross_sales)).toEqual(["3.00"]);
    expect(second.batch).toBe(1);
  });

  it("takes windows that were read apart, but not over newer ones", () => {
    const known = takeBatch(FIRST, batch(9, [row("10:00", "9.00", 9)]), 0);
    const answer = { query: "totals", batch: 8, final_until: null, next: null };
    const read = takeWindows(known, { ...answer, rows: [row("10:00", "8.00", null), row("09:59", "4.00", null)] });
    expect(read.windows.totals?.map((one) => one.gross_sales)).toEqual(["4.00", "9.00"]);
  });

  it("leaves the rows of other queries the same object", () => {
    const known = takeBatch(
      FIRST,
      batch(1, [row("10:00", "1.00", 1), { ...row("10:00", "1.00", 1), query: "by_status" }]),
      0,
    );
    const next = takeBatch(known, batch(2, [row("10:01", "1.00", 2)]), 0);
    expect(next.windows.by_status).toBe(known.windows.by_status);
  });

  it("keeps the latest 240 windows", () => {
    const rows = Array.from({ length: 300 }, (_, minute) => {
      const time = `${String(10 + Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
      return row(time, "1.00", 1);
    });
    const { windows } = takeBatch(FIRST, batch(1, rows), 0);
    expect(windows.totals).toHaveLength(240);
    expect(windows.totals?.at(-1)?.window_start).toBe("2026-03-31T14:59:00.000Z");
  });

  it("takes for final what ends by the watermark", () => {
    const one = row("10:00", "1.00", 1);
    expect([isFinal(one, null), isFinal(one, "2026-03-31T10:00:59Z"), isFinal(one, "2026-03-31T10:01:00Z")]).toEqual([
      false,
      false,
      true,
    ]);
  });
});

function batch(number: number, rows: WindowRow[]): BatchEvent {
  return { batch: number, final_until: null, rows, cut: false, sales: [], progress: null };
}

function row(time: string, gross: string, number: number | null): WindowRow {
  const start = new Date(`2026-03-31T${time}:00Z`);
  return {
    query: "totals",
    window_start: start.toISOString(),
    window_end: new Date(start.getTime() + 60_000).toISOString(),
    key: null,
    transactions: 1,
    gross_sales: gross,
    average_sale: gross,
    final: false,
    batch: number,
  };
}
