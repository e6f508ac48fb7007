import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { planColumns } from "../../../model/plan.ts";
import { compileFilters } from "../../../model/sql/compile.ts";
import { duckdb } from "../../../model/sql/duckdb.ts";
import { pathSql } from "../scan.ts";
import type { Narrowed } from "./shop-questions.ts";
import type { StateLook } from "./state-look.ts";

/** Accepted sales as one relation: those that are gathered in the state and those in files of the days that count. */
export async function acceptedSales(
  connection: DuckDBConnection,
  look: StateLook,
  { period, filters }: Narrowed,
): Promise<string> {
  const files = await filesOf(connection, period);
  const paths = files.map((path) => pathSql(join(look.historyFolder, path))).join(", ");
  const columns = columnsOf(look);
  const gathered = `SELECT ${columns} FROM sales`;
  const all =
    files.length === 0
      ? gathered
      : `${gathered} UNION ALL BY NAME SELECT * FROM read_parquet([${paths}], union_by_name = true, hive_partitioning = false)`;
  const where = compileFilters({ filters, period }, duckdb);
  return `(SELECT ${columns} FROM (${all})${where})`;
}

function columnsOf(look: StateLook): string {
  const plan = look.plan();
  return plan === null ? "*" : [...planColumns(plan), "event_time"].map(duckdb.name).join(", ");
}

/** A file holds the sales of one of the shop's days. */
async function filesOf(connection: DuckDBConnection, { from, to }: Narrowed["period"]): Promise<string[]> {
  const conditions = [
    ...(from === undefined ? [] : [`day >= CAST(${duckdb.timestamp(from)} AS DATE)`]),
    ...(to === undefined ? [] : [`day <= CAST(${duckdb.timestamp(to)} AS DATE)`]),
  ];
  const where = conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`;
  const found = await connection.runAndReadAll(`SELECT path FROM history_files${where} ORDER BY path`);
  return found.getRowsJS().map(([path]) => String(path));
}
