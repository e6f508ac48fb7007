import type { ShopReader } from "../engines/duckdb/shop/shop-questions.ts";
import { MEASURE_IDS, type MeasureId } from "../model/measures.ts";
import { type Query, queryColumns } from "../model/query.ts";
import { type Cell, type ResultTable, toRecords } from "../model/result.ts";
import type { SaleColumn } from "../model/sale.ts";
import { compileQuery } from "../model/sql/compile.ts";
import type { Dialect } from "../model/sql/dialect.ts";
import { dayAfter, wallClock } from "./shop-time.ts";

/** How today goes, against yesterday and the same day of the week before, at this moment of the shop's day. */
export interface ShopToday {
  readonly batch: number;
  readonly shopNow: string;
  readonly today: ShopDay;
  readonly yesterday: ShopDay;
  readonly sameWeekday: ShopDay;
  /** By gross sales; null where the shop has no products. */
  readonly topProducts: readonly TopProduct[] | null;
  /** When the last sale happened, ISO 8601; null before the first. */
  readonly lastSale: string | null;
}

export type Figures = Readonly<Record<MeasureId, Cell>>;

export interface ShopDay {
  readonly day: string;
  /** Up to the same moment of the day; null where nothing was sold. */
  readonly soFar: Figures | null;
  readonly whole: Figures | null;
  /** Net sales by hour, from 0 to 23. */
  readonly hours: ReadonlyMap<number, string>;
}

export interface TopProduct {
  readonly product_id: Cell;
  readonly category: Cell;
  readonly units: Cell;
  readonly gross_sales: string;
  readonly transactions: number;
  readonly placeYesterday: number | null;
}

const TOP = 10;
/** So far down places of yesterday are known. */
const RANKED = 1000;

/** All of it at one moment of the state. */
export async function todayOf(reader: ShopReader, timeZone: string, now: Date): Promise<ShopToday> {
  const shopNow = wallClock(timeZone)(now);
  const [day = "", time = ""] = shopNow.split(" ");
  const days = { today: day, yesterday: dayAfter(day, -1), sameWeekday: dayAfter(day, -7) };
  const columns = reader.columns();
  const { batch, value } = await reader.tables({
    period: { from: days.sameWeekday, to: dayAfter(day, 1) },
    filters: [{ dimension: "day", values: Object.values(days) }],
    compile: (context, dialect) => {
      const soFar = `(SELECT * FROM ${context.relation} AS sales WHERE ${timeOfDay(dialect)} <= ${dialect.text(time)})`;
      const ask = (query: Query, relation: string) => ({
        sql: compileQuery(query, { ...context, relation }, dialect),
        columns: queryColumns(query),
      });
      const productDay = (of: string, limit: number) => productQuery(of, limit, context.columns);
      return [
        ask({ dimensions: ["day"], measures: MEASURE_IDS }, soFar),
        ask({ dimensions: ["day"], measures: MEASURE_IDS }, context.relation),
        ask({ dimensions: ["day", "hour"], measures: ["net_sales"] }, context.relation),
        lastSale(context.relation),
        ...(context.columns.has("product_id")
          ? [ask(productDay(days.today, TOP), soFar), ask(productDay(days.yesterday, RANKED), soFar)]
          : []),
      ];
    },
  });
  const [soFar, whole, hours, last, top, before] = value ?? [];
  const dayOf = (of: string): ShopDay => ({
    day: of,
    soFar: figuresOf(soFar, of),
    whole: figuresOf(whole, of),
    hours: hoursOf(hours, of),
  });
  const lastTime = last?.rows[0]?.[0] ?? null;
  return {
    batch,
    shopNow,
    today: dayOf(days.today),
    yesterday: dayOf(days.yesterday),
    sameWeekday: dayOf(days.sameWeekday),
    topProducts: columns?.has("product_id") === true ? topOf(top, before) : null,
    lastSale: lastTime === null ? null : String(lastTime),
  };
}

function timeOfDay(dialect: Dialect): string {
  return `substr(${dialect.toText(dialect.name("timestamp"))}, 12, 8)`;
}

function lastSale(relation: string) {
  return {
    sql: `SELECT max(event_time) FROM ${relation} AS sales`,
    columns: [{ id: "event_time", unit: "time" as const }],
  };
}

function productQuery(day: string, limit: number, columns: ReadonlySet<SaleColumn>): Query {
  return {
    dimensions: columns.has("category") ? ["product_id", "category"] : ["product_id"],
    measures: ["units", "gross_sales", "transactions"],
    filters: [{ dimension: "day", values: [day] }],
    order: [{ by: "gross_sales", direction: "descending" }],
    limit,
  };
}

function figuresOf(table: ResultTable | undefined, day: string): Figures | null {
  const found = table === undefined ? [] : toRecords(table);
  return (found.find((record) => record.day === day) as Figures | undefined) ?? null;
}

function hoursOf(table: ResultTable | undefined, day: string): ReadonlyMap<number, string> {
  const rows = (table?.rows ?? []).filter(([of]) => of === day);
  return new Map(rows.map(([, hour, net]) => [Number(hour), String(net)]));
}

function topOf(top: ResultTable | undefined, before: ResultTable | undefined): TopProduct[] {
  const places = new Map((before?.rows ?? []).map(([product], index) => [product, index + 1]));
  return (top === undefined ? [] : toRecords(top)).map(
    ({ product_id = null, category = null, units = null, ...sums }) => ({
      product_id,
      category,
      units,
      gross_sales: String(sums.gross_sales),
      transactions: Number(sums.transactions),
      placeYesterday: places.get(product_id) ?? null,
    }),
  );
}
