import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultPlan, textColumn } from "../../../test/fixtures/plans.ts";
import { type DuckDb, openDuckDb } from "../../engines/duckdb/instance.ts";
import { PLAIN_NUMBER, type SalePlan } from "../plan.ts";
import { duckdb } from "./duckdb.ts";
import { type JudgeOptions, judgeSql, reasonOf } from "./judge.ts";

let db: DuckDb;
beforeAll(async () => {
  db = await openDuckDb({ threads: 1 });
});
afterAll(() => db.close());

const GOOD = {
  transaction_id: "1",
  timestamp: "2026-03-01 10:00:00",
  customer_id: "7",
  product_id: "9",
  category: "Ropa",
  quantity: "2",
  unit_price: "10.50",
  total: "21.00",
  payment_method: "PayPal",
  status: "Completada",
};
type Row = { readonly [K in keyof typeof GOOD]: string | null };

describe("rejecting rules", () => {
  it.each<[Partial<Row>, string | null]>([
    [{}, null],
    [{ transaction_id: null }, "missing_id"],
    [{ transaction_id: "  " }, "missing_id"],
    [{ customer_id: null }, "missing_customer"],
    [{ customer_id: "\t" }, "missing_customer"],
    [{ total: null }, "missing_total"],
    [{ total: " " }, "missing_total"],
    [{ total: "abc" }, "bad_number"],
    [{ total: "12,50" }, "bad_number"],
    [{ total: "99999999999999999999" }, "bad_number"],
    [{ quantity: "two" }, "bad_number"],
    [{ unit_price: "1.2.3" }, "bad_number"],
    [{ timestamp: null }, "bad_timestamp"],
    [{ timestamp: "31/02/2026" }, "bad_timestamp"],
    [{ timestamp: "2026-02-31 10:00:00" }, "bad_timestamp"],
    [{ timestamp: "infinity" }, "bad_timestamp"],
    [{ timestamp: "0026-03-01 10:00:00" }, "bad_timestamp"],
    [{ total: "0" }, "non_positive_total"],
    [{ total: "-21.00" }, "non_positive_total"],
    [{ total: "0.004" }, "non_positive_total"],
    // One reason a row, the first in the order of the rules.
    [{ transaction_id: null, customer_id: null, total: null, timestamp: "x" }, "missing_id"],
    [{ customer_id: null, total: "abc" }, "missing_customer"],
    [{ total: null, quantity: "x" }, "missing_total"],
    [{ total: "abc", timestamp: "x" }, "bad_number"],
    [{ total: "-1", timestamp: "x" }, "bad_timestamp"],
    // Nothing but an id, a time and a total is asked for.
    [{ product_id: null, category: null, quantity: null, unit_price: null, payment_method: null, status: null }, null],
  ])("%j is %s", async (change, reason) => {
    expect((await judge(change)).reason).toBe(reason);
  });
});

describe("values", () => {
  it.each<[Partial<Row>, string, unknown]>([
    [{ total: "0.125" }, "total", "0.13"],
    [{ total: "1.005" }, "total", "1.01"],
    [{ total: " 7 " }, "total", "7.00"],
    [{ total: "1e2" }, "total", "100.00"],
    [{ timestamp: "2026-03-01" }, "timestamp", "2026-03-01 00:00:00"],
    [{ timestamp: "2026-03-01T10:00" }, "timestamp", "2026-03-01 10:00:00"],
    [{ timestamp: "2026-03-01 10:00:00.250" }, "timestamp", "2026-03-01 10:00:00.25"],
    [{ transaction_id: "9223372036854775807" }, "transaction_id", "9223372036854775807"],
    [{ transaction_id: "-5" }, "transaction_id", "-5"],
  ])("%j gives %s %s", async (change, column, value) => {
    expect((await judge(change))[column]).toBe(value);
  });

  it.each<[Partial<Row>, string]>([
    [{ transaction_id: "007" }, "transaction_id"],
    [{ transaction_id: "A-1" }, "transaction_id"],
    [{ customer_id: "1.0" }, "customer_id"],
    [{ product_id: "+3" }, "product_id"],
    [{ quantity: "1.5" }, "quantity"],
    [{ timestamp: "2026-03-01T10:00:00Z" }, "timestamp"],
    [{ timestamp: "2026-03-01 10:00:00+02" }, "timestamp"],
  ])("%j asks for a wider %s", async (change, column) => {
    await expect(judge(change)).rejects.toThrow(`widen ${column}`);
  });
});

describe("plans", () => {
  it("keeps the instant of times with offsets and shows the shop's clock", async () => {
    const plan = defaultPlan(
      { timestamp: { source: textColumn("timestamp"), formats: [], offsets: true } },
      { timeZone: "Europe/Madrid" },
    );
    const summer = await judge({ timestamp: "2026-10-25T00:30:00Z" }, plan);
    const winter = await judge({ timestamp: "2026-10-25T02:30:00+01:00" }, plan);
    expect([summer.timestamp, summer.event_time]).toEqual(["2026-10-25 02:30:00", "2026-10-25 00:30:00"]);
    expect([winter.timestamp, winter.event_time]).toEqual(["2026-10-25 02:30:00", "2026-10-25 01:30:00"]);
    const bare = await judge({ timestamp: "2026-07-01 12:00:00" }, plan);
    expect([bare.timestamp, bare.event_time]).toEqual(["2026-07-01 12:00:00", "2026-07-01 10:00:00"]);
  });

  it("reads times written in the shop's own format, and refuses days that do not exist", async () => {
    const plan = defaultPlan({
      timestamp: { source: textColumn("timestamp"), formats: ["%d/%m/%Y %H:%M", "%d/%m/%Y"], offsets: false },
    });
    expect((await judge({ timestamp: "1/2/2026 8:05" }, plan)).timestamp).toBe("2026-02-01 08:05:00");
    expect((await judge({ timestamp: "31/12/2025" }, plan)).timestamp).toBe("2025-12-31 00:00:00");
    expect((await judge({ timestamp: "31/02/2026 10:00" }, plan)).reason).toBe("bad_timestamp");
  });

  it("reads offsets in the shop's own format and seconds since the epoch", async () => {
    const zoned = defaultPlan({
      timestamp: { source: textColumn("timestamp"), formats: ["%Y-%m-%d %H:%M:%S %z"], offsets: true },
    });
    expect((await judge({ timestamp: "2024-01-31 10:22:33 -0500" }, zoned)).event_time).toBe("2024-01-31 15:22:33");
    const epoch = defaultPlan({ timestamp: { source: textColumn("timestamp"), formats: ["epoch_ms"], offsets: true } });
    expect((await judge({ timestamp: "1700000000000" }, epoch)).timestamp).toBe("2023-11-14 22:13:20");
  });

  it("reads 1.234,56 € and refuses 1.5 in the same file rather than making it 15", async () => {
    const number = { decimal: ",", thousands: ".", symbols: ["€"] } as const;
    const plan = defaultPlan({ total: { source: textColumn("total"), number } });
    expect((await judge({ total: "1.234,56 €" }, plan)).total).toBe("1234.56");
    expect((await judge({ total: "1234,5" }, plan)).total).toBe("1234.50");
    expect((await judge({ total: "1.5" }, plan)).reason).toBe("bad_number");
    expect((await judge({ total: "€" }, plan)).reason).toBe("bad_number");
  });

  it("computes a total the file does not have, rounded half up", async () => {
    const plan = defaultPlan({
      total: "computed",
      quantity: { source: textColumn("quantity"), number: PLAIN_NUMBER, decimals: 3 },
    });
    expect((await judge({ quantity: "3" }, defaultPlan({ total: "computed" }))).total).toBe("31.50");
    expect((await judge({ quantity: "0.25", unit_price: "0.50" }, plan)).total).toBe("0.13");
    expect((await judge({ quantity: null }, plan)).reason).toBe("missing_total");
    expect((await judge({ unit_price: "x" }, plan)).reason).toBe("bad_number");
    expect((await judge({ quantity: "999999999999", unit_price: "9999999999999" }, plan)).reason).toBe("bad_number");
  });

  it("keeps composite ids apart", async () => {
    const plan = defaultPlan({
      transaction_id: { sources: [textColumn("transaction_id"), textColumn("product_id")], type: "text" },
      product_id: { sources: [textColumn("product_id")], type: "text" },
    });
    const one = await judge({ transaction_id: "a/", product_id: "b" }, plan);
    const other = await judge({ transaction_id: "a", product_id: "/b" }, plan);
    expect(one.transaction_id).not.toBe(other.transaction_id);
    expect((await judge({ product_id: "" }, plan)).reason).toBe("missing_id");
  });
});

describe("warnings made strict", () => {
  it.each<[Partial<Row>, string | null]>([
    [{}, null],
    [{ total: "21.21" }, null],
    [{ total: "21.22" }, "total_mismatch"],
    [{ status: "Devuelta" }, "unknown_status"],
    [{ status: null }, "unknown_status"],
    [{ category: " " }, "unknown_category"],
    [{ payment_method: "Bizum" }, "unknown_payment_method"],
    [{ total: "0", status: "Devuelta" }, "non_positive_total"],
  ])("%j is %s", async (change, reason) => {
    const plan = defaultPlan({}, { known: { category: null, payment_method: ["PayPal"] } });
    expect((await judge(change, plan, { strict: true })).reason).toBe(reason);
    expect((await judge(change, plan)).reason).toBe(reason === "non_positive_total" ? reason : null);
  });
});

interface Judged {
  readonly [column: string]: string | null;
  readonly reason: string | null;
}

async function judge(
  change: Partial<Row>,
  plan: SalePlan = defaultPlan(),
  options: JudgeOptions = {},
): Promise<Judged> {
  const values = Object.entries({ ...GOOD, ...change }).map(
    ([name, value]) => `CAST(${value === null ? "NULL" : duckdb.text(value)} AS VARCHAR) AS ${duckdb.name(name)}`,
  );
  const result = await db.connection.runAndReadAll(judgeSql(plan, `(SELECT ${values.join(", ")})`, duckdb, options));
  const { reason, ...columns } = result.getRowObjects()[0] ?? {};
  const texts = Object.entries(columns).map(([name, value]) => [name, value === null ? null : String(value)]);
  return { ...Object.fromEntries(texts), reason: reason == null ? null : reasonOf(Number(reason)) };
}
