import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import { planColumns } from "../../../model/plan.ts";
import type { Cell } from "../../../model/result.ts";
import { SALE_COLUMN_NAMES, SALE_COLUMNS, type SaleColumn } from "../../../model/sale.ts";
import { duckdb } from "../../../model/sql/duckdb.ts";
import { toCell } from "../values.ts";
import { acceptedSales } from "./relation.ts";
import type { SaleRecord, SalesPage, SalesQuery } from "./shop-questions.ts";
import type { StateLook } from "./state-look.ts";

const NO_SALES: SalesPage = { sales: [], rows: 0, gross_sales: "0.00" };
const EVERYTHING = { period: {}, filters: [] };
const COLUMNS = [...SALE_COLUMN_NAMES, "event_time"] as const;

/** A page of the rows behind a figure, the newest first. */
export async function readSales(
  connection: DuckDBConnection,
  look: StateLook,
  { limit, after, ...narrowed }: SalesQuery,
): Promise<SalesPage> {
  if (look.plan() === null) return NO_SALES;
  const relation = await acceptedSales(connection, look, narrowed);
  const columns = saleColumnsSql(look);
  const key = `hash(${heldColumns(look).map(duckdb.name).join(", ")})`;
  const behind =
    after === null
      ? ""
      : ` WHERE event_time <= ${duckdb.timestamp(after.time)}
           AND (event_time < ${duckdb.timestamp(after.time)} OR ${key} <= CAST(${duckdb.text(after.hash)} AS UBIGINT))`;
  const found = await connection.runAndReadAll(
    `SELECT ${columns}, strftime(event_time, '%Y-%m-%d %H:%M:%S.%f') AS time, CAST(${key} AS VARCHAR) AS place
     FROM ${relation} AS sales${behind} ORDER BY sales.event_time DESC, ${key} DESC
     LIMIT ${limit} OFFSET ${after?.skip ?? 0}`,
  );
  const sums = await connection.runAndReadAll(`SELECT count(*), coalesce(sum(total), 0) FROM ${relation}`);
  const [rows, total] = sums.getRows()[0] ?? [];
  return {
    sales: found.getRows().map((row) => ({
      sale: saleOf(row),
      time: String(row[COLUMNS.length]),
      hash: String(row[COLUMNS.length + 1]),
    })),
    rows: Number(rows),
    gross_sales: String(toCell(total ?? null, "money")),
  };
}

/** What was taken in last: rows lie in the state in that order; where it holds too few, the latest by time. */
export async function readLatestSales(
  connection: DuckDBConnection,
  look: StateLook,
  limit: number,
): Promise<SaleRecord[]> {
  if (look.plan() === null) return [];
  const columns = saleColumnsSql(look);
  const gathered = await connection.runAndReadAll(`SELECT ${columns} FROM sales ORDER BY rowid DESC LIMIT ${limit}`);
  if (gathered.currentRowCount === limit) return gathered.getRows().map(saleOf);
  const days = await connection.runAndReadAll("SELECT strftime(max(day), '%Y-%m-%d') FROM history_files");
  const day = days.getRowsJS()[0]?.[0];
  const narrowed = typeof day === "string" ? { ...EVERYTHING, period: { from: day } } : EVERYTHING;
  const relation = await acceptedSales(connection, look, narrowed);
  const latest = await connection.runAndReadAll(
    `SELECT ${columns} FROM ${relation} AS sales ORDER BY sales.event_time DESC LIMIT ${limit}`,
  );
  return latest.getRows().map(saleOf);
}

function heldColumns(look: StateLook): SaleColumn[] {
  const plan = look.plan();
  return plan === null ? [] : planColumns(plan);
}

function saleColumnsSql(look: StateLook): string {
  const held = new Set(heldColumns(look));
  return [
    ...SALE_COLUMN_NAMES.map((name) => (held.has(name) ? columnSql(name) : `NULL AS ${duckdb.name(name)}`)),
    "event_time",
  ].join(", ");
}

function columnSql(name: SaleColumn): string {
  return name === "timestamp" ? `strftime("timestamp", '%Y-%m-%d %H:%M:%S') AS "timestamp"` : duckdb.name(name);
}

function saleOf(row: readonly DuckDBValue[]): SaleRecord {
  const cells = COLUMNS.map((name, index): [string, Cell] => [name, cellOf(name, row[index] ?? null)]);
  return Object.fromEntries(cells) as SaleRecord;
}

function cellOf(name: SaleColumn | "event_time", value: DuckDBValue): Cell {
  if (name === "event_time") return toCell(value, "time");
  switch (SALE_COLUMNS[name].role) {
    case "id":
      return toCell(value, "id");
    case "time":
    case "label":
      return toCell(value, "label");
    case "quantity":
      return toCell(value, "quantity");
    case "money":
      return toCell(value, "money");
  }
}
