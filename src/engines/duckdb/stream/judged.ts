import type { DuckDBConnection } from "@duckdb/node-api";
import { planColumns, type SalePlan, sourceColumns } from "../../../model/plan.ts";
import type { SourceColumn } from "../../../model/source-shape.ts";
import { duckdb } from "../../../model/sql/duckdb.ts";
import { judgeSql } from "../../../model/sql/judge.ts";
import { zoneSql } from "../../../model/sql/zone.ts";
import { MAX_VALUE_BYTES, type PartitionBatch } from "../../../model/stream/records.ts";
import { call, jsonRecordsSql, pathSql } from "../scan.ts";
import { hasWords, withNumbers } from "./fast-plan.ts";
import type { Incoming } from "./incoming.ts";
import { keptColumns } from "./schema.ts";
import type { Slab } from "./slab.ts";

/** The rows of the micro-batch at work, in their order (`rowid`): the sale columns, event_time in UTC, and reason. */
export const JUDGED = "temp.judged";

/** Beyond this share of refused rows it is quicker to read all of them the careful way. */
const FEW = 0.2;

/**
 * Parses and judges the records of a micro-batch into the table `judged`. A line that is no JSON is a row without values,
 * so that the place of a row is the place of its record. Amounts are read as numbers, which is faster than as text;
 * whatever that refuses is read once more as it is written, and only this second verdict counts.
 */
export async function judgeRows(
  connection: DuckDBConnection,
  slab: Slab,
  incoming: Incoming,
  partitions: readonly PartitionBatch[],
  plan: SalePlan,
  strict: boolean,
): Promise<void> {
  const rows = incoming.count;
  await slab.fill(partitions);
  const fast = hasWords(partitions) ? undefined : withNumbers(plan);
  if (
    fast !== undefined &&
    (await judge(connection, "judged", linesSql(slab.path, fast), fast, plan, strict)) === rows
  ) {
    const refused = await refusedRows(connection);
    if (refused.length === 0) return;
    if (refused.length <= rows * FEW) {
      await slab.fillAside(refused.map((row) => incoming.line(row)));
      await judgeText(connection, "judged_again", slab.asidePath, refused.length, plan, strict);
      await replaceRows(connection, plan, refused);
      return;
    }
  }
  await judgeText(connection, "judged", slab.path, rows, plan, strict);
}

async function judgeText(
  connection: DuckDBConnection,
  table: string,
  path: string,
  rows: number,
  plan: SalePlan,
  strict: boolean,
): Promise<void> {
  if ((await judge(connection, table, linesSql(path, plan), plan, plan, strict)) === rows) return;
  // Slower, and keeps to one row a line whatever the lines hold.
  const shape = { path, format: { kind: "ndjson" as const }, columns: namedColumns(plan), sample: [] };
  const found = await judge(connection, table, jsonRecordsSql(shape), plan, plan, strict);
  if (found !== rows) {
    throw new Error(`${rows} records came in and ${found} were read: a record is not accounted for`);
  }
}

/** `read` says how the scan types the columns; what they become is the same whatever it is. Returns the number of rows. */
async function judge(
  connection: DuckDBConnection,
  table: string,
  scan: string,
  read: SalePlan,
  plan: SalePlan,
  strict: boolean,
): Promise<number> {
  const columns = planColumns(plan).map(duckdb.name).join(", ");
  const instant = plan.columns.timestamp.offsets
    ? "event_time"
    : zoneSql(plan.timeZone, duckdb).toInstant(`"timestamp"`);
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE ${table} AS
     SELECT ${columns}, ${instant} AS event_time, reason FROM (${judgeSql(read, scan, duckdb, { strict })}) AS rows`,
  );
  const [row] = (await connection.runAndReadAll(`SELECT count(*) FROM temp.${table}`)).getRowsJS();
  return Number(row?.[0]);
}

async function refusedRows(connection: DuckDBConnection): Promise<number[]> {
  const result = await connection.runAndReadAll(`SELECT rowid FROM ${JUDGED} WHERE reason IS NOT NULL ORDER BY rowid`);
  return result.getRowsJS().map(([row]) => Number(row));
}

async function replaceRows(connection: DuckDBConnection, plan: SalePlan, rows: readonly number[]): Promise<void> {
  const columns = [...keptColumns(plan), "reason"].map(duckdb.name);
  await connection.run(
    `UPDATE ${JUDGED} SET ${columns.map((name) => `${name} = again.${name}`).join(", ")}
     FROM (SELECT *, ([${rows.join(", ")}])[rowid + 1] AS row FROM temp.judged_again) AS again
     WHERE judged.rowid = again.row`,
  );
}

function linesSql(path: string, plan: SalePlan): string {
  const columns = namedColumns(plan).map(
    ({ name, type }) => `${duckdb.text(name)}: '${type === "decimal" ? "DOUBLE" : "VARCHAR"}'`,
  );
  return call("read_json", pathSql(path), {
    format: "'newline_delimited'",
    columns: `{${columns.join(", ")}}`,
    ignore_errors: "true",
    maximum_object_size: String(2 * MAX_VALUE_BYTES),
  });
}

function namedColumns(plan: SalePlan): SourceColumn[] {
  const { total, unit_price } = plan.columns;
  const numbers = [total === "computed" ? undefined : total, unit_price].flatMap((money) =>
    money?.source.type === "decimal" ? [money.source.name] : [],
  );
  return [...sourceColumns(plan)].map((name) => ({ name, type: numbers.includes(name) ? "decimal" : "text" }));
}
