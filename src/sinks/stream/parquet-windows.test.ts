import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { aRow } from "../../../test/fixtures/stream-batches.ts";
import { createFoldWindows } from "../../cli/fold-windows.ts";
import { openDuckDb } from "../../engines/duckdb/instance.ts";
import { type FoldWindows, openParquetWindows } from "./parquet-windows.ts";

let folder = "";
let folds: ReturnType<typeof createFoldWindows>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vitrina-windows-"));
  folds = createFoldWindows("en");
});
afterEach(() => {
  folds.close();
  rmSync(folder, { recursive: true, force: true });
});

test("final windows by query and day of the shop; provisional ones are not written", async () => {
  const sink = await openWindows();
  await sink.publish({
    batch: 1,
    rows: [
      final("totals", "21:59", { gross_sales: "1.00" }),
      // In Madrid it is the next day by then.
      final("totals", "22:00", { gross_sales: "2.00" }),
      final("by_category", "10:00", { key: "O'Ropa", gross_sales: "3.00" }),
      final("by_category", "10:00", { key: null, gross_sales: "4.00" }),
      aRow("totals", "22:01"),
    ],
    progress: null,
  });
  await sink.close();
  expect(readdirSync(folder).sort()).toEqual(["query=by_category", "query=totals"]);
  expect(await rows("query=totals/day=2026-03-31")).toEqual([
    { window_start: "2026-03-31 21:59:00+00", window_end: "2026-03-31 22:00:00+00", ...figures("1.00") },
  ]);
  expect(await rows("query=totals/day=2026-04-01")).toMatchObject([{ gross_sales: "2.00" }]);
  expect(await rows("query=by_category/day=2026-03-31")).toMatchObject([
    { category: "O'Ropa", gross_sales: "3.00" },
    { category: null, gross_sales: "4.00" },
  ]);
});

test("a batch that comes again counts once, and a correction replaces what it corrects", async () => {
  const first = [final("totals", "10:00", { batch: 3 }), final("totals", "10:01", { batch: 3 })];
  const correction = final("totals", "10:00", { batch: 5, gross_sales: "99.00" });
  const sink = await openWindows();
  await sink.publish({ batch: 3, rows: first, progress: null });
  await sink.publish({ batch: 5, rows: [correction], progress: null });
  await sink.close();
  // After a restart the batches that were not marked as published come again, in the other language too.
  folds.close();
  folds = createFoldWindows("es");
  const again = await openWindows();
  await again.publish({ batch: 3, rows: first, progress: null });
  await again.close();
  expect(await rows("query=totals/day=2026-03-31")).toMatchObject([
    { inicio_ventana: "2026-03-31 10:00:00+00", ventas_totales: "99.00", batch: "5" },
    { inicio_ventana: "2026-03-31 10:01:00+00", ventas_totales: "30.00", batch: "3" },
  ]);
});

test("what a killed process had published is not lost, and a line that it cut off is passed over", async () => {
  const fails: FoldWindows = async () => {
    throw new Error("killed");
  };
  const sink = await openWindows(fails);
  await sink.publish({ batch: 1, rows: [final("totals", "10:00")], progress: null });
  const journal = join(folder, ".journal.ndjson");
  const [line = ""] = readFileSync(journal, "utf8").split("\n");
  appendFileSync(journal, line.replace("T10:00", "T10:05").slice(0, -12));
  await expect(sink.close()).rejects.toThrow("killed");
  const next = await openWindows();
  await next.publish({ batch: 2, rows: [final("totals", "10:01", { batch: 2 })], progress: null });
  await next.close();
  expect(existsSync(journal)).toBe(false);
  expect(await rows("query=totals/day=2026-03-31")).toMatchObject([{ batch: "1" }, { batch: "2" }]);
});

test("rows wait in the journal for a minute at most while batches come", async () => {
  let now = 0;
  const sink = await openWindows(folds.fold, () => new Date(now));
  const file = join(folder, "query=totals/day=2026-03-31/windows.parquet");
  await sink.publish({ batch: 1, rows: [final("totals", "10:00")], progress: null });
  expect(existsSync(file)).toBe(false);
  now = 61_000;
  await sink.publish({ batch: 2, rows: [], progress: null });
  expect(existsSync(file)).toBe(true);
  await sink.close();
});

test("a folder that cannot be written is named as the person named it", async () => {
  writeFileSync(join(folder, "taken"), "");
  const opening = openParquetWindows({
    folder: join(folder, "taken"),
    shown: "out/taken",
    timeZone: "UTC",
    fold: folds.fold,
    now: () => new Date(),
  });
  await expect(opening).rejects.toMatchObject({ code: "output_in_the_way", params: { path: "out/taken" } });
});

function openWindows(fold: FoldWindows = folds.fold, now = () => new Date(0)) {
  return openParquetWindows({ folder, shown: folder, timeZone: "Europe/Madrid", fold, now });
}

function final(...[query, start, rest]: Parameters<typeof aRow>) {
  return aRow(query, start, { final: true, ...rest });
}

function figures(gross_sales: string) {
  return { transactions: "2", gross_sales, average_sale: "15.00", batch: "1" };
}

async function rows(partition: string): Promise<unknown[]> {
  const db = await openDuckDb();
  try {
    const path = join(folder, partition, "windows.parquet");
    const found = await db.connection.runAndReadAll(
      `SELECT * FROM read_parquet('${path}', hive_partitioning = false) ORDER BY 1, batch, 3`,
    );
    return found.getRowObjectsJson();
  } finally {
    db.close();
  }
}
