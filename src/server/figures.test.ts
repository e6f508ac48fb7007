import { describe, expect, test } from "vitest";
import { openServerCase } from "../../test/server/server-case.ts";
import { saleText } from "../../test/streams/stream-case.ts";
import type { Catalogue } from "./api/analyses.ts";
import type { DeadLetters, OpenedLetter } from "./api/dead-letters.ts";
import type { Savings } from "./api/late.ts";
import type { QueryAnswer } from "./api/query.ts";
import type { Sales } from "./api/sales.ts";
import type { Audit } from "./api/session.ts";
import type { Shop } from "./api/shop.ts";
import type { StreamStatus } from "./api/stream.ts";
import type { Today } from "./api/today.ts";
import type { Windows } from "./api/windows.ts";

const values = (...texts: string[]) => texts.map((value) => ({ value }));
const SALES = values(
  saleText(1, "00:10", 10, { category: "Ropa" }),
  saleText(2, "05:00", 20.5, { category: "Libros", customer_id: 2, status: "Cancelada" }),
  saleText(3, "05:30", 5, { category: "Ropa", customer_id: 3, status: "Pendiente" }),
  // One late, one without a total, one that is no JSON.
  saleText(4, "00:20", 7),
  saleText(5, "05:40", 0),
  "{broken}",
);
const NOW = () => new Date("2026-11-01T12:00:00Z");

describe("figures", () => {
  test("an analysis, as JSON, CSV and Parquet, with the period before", async () => {
    await using server = await openServerCase({ records: SALES, now: NOW });
    const path = "/api/analyses/sales_by_category?from=2026-11-01T10:05&to=2026-11-01T10:10";
    const found = await server.json(`${path}&compare=previous`);
    expect(found).toMatchObject({
      batch: 1,
      period: { from: "2026-11-01 10:05:00", to: "2026-11-01 10:10:00" },
      rows: [
        ["Libros", 1, "20.50", "20.50"],
        ["Ropa", 1, "5.00", "5.00"],
      ],
      previous: {
        period: { from: "2026-11-01 10:00:00", to: "2026-11-01 10:05:00" },
        rows: [["Ropa", 1, "10.00", "10.00"]],
      },
    });
    // Twelve hours of a day so far: the same twelve of the day before.
    expect(await server.json("/api/analyses/sales_by_category?from=2026-11-01&compare=previous")).toMatchObject({
      previous: { period: { from: "2026-10-31 00:00:00", to: "2026-10-31 12:00:00" }, rows: [] },
    });
    const csv = await server.ask(`${path}&format=csv&lang=es`);
    expect(await csv.text()).toBe(
      "category,total_transacciones,ventas_totales,promedio_venta\nLibros,1,20.50,20.50\nRopa,1,5.00,5.00\n",
    );
    const parquet = Buffer.from(await (await server.ask(`${path}&format=parquet`)).arrayBuffer());
    expect([parquet.subarray(0, 4).toString(), parquet.subarray(-4).toString()]).toEqual(["PAR1", "PAR1"]);
    expect(await server.json("/api/analyses/sales_by_catgory")).toMatchObject({
      status: 404,
      code: "api_analysis_unknown",
    });
    expect(await server.json(`${path.replace("from", "x")}&compare=previous`)).toMatchObject({
      code: "api_compare_open",
    });
    expect(await server.json("/api/analyses/sales_by_day?from=2026-02-30")).toMatchObject({ code: "api_period" });
  });

  test("a free question, and the rows behind it on pages", async () => {
    await using server = await openServerCase({ records: SALES, now: NOW });
    const found = await server.json<QueryAnswer>(
      "/api/query?dimensions=category&measures=net_sales,transactions&order=-transactions&limit=1",
    );
    expect(found).toMatchObject({ rows: [["Ropa", "10.00", 2]], more: true });
    expect(found.measures[0]?.formula).toEqual({
      en: expect.stringContaining("total"),
      es: expect.stringContaining("total"),
    });
    expect(await server.json("/api/query?measures=profit")).toMatchObject({ status: 400, code: "api_name_unknown" });
    expect(await server.json("/api/query?measures=")).toMatchObject({ status: 400, params: { field: "measures" } });
    const first = await server.json<Sales>("/api/sales?category=Ropa&limit=1");
    expect(first).toMatchObject({ rows: 2, gross_sales: "15.00", sales: [{ transaction_id: 3, total: "5.00" }] });
    const second = await server.json<Sales>(`/api/sales?category=Ropa&limit=1&after=${first.next}`);
    expect(second.sales).toMatchObject([{ transaction_id: 1 }]);
    const third = await server.json<Sales>(`/api/sales?category=Ropa&limit=1&after=${second.next}`);
    expect(third).toMatchObject({ sales: [], next: null });
    expect(await server.json("/api/sales?after=bm90aGluZw")).toMatchObject({ status: 400, code: "api_place" });
  });

  test("text in a filter is only ever a value", async () => {
    await using server = await openServerCase({ records: SALES, now: NOW });
    for (const attack of ["Ropa' OR 1=1 --", "'; DROP TABLE sales; --", "\\' OR ''='", "x\0' OR '1'='1", '" OR ""="']) {
      for (const name of ["category", "product_id", "day", "hour"]) {
        const answer = await server.ask(`/api/query?${name}=${encodeURIComponent(attack)}&measures=transactions`);
        expect(await answer.json()).toMatchObject({ rows: [[0]] });
      }
      const order = await server.ask(`/api/query?measures=transactions&order=${encodeURIComponent(attack)}`);
      expect(order.status).toBe(400);
    }
    expect(await server.json("/api/query?measures=transactions")).toMatchObject({ rows: [[3]] });
    expect(server.failures).toEqual([]);
  });

  test("today against yesterday and the same weekday, windows, quality and the catalogue", async () => {
    const yesterday = saleText(9, "00:00", 4).replaceAll("2026-11-01", "2026-10-31");
    await using server = await openServerCase({ records: [...values(yesterday), ...SALES], now: NOW });
    const today = await server.json<Today>("/api/today");
    expect(today.today.so_far).toMatchObject({
      transactions: 3,
      gross_sales: "35.50",
      net_sales: "10.00",
      pending_value: "5.00",
      cancelled_value: "20.50",
    });
    expect(today.pace).toEqual({
      yesterday: { difference: "6.00", change: 1.5 },
      same_weekday: { difference: "10.00", change: null },
    });
    expect(today.today.hours.slice(9, 14)).toEqual(["0.00", "10.00", "0.00", "0.00", null]);
    expect(today.top_products).toMatchObject([{ product_id: 7, place_yesterday: 1 }, { product_id: 7 }]);
    const windows = await server.json<Windows>("/api/windows?query=totals&windows=1");
    expect(windows.rows).toMatchObject([
      { window_start: "2026-11-01T10:05:00Z", transactions: 2, gross_sales: "25.50", final: false },
    ]);
    const { quality } = await server.json<StreamStatus>("/api/stream");
    expect(quality).toMatchObject({ read: 7, accepted: 4, rejected: 2, late: 1, duplicate: 0 });
    const { analyses } = await server.json<Catalogue>("/api/analyses");
    expect(analyses).toHaveLength(17);
    expect(analyses[1]).toMatchObject({ id: "sales_by_category", available: true, missing: [], usual: true });
    expect((await server.json<Shop>("/api/shop")).labels.category).toEqual(["Libros", "Ropa"]);
  });
});

describe("the desk", () => {
  test("a dead letter is opened, mended and retried, another dropped, the late sale applied", async () => {
    await using server = await openServerCase({ records: SALES, now: NOW });
    const { letters } = await server.json<DeadLetters>("/api/dead-letters");
    expect(letters.map((letter) => [letter.id, letter.reason])).toEqual([
      [2, "unreadable"],
      [1, "non_positive_total"],
    ]);
    const opened = await server.json<OpenedLetter>("/api/dead-letters/1");
    expect(Buffer.from(opened.raw ?? "", "base64").toString()).toBe(SALES[4]?.value);
    expect(opened.understood).toContainEqual({ column: "total", sources: ["total"], text: "0", suspect: true });
    const mended = [{ id: 1, raw: saleText(5, "05:40", 3) }];
    expect(await (await server.send("/api/dead-letters/retry", { letters: mended })).json()).toMatchObject({
      outcomes: [{ id: 1, outcome: "accepted" }],
    });
    expect(await (await server.send("/api/dead-letters/drop", { ids: [2], reason: "no sale" })).json()).toEqual({
      dropped: 1,
    });
    expect((await server.send("/api/dead-letters/drop", { ids: [2], reason: "again" })).status).toBe(409);
    const savings = await server.json<Savings>("/api/late/savings");
    // Its window ended at 10:01, when the watermark was at 10:04:30: so 210 s more than the 60 s were needed.
    const step = (seconds: number) => savings.steps.find((one) => one.watermark_seconds === seconds);
    expect([step(240)?.sales, step(300)]).toEqual([0, { watermark_seconds: 300, sales: 1, gross_sales: "7.00" }]);
    expect(await (await server.send("/api/late/apply", { ids: null })).json()).toMatchObject({ accepted: 1 });
    expect((await server.json<QueryAnswer>("/api/query?measures=transactions,gross_sales")).rows).toEqual([
      [5, "45.50"],
    ]);
    const { entries } = await server.json<Audit>("/api/audit");
    expect(entries.map(({ action }) => action)).toEqual(["apply_late", "drop", "retry"]);
  });

  test("the stream is paused and resumed", async () => {
    await using server = await openServerCase({ records: SALES, now: NOW });
    expect(await (await server.send("/api/stream/pause", {})).json()).toEqual({ status: "paused" });
    expect(await server.json("/api/stream")).toMatchObject({ status: "paused" });
    expect(await (await server.send("/api/stream/resume", {})).json()).toEqual({ status: "running" });
    await server.push(values(saleText(7, "06:00", 1)));
    expect((await server.json<QueryAnswer>("/api/query?measures=transactions")).rows).toEqual([[4]]);
  });
});
