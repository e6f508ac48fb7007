import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { aBatch, aPartition, aRow } from "../../../test/fixtures/stream-batches.ts";
import { widthOf } from "../console/width.ts";
import { type ConsoleWindowsOptions, createConsoleWindows } from "./console-windows.ts";

const TIME = "2026-03-31T10:02:07.000Z";

test("a batch: how its rows were judged, how far the stream is, and the windows it changed, ranked", async () => {
  const { sink, text } = consoleOf({ currency: "EUR" });
  const progress = aBatch(
    12,
    TIME,
    { read: 5, accepted: 2, rejected: 1, late: 1, duplicate: 1 },
    {
      watermark: "2026-03-31T10:01:05Z",
    },
  );
  const rows = [
    aRow("totals", "10:00", { transactions: 1200, gross_sales: "12345.60", average_sale: "10.29", final: true }),
    aRow("by_category", "10:02", { key: "Libros", gross_sales: "9.00" }),
    aRow("by_category", "10:02", { key: "Ropa", gross_sales: "10.00" }),
    aRow("by_category", "10:02", { key: null, gross_sales: "1.00" }),
    aRow("totals", "10:02"),
  ];
  await sink.publish({ batch: 12, rows, progress });
  expect(text()).toBe(`Batch 12 · Mar 31 12:02:07 · 5 rows/s
! 5 rows read = 2 accepted + 1 rejected + 1 late + 1 duplicate
  watermark 12:01:05, 1 min 2 sec ago

Totals                           Transactions  Gross sales (EUR)     Average
───────────────────────────────  ────────────  ─────────────────  ──────────
12:00–12:01 ● final                     1,200          12,345.60       10.29
12:02–12:03 ○ provisional                   2              30.00       15.00

By category                      Transactions  Gross sales (EUR)     Average
───────────────────────────────  ────────────  ─────────────────  ──────────
12:02–12:03 ○ provisional
  Ropa                                      2              10.00       15.00
  Libros                                    2               9.00       15.00
  (none)                                    2               1.00       15.00

`);
});

test("keys that a batch did not touch keep their place in their window, paler on a terminal", async () => {
  const { sink, raw, clear } = consoleOf({ color: true });
  const row = (key: string, gross_sales: string) => aRow("by_category", "10:02", { key, gross_sales });
  await sink.publish({ batch: 1, rows: [row("Ropa", "10.00"), row("Hogar", "7.00")], progress: aBatch(1, TIME) });
  clear();
  await sink.publish({ batch: 2, rows: [row("Hogar", "20.00")], progress: aBatch(2, TIME) });
  const lines = raw().split("\n").slice(-4, -2);
  expect(lines.map(stripVTControlCharacters)).toEqual([
    expect.stringMatching(/^ {2}Hogar .* 20\.00 /),
    expect.stringMatching(/^ {2}Ropa .* 10\.00 /),
  ]);
  expect(lines.map((line) => line.startsWith("\u001b[2m"))).toEqual([false, true]);
});

test("a catch-up that changes thousands of windows and keys stays short, and says what it left out", async () => {
  const { sink, text } = consoleOf({});
  const starts = Array.from({ length: 1000 }, (_, index) => {
    const minute = index % 60;
    return `${String(Math.floor(index / 60)).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
  });
  const rows = starts.flatMap((start) =>
    Array.from({ length: 30 }, (_, key) => aRow("by_product_id", start, { key, gross_sales: `${key}.00` })),
  );
  await sink.publish({ batch: 1, rows, progress: aBatch(1, TIME, { read: 30_000 }) });
  const lines = text().trimEnd().split("\n");
  expect(lines.length).toBeLessThan(45);
  expect(lines).toContain("… and 997 earlier windows of this batch");
  expect(lines.filter((line) => line === "  … and 20 more")).toHaveLength(3);
  expect(lines.filter((line) => / ○ provisional$/.test(line)).map((line) => line.slice(0, 11))).toEqual([
    "18:37–18:38",
    "18:38–18:39",
    "18:39–18:40",
  ]);
});

test("a final window that changes again is marked as corrected, also one of before the restart", async () => {
  const { sink, text, clear } = consoleOf({ finalUntil: Date.parse("2026-03-31T09:31:00Z") });
  const final = (start: string) => aRow("totals", start, { final: true });
  await sink.publish({ batch: 1, rows: [final("09:30"), final("10:00")], progress: aBatch(1, TIME) });
  expect(marks(text())).toEqual(["11:30–11:31 ● corrected", "12:00–12:01 ● final"]);
  clear();
  await sink.publish({ batch: 2, rows: [final("10:00"), final("10:01")], progress: aBatch(2, TIME) });
  expect(marks(text())).toEqual(["12:00–12:01 ● corrected", "12:01–12:02 ● final"]);
});

test("what is shown again after a restart says so, and a batch that changed nothing says nothing", async () => {
  const finalUntil = Date.parse("2026-03-31T10:01:00Z");
  const { sink, text } = consoleOf({ language: "es", lastBatch: 41, finalUntil });
  const rows = [aRow("totals", "10:00", { final: true })];
  await sink.publish({ batch: 41, rows, progress: null });
  await sink.publish({ batch: 42, rows: [], progress: aBatch(42, TIME) });
  expect(text()).toMatch(/^Lote 41 · mostrado de nuevo tras un reinicio\n\nTotales /);
  expect(text()).not.toContain("Lote 42");
  expect(text()).toContain(" ● definitiva ");
  // Late sales that somebody applied come without progress too.
  await sink.publish({ batch: 43, rows, progress: null });
  expect(text()).toMatch(/\nLote 43 · correcciones\n\nTotales .*\n.*\n.* ● corregida /);
});

test("labels of the shop do not reach the terminal as commands, and no line is wider than it", async () => {
  const long = `Zapatos ${"muy ".repeat(30)}largos`;
  for (const width of [60, 80, 140]) {
    for (const language of ["en", "es"] as const) {
      const { sink, raw } = consoleOf({ language, currency: "EUR", width: () => width });
      const rows = [
        aRow("by_category", "10:02", { key: "\u001b[31mrojo", gross_sales: "12345678901234.56" }),
        aRow("by_category", "10:02", { key: long }),
      ];
      const partitions = [aPartition("a", { behind: 1_000_000, watermark: "2026-03-30T10:00:00Z" })];
      const quality = { read: 123_456, accepted: 100_000, rejected: 456, late: 20_000, duplicate: 3000 };
      await sink.publish({ batch: 1, rows, progress: aBatch(1, TIME, quality, { partitions }) });
      expect(raw()).not.toContain("\u001b");
      expect(raw()).toContain("12:02");
      expect(Math.max(...raw().split("\n").map(widthOf))).toBeLessThanOrEqual(width);
    }
  }
});

test("unread rows are told with the time until there are none", async () => {
  const { sink, text, clear } = consoleOf({});
  const behind = (rows: number) => ({
    partitions: [aPartition("a", { behind: rows, watermark: "2026-03-31T09:01:00Z" })],
  });
  await sink.publish({ batch: 1, rows: [], progress: aBatch(1, TIME, { read: 1000 }, behind(90_000)) });
  expect(text()).toContain("90,000 rows unread, 1 hr behind · not catching up");
  clear();
  const later = "2026-03-31T10:02:08.000Z";
  await sink.publish({ batch: 2, rows: [], progress: aBatch(2, later, { read: 1000 }, behind(89_000)) });
  expect(text().replaceAll(/\s+/g, " ")).toContain(
    "89,000 rows unread, 1 hr behind · caught up in 1 min 29 sec (12:03:37)",
  );
});

function consoleOf(options: Partial<ConsoleWindowsOptions>) {
  let written = "";
  const sink = createConsoleWindows({
    language: "en",
    currency: "",
    timeZone: "Europe/Madrid",
    color: false,
    seconds: false,
    width: () => 80,
    queries: ["totals", "by_category", "by_product_id"],
    watermarkSeconds: 60,
    finalUntil: null,
    lastBatch: 0,
    ...options,
    write: async (text) => {
      written += text;
    },
  });
  const clear = () => {
    written = "";
  };
  return { sink, raw: () => written, text: () => stripVTControlCharacters(written), clear };
}

function marks(text: string): string[] {
  return text.split("\n").flatMap((line) => /^\d\d:\d\d–\d\d:\d\d . \w+/.exec(line)?.[0] ?? []);
}
