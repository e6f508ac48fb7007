import type { DuckDBConnection } from "@duckdb/node-api";
import { planColumns, type SalePlan, sourceColumns } from "../../../model/plan.ts";
import { duckdb } from "../../../model/sql/duckdb.ts";
import { judgeSql } from "../../../model/sql/judge.ts";
import { zoneSql } from "../../../model/sql/zone.ts";
import { MAX_VALUE_BYTES } from "../../../model/stream/records.ts";
import { call, jsonRecordsSql, pathSql } from "../scan.ts";

/** The rows of the micro-batch at work, in their order (`rowid`): the sale columns, event_time in UTC, and reason. */
export const JUDGED = "temp.judged";

/**
 * Parses and judges the records of a slab into the table `judged`. A line that is no JSON is a row without values, so
 * that the place of a row is the place of its record.
 */
export async function judgeSlab(
  connection: DuckDBConnection,
  path: string,
  rows: number,
  plan: SalePlan,
  strict: boolean,
): Promise<void> {
  if ((await createJudged(connection, linesSql(path, plan), plan, strict)) === rows) return;
  // Slower, and keeps to one row a line whatever the lines hold.
  const shape = { path, format: { kind: "ndjson" as const }, columns: namedColumns(plan), sample: [] };
  const found = await createJudged(connection, jsonRecordsSql(shape), plan, strict);
  if (found !== rows) {
    throw new Error(`${rows} records came in and ${found} were read: a record is not accounted for`);
  }
}

async function createJudged(
  connection: DuckDBConnection,
  scan: string,
  plan: SalePlan,
  strict: boolean,
): Promise<number> {
  const columns = planColumns(plan).map(duckdb.name).join(", ");
  const instant = plan.columns.timestamp.offsets
    ? "event_time"
    : zoneSql(plan.timeZone, duckdb).toInstant(`"timestamp"`);
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE judged AS
     SELECT ${columns}, ${instant} AS event_time, reason FROM (${judgeSql(plan, scan, duckdb, { strict })}) AS rows`,
  );
  const [row] = (await connection.runAndReadAll(`SELECT count(*) FROM ${JUDGED}`)).getRowsJS();
  return Number(row?.[0]);
}

function linesSql(path: string, plan: SalePlan): string {
  const columns = namedColumns(plan).map(({ name }) => `${duckdb.text(name)}: 'VARCHAR'`);
  return call("read_json", pathSql(path), {
    format: "'newline_delimited'",
    columns: `{${columns.join(", ")}}`,
    ignore_errors: "true",
    maximum_object_size: String(2 * MAX_VALUE_BYTES),
  });
}

function namedColumns(plan: SalePlan) {
  return [...sourceColumns(plan)].map((name) => ({ name, type: "text" as const }));
}
