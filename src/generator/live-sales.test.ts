import { describe, expect, it } from "vitest";
import { SALE_COLUMN_NAMES } from "../model/sale.ts";
import { createLiveLines } from "./live-lines.ts";
import { createLiveSales } from "./live-sales.ts";

const AT = new Date("2026-07-01T10:20:30.999Z");
const MANY = 20_000;

const sales = (seed = 42) => {
  const live = createLiveSales({ seed, timeZone: "UTC" });
  return Array.from({ length: MANY }, (_, index) => live.sale(index + 1, AT));
};

function count<T>(values: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

describe("createLiveSales", () => {
  it("writes JSON with the keys of the contract, in their order, and money with two decimals", () => {
    const { sale, toJson } = createLiveSales({ seed: 1, timeZone: "Europe/Madrid" });
    const json = toJson(sale(7, AT));
    expect(Object.keys(JSON.parse(json))).toEqual(SALE_COLUMN_NAMES);
    expect(JSON.parse(json)).toMatchObject({ transaction_id: 7, timestamp: "2026-07-01 12:20:30" });
    expect(json).toMatch(/"unit_price":\d+\.\d\d,"total":\d+\.\d\d,/);
  });

  it("gives the same sale for the same number, whatever was asked before, and another one for another seed", () => {
    const one = createLiveSales({ seed: 5, timeZone: "UTC" });
    const other = createLiveSales({ seed: 5, timeZone: "UTC" });
    const forwards = [1, 2, 3, 2 ** 33 + 1].map((n) => one.sale(n, AT));
    const backwards = [2 ** 33 + 1, 3, 2, 1].map((n) => other.sale(n, AT)).reverse();
    expect(forwards).toEqual(backwards);
    expect(new Set(forwards.map((sale) => JSON.stringify({ ...sale, transaction_id: 0 }))).size).toBe(4);
    expect(createLiveSales({ seed: 6, timeZone: "UTC" }).sale(1, AT)).not.toEqual(forwards[0]);
    expect({ ...one.sale(2, new Date(0)), timestamp: "" }).toEqual({ ...forwards[1], timestamp: "" });
  });

  it("stays within the ranges of the contract, and the total is quantity times price", () => {
    const wrong = sales().filter((sale) => {
      const cents = Number(sale.unit_price.replace(".", ""));
      return !(
        isWithin(cents, 1000, 100_000) &&
        isWithin(sale.quantity, 1, 10) &&
        isWithin(sale.customer_id, 1, 10_000) &&
        isWithin(sale.product_id, 1, 5000) &&
        Number(sale.total.replace(".", "")) === cents * sale.quantity
      );
    });
    expect(wrong).toEqual([]);
  });

  it("looks like a shop: products keep category and price, some sell often, most sales are completed", () => {
    const all = sales();
    const shelves = new Set(all.map((sale) => `${sale.product_id} ${sale.category} ${sale.unit_price}`));
    expect(shelves.size).toBe(count(all.map((sale) => sale.product_id)).size);
    const often = [...count(all.map((sale) => sale.product_id)).values()].toSorted((a, b) => b - a);
    const shareOfTop = often.slice(0, 50).reduce((sum, times) => sum + times, 0) / MANY;
    expect(shareOfTop).toBeGreaterThan(0.15);
    expect(count(all.map((sale) => sale.category)).size).toBe(5);
    const statuses = count(all.map((sale) => sale.status));
    // 5400 + 2349 + 858 of 10,000 in the generator's own table.
    expect((statuses.get("Completada") ?? 0) / MANY).toBeCloseTo(0.86, 1);
    const loyal = all.filter((sale) => sale.customer_id <= 2000).length / MANY;
    // u(1 + 7u)/8 < 1/5 for u below 0.412.
    expect(loyal).toBeCloseTo(0.41, 1);
  });

  it("follows the shop's clock over its changes", () => {
    const { sale } = createLiveSales({ seed: 1, timeZone: "Europe/Madrid" });
    const at = (iso: string) => sale(1, new Date(iso)).timestamp;
    expect(at("2026-03-29T00:59:59Z")).toBe("2026-03-29 01:59:59");
    expect(at("2026-03-29T01:00:00Z")).toBe("2026-03-29 03:00:00");
    expect(at("2026-10-25T00:30:00Z")).toBe("2026-10-25 02:30:00");
    expect(at("2026-10-25T01:30:00Z")).toBe("2026-10-25 02:30:00");
    expect(at("2026-01-01T00:00:00Z")).toBe("2026-01-01 01:00:00");
  });
});

describe("createLiveLines", () => {
  const times = Float64Array.from({ length: 5000 }, (_, index) => AT.getTime() + index);

  it("writes one line a sale, cut in any way", () => {
    const lines = createLiveLines({ seed: 3, timeZone: "UTC" });
    const whole = String(lines(1, times));
    expect(String(lines(1, times.subarray(0, 1234))) + String(lines(1235, times.subarray(1234)))).toBe(whole);
    expect(
      whole
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line).transaction_id),
    ).toEqual(Array.from(times, (_, index) => index + 1));
    expect(lines(1, new Float64Array())).toHaveLength(0);
  });

  it("puts in as much disorder as asked for", () => {
    const lines = createLiveLines({
      seed: 3,
      timeZone: "UTC",
      disorder: { late: 0.1, duplicate: 0.05, future: 0.02, broken: 0.03 },
    });
    const written = String(lines(1, times)).trimEnd().split("\n");
    const fates = count(written.map((line, index) => fateOf(line, index)));
    expect(written).toHaveLength(times.length);
    expect(fates.get("wrong")).toBeUndefined();
    expect((fates.get("late") ?? 0) / times.length).toBeCloseTo(0.1, 1);
    expect((fates.get("future") ?? 0) / times.length).toBeCloseTo(0.02, 1);
    expect((fates.get("broken") ?? 0) / times.length).toBeCloseTo(0.03, 1);
    // Less than asked for: only what stands behind a plain sale.
    expect((fates.get("duplicate") ?? 0) / times.length).toBeGreaterThan(0.03);
    expect(fates.get("plain") ?? 0).toBeGreaterThan(0.75 * times.length);
  });

  function fateOf(line: string, index: number): string {
    if (!line.endsWith("}")) return "broken";
    const { transaction_id, timestamp } = JSON.parse(line) as { transaction_id: number; timestamp: string };
    if (transaction_id !== index + 1) return transaction_id === index ? "duplicate" : "wrong";
    const ahead = Date.parse(`${timestamp.replace(" ", "T")}Z`) - (times[index] ?? 0);
    if (ahead < -2000) return ahead <= -120_000 && ahead >= -1_801_000 ? "late" : "wrong";
    if (ahead > 0) return ahead >= 7_199_000 && ahead <= 172_800_000 ? "future" : "wrong";
    return "plain";
  }
});
