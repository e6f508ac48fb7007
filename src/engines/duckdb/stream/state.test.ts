import { cp, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { batchOf } from "../../../../test/streams/batch-of.ts";
import { openStreamCase, saleText } from "../../../../test/streams/stream-case.ts";
import type { PublishedBatch } from "../../../sinks/stream/stream-sink.ts";
import { createRecordBlock } from "../../../sources/stream/record-block.ts";

const values = (...texts: (string | null)[]) => texts.map((value) => ({ value }));

/** 10:00 and 10:05 in time, then one that is five minutes late, and one of a window still open. */
const WITH_LATE = values(
  saleText(1, "00:10", 10),
  saleText(2, "05:00", 20),
  saleText(3, "00:20", 5),
  saleText(4, "04:30", 1),
);

describe("late sales", () => {
  test("are kept aside and change no window until they are applied, and then only once", async () => {
    await using stream = await openStreamCase();
    const state = await stream.open();
    await stream.run({ partitions: { a: WITH_LATE } });

    expect(stream.windows()).toEqual([
      "10:00  1 10.00 final",
      "10:04  1 1.00 provisional",
      "10:05  1 20.00 provisional",
    ]);
    expect(await state.lateSales({ waiting: true, limit: 10 })).toMatchObject([
      {
        id: 1,
        partition: "a",
        offset: 2,
        event_time: "2026-11-01T10:00:20Z",
        watermark: "2026-11-01T10:04:00Z",
        total: "5.00",
      },
    ]);

    expect(await state.applyLate(null)).toMatchObject({ accepted: 1, late: -1, duplicate: 0 });
    expect(await state.applyLate(null)).toBeNull();
    await stream.run({ partitions: { a: WITH_LATE } });
    expect(stream.windows()[0]).toBe("10:00  2 15.00 final");
    expect(state.checkpoint().quality).toMatchObject({ read: 4, accepted: 4, late: 0, duplicate: 0 });
  });

  test("of which a copy was accepted meanwhile are duplicates", async () => {
    await using stream = await openStreamCase();
    const state = await stream.open();
    await stream.run({ partitions: { a: WITH_LATE, b: values(saleText(3, "00:20", 5)) }, cuts: [{ a: 4 }, { b: 1 }] });

    expect(await state.applyLate(null)).toMatchObject({ accepted: 0, late: -1, duplicate: 1 });
    expect(state.checkpoint().quality).toMatchObject({ read: 5, accepted: 4, late: 0, duplicate: 1 });
  });

  test("count once when they were applied, and an equal copy of one is no conflict", async () => {
    await using stream = await openStreamCase();
    const state = await stream.open();
    await stream.run({ partitions: { a: WITH_LATE } });
    await state.applyLate(null);
    await stream.run({
      partitions: { a: [...WITH_LATE, ...values(saleText(3, "00:20", 5), saleText(3, "00:20", 6))] },
    });
    expect(state.checkpoint().quality).toMatchObject({ accepted: 4, late: 0, duplicate: 2 });
    expect(state.checkpoint().quality.warnings).toEqual({ duplicate_conflict: 1 });
  });

  test("whose id was accepted long before or after are no copies", async () => {
    await using stream = await openStreamCase({ duplicateSeconds: 120 });
    const state = await stream.open();
    await stream.run({ partitions: { a: WITH_LATE, b: values(saleText(3, "04:00", 9)) } });
    expect(await state.applyLate(null)).toMatchObject({ accepted: 1, late: -1, duplicate: 0 });
  });

  test("go straight into their windows where that is asked for", async () => {
    await using stream = await openStreamCase({ late: "apply" });
    await stream.open();
    await stream.run({ partitions: { a: WITH_LATE } });
    expect(stream.windows()[0]).toBe("10:00  2 15.00 final");
  });
});

describe("dead letters", () => {
  test("keep the raw bytes, where they came from, and why", async () => {
    await using stream = await openStreamCase();
    const state = await stream.open();
    const broken = [
      saleText(1, "00:10", 10),
      "{broken}",
      null,
      saleText(2, "00:11", 0),
      "[1]",
      saleText(3, "99:99", 4),
    ];
    await stream.run({ partitions: { a: values(...broken) } });

    const letters = await state.deadLetters({ limit: 10 });
    expect(
      letters.map(({ offset, reason, raw }) => [offset, reason, raw === null ? null : Buffer.from(raw).toString()]),
    ).toEqual([
      [1, "unreadable", "{broken}"],
      [2, "unreadable", null],
      [3, "non_positive_total", broken[3]],
      [4, "unreadable", "[1]"],
      [5, "bad_timestamp", broken[5]],
    ]);
    expect(state.checkpoint().quality).toMatchObject({
      read: 6,
      accepted: 1,
      rejected: 5,
      reasons: { unreadable: 3, non_positive_total: 1, bad_timestamp: 1 },
    });
  });

  test("count once when they were mended, and stay where they are refused again", async () => {
    await using stream = await openStreamCase();
    const state = await stream.open();
    await stream.run({
      partitions: { a: values(saleText(1, "00:10", 10), saleText(2, "00:11", 0), "x", saleText(9, "05:00", 1)) },
    });
    const block = createRecordBlock();
    for (const text of [saleText(2, "00:11", 7), saleText(3, "00:12", -1)])
      block.add(Buffer.from(text), 0, text.length, 0, 0);
    const quality = await state.retry({ ids: [1, 2], block: block.take() });

    expect(quality).toMatchObject({ read: 0, accepted: 1, rejected: -1 });
    await stream.run({ partitions: { a: [] } });
    expect(stream.windows()[0]).toBe("10:00  2 17.00 final");
    expect(await state.deadLetters({ limit: 9 })).toMatchObject([
      { id: 1, status: "retried" },
      { id: 2, status: "open", reason: "non_positive_total" },
    ]);
    expect(state.checkpoint().quality).toMatchObject({
      read: 4,
      accepted: 3,
      rejected: 1,
      reasons: { non_positive_total: 1 },
    });

    expect(await state.drop([1, 2], "a test order")).toBe(1);
    expect(await state.deadLetters({ status: "dropped", limit: 9 })).toMatchObject([{ id: 2, note: "a test order" }]);
  });
});

test("a copy that was restored catches up, and the last line of each window is right", async () => {
  const lines = new Map<string, string>();
  const lastLine = async ({ rows }: PublishedBatch) => {
    for (const { query, window_start, key, transactions, gross_sales } of rows) {
      lines.set(JSON.stringify([query, window_start, key]), `${transactions} ${gross_sales}`);
    }
  };
  await using stream = await openStreamCase();
  const backup = `${stream.folder}-backup`;
  const sinks = [{ ...stream.sink, publish: lastLine }];
  const sale = (place: number) => saleText(place, `0${Math.floor(place / 20)}:${10 + (place % 50)}`, place + 1);
  const records = values(...Array.from({ length: 120 }, (_, place) => sale(place)));
  try {
    await stream.open();
    await stream.run({ partitions: { a: records.slice(0, 50) }, cuts: [{ a: 20 }] }, { sinks });
    await stream.close();
    await cp(stream.folder, backup, { recursive: true });
    const ahead = await stream.open();
    const cuts = Array.from({ length: 9 }, () => ({ a: 7 }));
    await stream.run({ partitions: { a: records.slice(0, 110) }, cuts }, { sinks });
    expect(ahead.checkpoint().batch).toBe(11);
    await stream.close();

    await rm(stream.folder, { recursive: true });
    await rename(backup, stream.folder);
    const restored = await stream.open();
    await stream.run({ partitions: { a: records } }, { sinks });
    expect(restored.checkpoint()).toMatchObject({ batch: 3, quality: { read: 120 } });
    const windows = Map.groupBy(Array.from(records.keys()), (place) => Math.floor(place / 20));
    for (const [minute, places] of windows) {
      const cents = places.reduce((sum, place) => sum + place + 1, 0);
      const name = JSON.stringify(["totals", `2026-11-01T10:0${minute}:00Z`, null]);
      expect([minute, lines.get(name)]).toEqual([minute, `${places.length} ${cents.toFixed(2)}`]);
    }
  } finally {
    await rm(backup, { recursive: true, force: true });
  }
});

test("a copy of a sale is a duplicate, in the same batch or a later one; one that differs is counted", async () => {
  await using stream = await openStreamCase();
  const state = await stream.open();
  const sale = saleText(1, "00:10", 10);
  const partitions = { a: values(sale, sale, saleText(2, "00:11", 1)), b: values(saleText(1, "00:10", 11)) };
  await stream.run({ partitions, cuts: [{ a: 3 }, { b: 1 }] });
  expect(stream.windows()).toEqual(["10:00  2 11.00 provisional"]);
  expect(state.checkpoint().quality).toMatchObject({ accepted: 2, duplicate: 2, warnings: { duplicate_conflict: 1 } });
});

test("a time too far ahead of its record's own is refused and moves no watermark", async () => {
  await using stream = await openStreamCase({ futureSeconds: 3600 });
  const state = await stream.open();
  const time = Date.UTC(2026, 10, 1, 9);
  const partitions = {
    a: [saleText(1, "00:00", 1), saleText(2, "00:01", 2), saleText(3, "01:00", 3)].map((value) => ({ value, time })),
  };
  await stream.run({ partitions });
  expect(state.checkpoint().quality).toMatchObject({ accepted: 1, rejected: 2, reasons: { future_timestamp: 2 } });
  expect(stream.windows()).toEqual(["10:00  1 1.00 provisional"]);
});

test("whole-number ids give way to text, labels to new ones, and earlier rows stay what they were", async () => {
  await using stream = await openStreamCase();
  const state = await stream.open();
  const partitions = {
    a: values(
      saleText(1, "00:10", 10),
      saleText("007", "00:11", 1, { category: "Mascotas" }),
      saleText("7", "00:12", 1),
      saleText(1, "00:10", 10),
    ),
  };
  await stream.run({ partitions, cuts: [{ a: 1 }, { a: 1 }] });
  expect(state.checkpoint().quality).toMatchObject({ accepted: 3, duplicate: 1 });
  expect(state.checkpoint().quality.warnings).toEqual({ unknown_category: 1 });
  expect(stream.windows("by_category")).toEqual([
    "10:00 Mascotas 1 1.00 provisional",
    "10:00 Ropa 2 11.00 provisional",
  ]);
});

test("what is kept adds up to what was published, and a difference is found", async () => {
  await using stream = await openStreamCase({ queries: ["totals", "by_category", "by_product_id"] });
  const state = await stream.open();
  await stream.run({ partitions: { a: WITH_LATE } });
  expect(await state.reconcile()).toEqual({ compared: 3, rows: 3, differences: [], different: 0 });
  await state.flush();
  expect(await state.reconcile()).toMatchObject({ compared: 3, rows: 3, different: 0 });
  expect(await readdir(join(stream.folder, "history", "day=2026-11-01"))).toHaveLength(1);
});

test("a batch reads the very history that a stream keeps", async () => {
  await using stream = await openStreamCase({ timeZone: "Europe/Madrid" });
  const state = await stream.open();
  await stream.run({ partitions: { a: WITH_LATE } });
  await state.flush();
  const outcome = await batchOf(join(stream.folder, "history"), "Europe/Madrid");
  expect(outcome.quality).toMatchObject({ read: 3, accepted: 3, rejected: 0 });
  const days = outcome.analyses.find(({ id }) => id === "sales_by_hour");
  expect(days?.kind === "computed" && days.table.rows).toEqual([[11, 3, "31.00", "10.33"]]);
});

test("windows become final when every partition was quiet for the idle time, and open again for a row in time", async () => {
  await using stream = await openStreamCase();
  await stream.open();
  let now = Date.UTC(2026, 10, 1, 12);
  const stop = new AbortController();
  const batches: string[][] = [];
  const partitions: Record<string, { value: string }[]> = {
    a: values(saleText(1, "00:10", 10)) as { value: string }[],
  };
  await stream.run(
    {
      partitions,
      endless: true,
      onRead: (read) => {
        if (read >= 2 && read < 32) now += 1000;
        if (read === 32) partitions.a?.push({ value: saleText(2, "00:40", 5) });
        if (read === 33) stop.abort();
      },
    },
    {
      trigger: { kind: "continuous" },
      idleMs: 30_000,
      now: () => new Date(now),
      signal: stop.signal,
      onProgress: () => batches.push(stream.windows()),
    },
  );
  expect(batches).toEqual([["10:00  1 10.00 provisional"], ["10:00  1 10.00 final"], ["10:00  2 15.00 final"]]);
});
