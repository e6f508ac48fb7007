import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DuckDb, openDuckDb } from "../engines/duckdb/instance.ts";
import { generateSales } from "./generate.ts";

let folder: string;
let db: DuckDb;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vitrina-realistic-"));
  db = await openDuckDb();
  const output = join(folder, "sales.parquet");
  await generateSales({ rows: 200_000, days: 56, end: "2026-11-23", output });
  await db.connection.run(`CREATE TABLE sales AS FROM '${output}'`);
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true });
});

async function numbers(sql: string): Promise<number[]> {
  return ((await db.connection.runAndReadAll(sql)).getRowsJson()[0] ?? []).map(Number);
}

test("nights are quiet, the evening is busier than lunch, lunch than the afternoon", async () => {
  const [night = 0, lunch = 0, afternoon = 0, evening = 0] = await numbers(
    `SELECT ${[3, 13, 16, 21].map((hour) => `count(*) FILTER (hour(timestamp) = ${hour})`)} FROM sales`,
  );
  expect(night * 10).toBeLessThan(afternoon);
  expect(afternoon).toBeLessThan(lunch);
  expect(lunch).toBeLessThan(evening);
});

test("weekends are stronger than weekdays, and no two days are alike", async () => {
  const [weekend = 0, weekday = 0, days, different] = await numbers(`
    SELECT avg(sales) FILTER (isodow(day) >= 6), avg(sales) FILTER (isodow(day) < 6), count(*), count(DISTINCT sales)
    FROM (SELECT timestamp::DATE AS day, count(*) AS sales FROM sales GROUP BY day)`);
  expect(weekend).toBeGreaterThan(weekday * 1.15);
  expect(days).toBe(56);
  expect(different).toBeGreaterThan(50);
});

test("a product has one category and one price, which suits the category", async () => {
  expect(
    await numbers(`SELECT count(*), max(categories), max(prices) FROM (
      SELECT count(DISTINCT category) AS categories, count(DISTINCT unit_price) AS prices FROM sales GROUP BY product_id)`),
  ).toEqual([5000, 1, 1]);
  const [books = 0, clothes = 0, electronics = 0] = await numbers(
    `SELECT ${["Libros", "Ropa", "Electrónica"].map((label) => `avg(unit_price) FILTER (category = '${label}')`)} FROM sales`,
  );
  expect(books * 2).toBeLessThan(clothes);
  expect(clothes * 2).toBeLessThan(electronics);
});

test("some products are popular, some customers faithful, and new ones keep coming", async () => {
  const shareOfTopFifth = (column: string) =>
    numbers(`SELECT sum(sales) FILTER (place <= 0.2) / sum(sales) FROM (
      SELECT sales, percent_rank() OVER (ORDER BY sales DESC) AS place
      FROM (SELECT count(*) AS sales FROM sales GROUP BY ${column}))`);
  expect((await shareOfTopFifth("product_id"))[0]).toBeGreaterThan(0.5);
  expect((await shareOfTopFifth("customer_id"))[0]).toBeGreaterThan(0.35);
  const [known = 0, new_ = 0, returning = 0] = await numbers(`
    SELECT count(*) FILTER (first < '2026-10-26'), count(*) FILTER (first >= '2026-10-26'), count(*) FILTER (sales > 1)
    FROM (SELECT min(timestamp) AS first, count(*) AS sales FROM sales GROUP BY customer_id)`);
  expect(new_).toBeGreaterThan(1000);
  expect(known).toBeGreaterThan(new_);
  expect(returning).toBeGreaterThan(8000);
});

test("most are completed and paid by card, few units at a time; transfers wait longest", async () => {
  const [completed, pending, cancelled, card, one, transferPending = 0, cardPending = 1] = await numbers(`
    SELECT avg((status = 'Completada')::INT), avg((status = 'Pendiente')::INT), avg((status = 'Cancelada')::INT),
      avg((payment_method = 'Tarjeta')::INT), avg((quantity = 1)::INT),
      avg((status = 'Pendiente')::INT) FILTER (payment_method = 'Transferencia'),
      avg((status = 'Pendiente')::INT) FILTER (payment_method = 'Tarjeta') FROM sales`);
  expect(completed).toBeCloseTo(0.86, 1);
  expect(pending).toBeCloseTo(0.09, 1);
  expect(cancelled).toBeCloseTo(0.05, 1);
  expect(card).toBeCloseTo(0.6, 1);
  expect(one).toBeCloseTo(0.46, 1);
  expect(transferPending).toBeGreaterThan(cardPending * 3);
});
