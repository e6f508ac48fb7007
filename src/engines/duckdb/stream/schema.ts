import type { DuckDBConnection } from "@duckdb/node-api";
import { planColumns, type SalePlan, widen } from "../../../model/plan.ts";
import type { SaleColumn } from "../../../model/sale.ts";
import { duckdb } from "../../../model/sql/duckdb.ts";

/** Rises whenever a table changes; an older state is upgraded, a newer one refused. */
export const FORMAT_VERSION = 1;

/** Tables of the state that hold whatever the shop's columns are. */
export async function createStateTables(connection: DuckDBConnection): Promise<void> {
  await connection.run(`
    CREATE TABLE state (format INTEGER NOT NULL, definition VARCHAR NOT NULL, plan VARCHAR, checkpoint VARCHAR NOT NULL);
    CREATE TABLE batches (batch BIGINT NOT NULL, time TIMESTAMP NOT NULL, progress VARCHAR NOT NULL);
    CREATE TABLE outbox (
      batch BIGINT NOT NULL, query VARCHAR NOT NULL, window_start TIMESTAMP NOT NULL, window_end TIMESTAMP NOT NULL,
      key VARCHAR, transactions BIGINT NOT NULL, gross_sales DECIMAL(38,2) NOT NULL, average_sale DECIMAL(38,2),
      final BOOLEAN NOT NULL
    );
    CREATE TABLE dead_letters (
      id BIGINT NOT NULL, batch BIGINT NOT NULL, source VARCHAR NOT NULL,
      partition VARCHAR NOT NULL, "offset" BIGINT NOT NULL, received TIMESTAMP NOT NULL, reason VARCHAR NOT NULL,
      raw BLOB, bytes BIGINT NOT NULL, status VARCHAR NOT NULL DEFAULT 'open', note VARCHAR
    );
    CREATE TABLE history_files (path VARCHAR NOT NULL, day DATE NOT NULL, rows BIGINT NOT NULL, bytes BIGINT NOT NULL);
  `);
}

/**
 * Tables that hold sales, once it is known which columns the shop has. Where there are such tables already, of another
 * plan, they get the columns they lack. Returns the plan, no narrower than what the tables hold.
 */
export async function fitSaleTables(connection: DuckDBConnection, plan: SalePlan): Promise<SalePlan> {
  const types = await saleColumnTypes(connection);
  if (types.size === 0) {
    await createSaleTables(connection, plan);
    return plan;
  }
  const fitting = planColumns(plan)
    .filter((column) => types.get(column) === "VARCHAR" || types.get(column) === "DECIMAL(18,3)")
    .reduce((fit, column) => (columnType(fit, column) === types.get(column) ? fit : widen(fit, column)), plan);
  for (const column of planColumns(fitting)) {
    const [type, held] = [columnType(fitting, column), types.get(column)];
    if (held === type) continue;
    if (held !== undefined) {
      await widenSaleTables(connection, fitting, column);
      continue;
    }
    for (const table of ["sales", "late_sales"]) {
      await connection.run(`ALTER TABLE ${table} ADD COLUMN ${duckdb.name(column)} ${type}`);
    }
    // Nothing was seen by an id that did not exist.
    if (column === "transaction_id") await connection.run(`ALTER TABLE seen ALTER COLUMN transaction_id TYPE ${type}`);
  }
  await forgetContents(connection);
  return fitting;
}

async function saleColumnTypes(connection: DuckDBConnection): Promise<Map<string, string>> {
  const found = await connection.runAndReadAll(
    "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'sales' AND NOT internal",
  );
  return new Map(found.getRowsJS().map(([name, type]) => [String(name), String(type)]));
}

async function createSaleTables(connection: DuckDBConnection, plan: SalePlan): Promise<void> {
  const sale = saleColumnsSql(plan);
  await connection.run(`
    CREATE TABLE sales (${sale});
    CREATE TABLE late_sales (
      id BIGINT NOT NULL, batch BIGINT NOT NULL, partition VARCHAR NOT NULL,
      "offset" BIGINT NOT NULL, received TIMESTAMP NOT NULL, watermark TIMESTAMP NOT NULL,
      applied BIGINT, ${sale}
    );
    CREATE TABLE seen (transaction_id ${columnType(plan, "transaction_id")}, event_time TIMESTAMP, content UBIGINT);
  `);
}

/** The columns of a sale as the state keeps them: the shop's own, and the instant. */
export function keptColumns(plan: SalePlan): string[] {
  return [...planColumns(plan), "event_time"];
}

function columnType(plan: SalePlan, column: SaleColumn): string {
  const { columns } = plan;
  switch (column) {
    case "transaction_id":
    case "customer_id":
    case "product_id":
      return columns[column]?.type === "integer" ? "BIGINT" : "VARCHAR";
    case "quantity":
      return columns.quantity?.decimals === 3 ? "DECIMAL(18,3)" : "BIGINT";
    case "unit_price":
    case "total":
      return "DECIMAL(18,2)";
    case "timestamp":
      return "TIMESTAMP";
    case "category":
    case "payment_method":
    case "status":
      return "VARCHAR";
  }
}

/** Follows a plan that a value made wider. */
export async function widenSaleTables(connection: DuckDBConnection, plan: SalePlan, column: SaleColumn): Promise<void> {
  const type = columnType(plan, column);
  const tables = ["sales", "late_sales", ...(column === "transaction_id" ? ["seen"] : [])];
  for (const table of tables) {
    await connection.run(`ALTER TABLE ${table} ALTER COLUMN ${duckdb.name(column)} TYPE ${type}`);
  }
  await forgetContents(connection);
}

/** What was seen was told apart by values of other types or times: a copy of it is one, and no more is said of it. */
export async function forgetContents(connection: DuckDBConnection): Promise<void> {
  await connection.run("UPDATE seen SET content = NULL WHERE content IS NOT NULL");
}

function saleColumnsSql(plan: SalePlan): string {
  const own = planColumns(plan).map((column) => `${duckdb.name(column)} ${columnType(plan, column)}`);
  return [...own, "event_time TIMESTAMP NOT NULL"].join(", ");
}
