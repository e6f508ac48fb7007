import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openStreamCase, saleText } from "../../../../test/streams/stream-case.ts";
import { compactHistory } from "./compact-history.ts";
import { openStateDatabase } from "./open-state.ts";
import { applyRetention, type RetentionSettings } from "./retention.ts";

type StreamCase = Awaited<ReturnType<typeof openStreamCase>>;

const KEEP_ALL: RetentionSettings = { historyDays: null, windowDays: null, deadLetters: null, lateSales: null };
const sale = (id: number, day: number, time = "10:00:10") =>
  saleText(id, "", 10, { timestamp: `2026-11-0${day}T${time}Z` });

/** A sale a day for six days, each in a file; then three rejected records and two late sales of the third day. */
async function sixDays() {
  const stream = await openStreamCase();
  const state = await stream.open();
  const values: { value: string }[] = [];
  for (let day = 1; day <= 6; day += 1) {
    values.push({ value: sale(day, day) });
    await stream.run({ partitions: { a: values } });
    await state.flush();
  }
  const more = ["x", "y", "z", sale(7, 3, "10:00:20"), sale(8, 3, "10:00:30")];
  await stream.run({ partitions: { a: [...values, ...more.map((value) => ({ value }))] } });
  await state.drop([2], "a test");
  return { stream, state };
}

/** Retention between two runs, as the stream would do between two batches. */
async function retain(
  stream: StreamCase,
  settings: Partial<RetentionSettings>,
  now = new Date("2026-11-06T12:00:00Z"),
) {
  await stream.close();
  const { db, stored, grains, history } = await openStateDatabase(stream);
  const { plan, checkpoint } = stored;
  if (plan === null) throw new Error("nothing was read");
  const { connection } = db;
  try {
    const context = { connection, history, grains, definition: stream.definition, checkpoint, plan, now };
    return await applyRetention(context, { ...KEEP_ALL, ...settings });
  } finally {
    db.close();
  }
}

const days = async (stream: StreamCase) => (await filesOf(stream)).map((path) => path.slice(0, 14));

async function filesOf({ folder }: StreamCase): Promise<string[]> {
  const names = await readdir(join(folder, "history"), { recursive: true });
  return names.filter((name) => name.endsWith(".parquet")).sort();
}

test("what is older than the settings goes, and what is left still adds up", async () => {
  const { stream, state } = await sixDays();
  await using _stream = stream;
  await state.applyLate([1]);
  const { removed } = await retain(stream, { historyDays: 4, windowDays: 2, deadLetters: 1, lateSales: 1 });
  expect(removed).toEqual({
    historyFiles: 2,
    historyRows: 2,
    // The late sale that waits still needs the third day's; the day before it is gone.
    panes: 2,
    deadLetters: 2,
    openDeadLetters: 1,
    lateSales: 1,
    waitingLateSales: 0,
    // Of four days that lie behind the horizon of one day, and the late sale that was applied.
    seen: 5,
  });
  expect(await days(stream)).toEqual([3, 4, 5, 6].map((day) => `day=2026-11-0${day}`));
  const again = await stream.open();
  expect(await again.deadLetters({ limit: 9 })).toMatchObject([{ id: 3, status: "open" }]);
  expect(await again.lateSales({ waiting: false, limit: 9 })).toMatchObject([{ id: 2, applied: null }]);
  expect(await again.reconcile()).toMatchObject({ compared: 6, rows: 5, different: 0 });
  expect(await again.applyLate(null)).toMatchObject({ windows: [{ transactions: 3 }, { transactions: 3 }] });
  expect(await again.reconcile()).toMatchObject({ compared: 6, rows: 6, different: 0 });
  expect(again.checkpoint().quality).toMatchObject({ read: 11, accepted: 8, rejected: 3, late: 0 });
});

test("copies within the horizon are still found, and a time far ahead removes nothing the clock would keep", async () => {
  const { stream, state } = await sixDays();
  await using _stream = stream;
  await stream.run({ partitions: { b: [{ value: saleText(99, "", 1, { timestamp: "2199-01-01T00:00:00Z" }) }] } });
  await state.flush();
  const { removed } = await retain(stream, { historyDays: 6 });
  expect(removed).toMatchObject({ historyFiles: 0, panes: 0, deadLetters: 0, lateSales: 0 });
  const again = await stream.open();
  await stream.run({ partitions: { c: [{ value: sale(6, 6) }] } });
  expect(again.checkpoint().quality).toMatchObject({ duplicate: 1 });
});

test("nothing is removed where it cannot be done as a whole, nor when there is nothing to remove", async () => {
  const { stream } = await sixDays();
  await using _stream = stream;
  await stream.close();
  const before = await filesOf(stream);
  const { db, stored, grains, history } = await openStateDatabase(stream);
  const { plan, checkpoint } = stored;
  if (plan === null) throw new Error("nothing was read");
  const { connection } = db;
  const now = new Date("2026-11-06T12:00:00Z");
  const context = { connection, history, grains, definition: stream.definition, checkpoint, plan, now };
  await connection.run("ALTER TABLE seen RENAME TO away");
  await expect(applyRetention(context, { ...KEEP_ALL, historyDays: 1, deadLetters: 0 })).rejects.toThrow(/seen/);
  await connection.run("ALTER TABLE away RENAME TO seen");
  db.close();
  expect(await filesOf(stream)).toEqual(before);
  const state = await stream.open();
  expect(await state.deadLetters({ limit: 9 })).toHaveLength(3);
  expect(await state.reconcile()).toMatchObject({ rows: 6, different: 0 });
  const { removed } = await retain(stream, { historyDays: 6, windowDays: 9, deadLetters: 3, lateSales: 2 });
  expect(removed).toMatchObject({ historyFiles: 0, panes: 0, deadLetters: 0, lateSales: 0 });
});

test("many small files of a day become one with the same rows", async () => {
  await using stream = await openStreamCase();
  const state = await stream.open();
  const values: { value: string }[] = [];
  for (let id = 1; id <= 18; id += 1) {
    values.push({ value: saleText(id, `00:${10 + id}`, id) });
    await stream.run({ partitions: { a: values } });
    await state.flush();
  }
  await stream.close();
  expect(await filesOf(stream)).toHaveLength(18);
  const { db, stored, history } = await openStateDatabase(stream);
  const context = { connection: db.connection, history, checkpoint: stored.checkpoint };
  expect(await compactHistory(context)).toEqual({ day: "2026-11-01", files: 18 });
  expect(await compactHistory(context)).toBeNull();
  db.close();
  expect(await filesOf(stream)).toHaveLength(1);
  const again = await stream.open();
  values.push({ value: saleText(19, "05:00", 1) });
  await stream.run({ partitions: { a: values } });
  expect(await again.reconcile()).toMatchObject({ compared: 2, rows: 19, different: 0 });
});

test("rows gathered before a large batch are written beside it, not over it", async () => {
  await using stream = await openStreamCase({ duplicateSeconds: 0 });
  const state = await stream.open();
  const large = Array.from({ length: 50_000 }, (_, index) => ({ value: saleText(index + 2, "00:20", 1) }));
  const values = [{ value: saleText(1, "00:10", 10) }, ...large];
  await stream.run({ partitions: { a: values }, cuts: [{ a: 1 }] });
  await state.flush();
  expect(await filesOf(stream)).toHaveLength(2);
  values.push({ value: saleText(0, "05:00", 1) });
  await stream.run({ partitions: { a: values } });
  expect(await state.reconcile()).toMatchObject({ compared: 2, rows: 50_002, different: 0 });
});
