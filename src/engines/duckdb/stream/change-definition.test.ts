import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, test } from "vitest";
import { batchOf } from "../../../../test/streams/batch-of.ts";
import { openStreamCase, saleText } from "../../../../test/streams/stream-case.ts";
import type { StreamDefinition } from "../../../model/stream/stream-definition.ts";
import { createRecordBlock } from "../../../sources/stream/record-block.ts";

const values = (...texts: (string | null)[]) => texts.map((value) => ({ value }));

/** 10:00 and 10:05 in time, then one that is five minutes late, and one of a window still open. */
const WITH_LATE = values(
  saleText(1, "00:10", 10),
  saleText(2, "05:00", 20),
  saleText(3, "00:20", 5),
  saleText(4, "04:30", 1),
);
const LATER = values(saleText(5, "09:00", 2));

type Case = Awaited<ReturnType<typeof openStreamCase>>;

/** A stream that has read some records and was stopped. */
async function stopped(records = WITH_LATE, given: Partial<StreamDefinition> = {}, flush = false): Promise<Case> {
  const stream = await openStreamCase(given);
  const state = await stream.open();
  await stream.run({ partitions: { a: records } });
  if (flush) await state.flush();
  await stream.close();
  return stream;
}

describe("other windows", () => {
  test("are refused by name, or made anew from the kept rows", async () => {
    await using stream = await stopped();
    await expect(stream.open({ sizeSeconds: 120, slideSeconds: 120 })).rejects.toMatchObject({
      code: "state_changed",
      params: { parts: ["sizeSeconds", "slideSeconds"], reach: "windows" },
    });

    const state = await stream.open({ sizeSeconds: 120, slideSeconds: 120 }, "replay");
    await stream.run({ partitions: { a: [...WITH_LATE, ...LATER] } });
    expect(stream.windows().slice(-3)).toEqual([
      "10:04  2 21.00 final",
      "10:05  1 20.00 provisional",
      "10:08  1 2.00 provisional",
    ]);
    expect(await state.reconcile()).toMatchObject({ compared: 4, different: 0 });
  });

  test("begin empty where the old ones are dropped, and only they are compared with the rows", async () => {
    await using stream = await stopped();
    const state = await stream.open({ sizeSeconds: 120, slideSeconds: 120 }, "drop");
    await stream.run({ partitions: { a: [...WITH_LATE, ...LATER, ...values(saleText(6, "20:00", 3))] } });
    expect(stream.windows().slice(-2)).toEqual(["10:08  1 2.00 final", "10:20  1 3.00 provisional"]);
    expect(await state.reconcile()).toEqual({ compared: 2, rows: 5, differences: [], different: 0 });
  });

  test("cannot be made anew where no rows are kept", async () => {
    await using stream = await stopped(WITH_LATE, { rows: "drop" });
    await expect(stream.open({ rows: "keep" }, "replay")).rejects.toMatchObject({ code: "state_rows_gone" });
    const state = await stream.open({ rows: "keep" }, "drop");
    await stream.run({ partitions: { a: [...WITH_LATE, ...LATER, ...values(saleText(6, "20:00", 3))] } });
    expect(await state.reconcile()).toEqual({ compared: 2, rows: 2, differences: [], different: 0 });
  });

  test("of another source fit no state", async () => {
    await using stream = await stopped();
    for (const onChange of ["refuse", "replay", "drop"] as const) {
      await expect(stream.open({ source: "other" }, onChange)).rejects.toMatchObject({ code: "state_of_other_source" });
    }
  });
});

describe("another meaning of labels", () => {
  const PENDING = values(
    saleText(1, "00:10", 10),
    saleText(2, "00:20", 20, { status: "Pendiente" }),
    saleText(3, "00:30", 5, { status: "Enviada" }),
    saleText(4, "05:00", 1),
  );
  const SHIPPED = {
    status: { recognised: ["Completada", "Enviada"], cancelled: ["Cancelada"], pending: ["Pendiente"] },
  };

  test("holds for the kept rows too, and for new ones", async () => {
    await using stream = await stopped(PENDING, {}, true);
    expect(await netSales(stream)).toEqual(["10:00 10.00 20.00", "10:05 1.00 0.00"]);
    await expect(stream.open({ mapping: SHIPPED })).rejects.toMatchObject({
      params: { parts: ["mapping.status"], reach: "windows" },
    });
    const state = await stream.open({ mapping: SHIPPED }, "replay");
    const more = values(saleText(5, "05:10", 7, { status: "Enviada" }), saleText(6, "05:20", 1, { status: "Perdida" }));
    await stream.run({ partitions: { a: [...PENDING, ...more] } });
    // Warnings count what was not known when it was read.
    expect(state.checkpoint().quality.warnings).toEqual({ unknown_status: 2 });
    await stream.close();
    expect(await netSales(stream)).toEqual(["10:00 15.00 20.00", "10:05 8.00 0.00"]);
    expect(stream.windows()).toEqual(["10:00  3 35.00 final", "10:05  3 9.00 provisional"]);
  });

  test("the order in which labels are named is no change", async () => {
    await using stream = await stopped(PENDING, { mapping: SHIPPED });
    await stream.open({ mapping: { status: { ...SHIPPED.status, recognised: ["Enviada", "Completada"] } } });
  });
});

describe("another time zone", () => {
  const ZONES = { timeZone: "UTC", queries: ["totals", "by_hour"] };
  const MADRID = { timeZone: "Europe/Madrid", queries: ["totals", "by_hour"] };
  const bare = (id: number, time: string, total: number) => ({
    value: saleText(id, "00:00", total, { timestamp: `2026-${time}` }),
  });
  /** Times without offset, either side of midnight, in winter and in summer. */
  const BARE = [
    bare(1, "03-01 23:30:10", 1),
    bare(2, "07-01 00:15:20", 2),
    bare(3, "03-02 08:00:00", 4),
    bare(4, "07-01 00:20:00", 8),
  ];

  test("moves instants and windows of times that came without offset, which stay what the shop's clock showed", async () => {
    await using stream = await stopped(BARE, ZONES, true);
    const state = await stream.open(MADRID, "replay");
    expect(state.checkpoint().partitions.a?.latest).toBe(Date.UTC(2026, 5, 30, 22, 20));
    expect(await state.lateSales({ waiting: true, limit: 9 })).toMatchObject([
      { event_time: "2026-03-02T07:00:00Z", watermark: "2026-06-30T22:14:20Z" },
    ]);
    const next = [...BARE, bare(4, "07-01 00:20:00", 8), bare(5, "07-01 00:25:00", 16)];
    await stream.run({ partitions: { a: next } });
    // A copy of a row from before is one still.
    expect(state.checkpoint().quality).toMatchObject({ accepted: 4, duplicate: 1, late: 1, warnings: {} });
    const moved = stream.sink.rows().filter(({ batch }) => (batch ?? 0) > 1);
    const seen = (query: string) =>
      moved
        .filter((row) => row.query === query)
        .map(({ window_start, key, gross_sales }) => [window_start, key, gross_sales].join(" "))
        .sort();
    expect(seen("totals")).toEqual([
      "2026-03-01T22:30:00Z  1.00",
      "2026-06-30T22:15:00Z  2.00",
      "2026-06-30T22:20:00Z  8.00",
      "2026-06-30T22:25:00Z  16.00",
    ]);
    expect(seen("by_hour")[0]).toBe("2026-03-01T22:30:00Z 23 1.00");
    expect(await state.applyLate(null)).toMatchObject({ accepted: 1 });
    expect(await state.reconcile()).toMatchObject({ rows: 5, different: 0 });
    await state.flush();
    const hours = (await batchOf(join(stream.folder, "history"), "Europe/Madrid")).analyses[0];
    expect(hours?.kind === "computed" && hours.table.rows.map(([hour, count]) => [hour, count])).toEqual([
      [0, 3],
      [8, 1],
      [23, 1],
    ]);
  });

  test("leaves the windows of times that came as instants, and moves their days and hours", async () => {
    const mapping = { timestamp_format: "epoch_s" };
    const at = (id: number, time: number, total: number) => ({
      value: saleText(id, "00:00", total, { timestamp: time / 1000 }),
    });
    const records = [at(1, Date.UTC(2026, 5, 30, 22, 30), 1), at(2, Date.UTC(2026, 5, 30, 23, 30), 2)];
    await using stream = await stopped(records, { ...ZONES, mapping }, true);
    expect(await days(stream)).toEqual(["day=2026-06-30"]);
    const state = await stream.open({ ...MADRID, mapping }, "replay");
    expect(await days(stream)).toEqual(["day=2026-07-01"]);
    await stream.run({ partitions: { a: [...records, at(3, Date.UTC(2026, 6, 1, 5), 4)] } });
    // What was published under the old zone is no longer so: readers begin anew.
    const hours = stream.sink.rows().filter(({ query, batch }) => query === "by_hour" && (batch ?? 0) > 1);
    expect(hours.map(({ window_start, key }) => `${window_start.slice(11, 16)} ${key}`).sort()).toEqual([
      "05:00 7",
      "22:30 0",
      "23:30 1",
    ]);
    expect(await state.reconcile()).toMatchObject({ rows: 3, different: 0 });
  });

  test("is refused where the kept rows do not say what a time was", async () => {
    await using mixed = await stopped(WITH_LATE, ZONES);
    await expect(mixed.open(MADRID, "replay")).rejects.toMatchObject({
      code: "state_zone_unknown",
      params: { why: "mixed" },
    });
    // In Madrid 02:30 becomes 03:30 on that night; elsewhere it may be 02:30.
    await using moved = await stopped([bare(1, "03-29 02:30:00", 1)], MADRID);
    await expect(moved.open(ZONES, "drop")).rejects.toMatchObject({
      code: "state_zone_unknown",
      params: { why: "jump" },
    });
    await moved.open({ ...MADRID, timeZone: "Europe/Paris" }, "replay");
    await using plain = await stopped([bare(1, "03-29 04:30:00", 1)], MADRID);
    const state = await plain.open(ZONES, "replay");
    expect(state.checkpoint().partitions.a?.latest).toBe(Date.UTC(2026, 2, 29, 4, 30));
  });
});

describe("another way of reading the records", () => {
  const RENAMED = {
    columns: { transaction_id: "pedido", timestamp: "fecha", total: "importe", customer_id: "cliente" },
  };
  const renamed = (id: string, clock: string, total: number) => ({
    value: JSON.stringify({ pedido: id, fecha: `2026-11-01T10:${clock}Z`, importe: total, cliente: "c-1" }),
  });

  test("is refused for the rows that are kept, with what there is to do", async () => {
    await using stream = await stopped();
    await expect(stream.open({ mapping: RENAMED })).rejects.toMatchObject({
      params: { parts: ["mapping.columns"], reach: "records" },
    });
    await expect(stream.open({ mapping: RENAMED }, "replay")).rejects.toMatchObject({ code: "state_records_gone" });
    await expect(
      stream.open({ mapping: { timestamp_format: ["%d/%m/%Y", "%m/%d/%Y"] } }, "replay"),
    ).rejects.toMatchObject({
      code: "state_records_gone",
    });
  });

  test("holds for new records, which join the rows as they were read, and for rejected ones that are retried", async () => {
    await using stream = await openStreamCase();
    await stream.open();
    const before = [...WITH_LATE, renamed("A-1", "05:10", 40)];
    await stream.run({ partitions: { a: before } });
    await stream.close();
    expect(stream.sink.rows().length).toBeGreaterThan(0);

    const state = await stream.open({ mapping: RENAMED }, "drop");
    // What waits was read before, and is still shown and counted as it was.
    expect(await state.lateSales({ waiting: true, limit: 9 })).toMatchObject([{ transaction_id: "3", total: "5.00" }]);
    await stream.run({ partitions: { a: [...before, renamed("A-2", "20:00", 3), renamed("1", "20:01", 9)] } });
    const [letter] = await state.deadLetters({ status: "open", limit: 9 });
    expect(letter).toMatchObject({ reason: "missing_id" });
    const block = createRecordBlock();
    const raw = Buffer.from(letter?.raw ?? []);
    block.add(raw, 0, raw.length, 0, 0);
    expect(await state.retry({ ids: [letter?.id ?? 0], block: block.take() })).toMatchObject({ accepted: 1 });
    expect(await state.applyLate(null)).toMatchObject({ accepted: 1 });
    // The id of a sale from before, as it is written now.
    expect(state.checkpoint().quality).toMatchObject({ read: 7, accepted: 6, rejected: 0, late: 0, duplicate: 1 });
    expect(await state.reconcile()).toMatchObject({ rows: 6, different: 0 });
    await stream.run({ partitions: { a: [] } });
    expect(stream.windows().slice(-1)).toEqual(["10:20  1 3.00 provisional"]);
  });
});

async function netSales({ folder }: Case): Promise<string[]> {
  const instance = await DuckDBInstance.create(join(folder, "state.duckdb"), { access_mode: "READ_ONLY" });
  const connection = await instance.connect();
  try {
    const found = await connection.runAndReadAll(`
      SELECT strftime(pane, '%H:%M'), sum(net_sales), sum(pending_value) FROM (FROM panes_open UNION ALL FROM panes_closed)
      GROUP BY 1 ORDER BY 1`);
    return found
      .getRows()
      .map(([pane, net, pending]) => [pane, Number(net).toFixed(2), Number(pending).toFixed(2)].join(" "));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function days({ folder }: Case): Promise<string[]> {
  const names = await readdir(join(folder, "history"));
  const filled = await Promise.all(
    names
      .filter((name) => name.startsWith("day="))
      .map(async (name) => ((await readdir(join(folder, "history", name))).length > 0 ? [name] : [])),
  );
  return filled.flat();
}
