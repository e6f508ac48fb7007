import type { DuckDBConnection } from "@duckdb/node-api";
import { planColumns, type SalePlan, sourceColumns } from "../../../model/plan.ts";
import type { SourceColumn } from "../../../model/source-shape.ts";
import { duckdb } from "../../../model/sql/duckdb.ts";
import { judgeSql } from "../../../model/sql/judge.ts";
import { type Years, zoneSql } from "../../../model/sql/zone.ts";
import { MAX_VALUE_BYTES, type PartitionBatch } from "../../../model/stream/records.ts";
import { call, jsonRecordsSql, pathSql } from "../scan.ts";
import { hasWords, withNumbers } from "./fast-plan.ts";
import type { Incoming } from "./incoming.ts";
import { keptColumns } from "./schema.ts";
import type { Slab } from "./slab.ts";

/** The rows of the micro-batch at work, in their order (`rowid`): the sale columns, event_time in UTC, and reason. */
export const JUDGED = "temp.judged";

const MAX_YEAR = 9999;

/** Beyond this share of refused rows it is quicker to read all of them the careful way. */
const FEW = 0.2;

/** What one batch tells the next, to save work; nothing depends on it. */
export interface JudgeMemory {
  /** Where the times of earlier batches lay. */
  years: Years | undefined;
}

export interface JudgeContext {
  readonly connection: DuckDBConnection;
  readonly slab: Slab;
  readonly strict: boolean;
  readonly memory: JudgeMemory;
}

/**
 * Parses and judges the records of a micro-batch into the table `judged`. A line that is no JSON is a row without values,
 * so that the place of a row is the place of its record. Amounts are read as numbers, which is faster than as text;
 * whatever that refuses is read once more as it is written, and only this second verdict counts.
 */
export async function judgeRows(
  context: JudgeContext,
  incoming: Incoming,
  partitions: readonly PartitionBatch[],
  plan: SalePlan,
): Promise<{ readonly refused: boolean }> {
  const { connection, slab } = context;
  const rows = incoming.count;
  await slab.fill(partitions);
  const fast = hasWords(partitions) ? undefined : withNumbers(plan);
  if (fast !== undefined) {
    const found = await judge(context, "judged", linesSql(slab.path, fast), fast, plan);
    if (found.rows === rows && found.refused === 0) return { refused: false };
    if (found.rows === rows && found.refused <= rows * FEW) {
      const refused = await refusedRows(connection);
      await slab.fillAside(refused.map((row) => incoming.line(row)));
      await judgeText(context, "judged_again", slab.asidePath, refused.length, plan);
      await replaceRows(connection, plan, refused);
      return { refused: true };
    }
  }
  await judgeText(context, "judged", slab.path, rows, plan);
  return { refused: true };
}

async function judgeText(
  context: JudgeContext,
  table: string,
  path: string,
  rows: number,
  plan: SalePlan,
): Promise<void> {
  const quick = await judge(context, table, linesSql(path, plan), plan, plan);
  if (quick.rows === rows) return;
  // Slower, and keeps to one row a line whatever the lines hold.
  const shape = { path, format: { kind: "ndjson" as const }, columns: namedColumns(plan), sample: [] };
  const found = await judge(context, table, jsonRecordsSql(shape), plan, plan);
  if (found.rows !== rows) {
    throw new Error(`${rows} records came in and ${found.rows} were read: a record is not accounted for`);
  }
}

interface Judged {
  readonly rows: number;
  readonly refused: number;
}

/** `read` says how the scan types the columns; what they become is the same whatever it is. */
async function judge(
  context: JudgeContext,
  table: string,
  scan: string,
  read: SalePlan,
  plan: SalePlan,
): Promise<Judged> {
  const { connection, strict, memory } = context;
  const { years } = memory;
  const columns = planColumns(plan).map(duckdb.name).join(", ");
  const instant = plan.columns.timestamp.offsets
    ? "event_time"
    : zoneSql(plan.timeZone, duckdb, years).toInstant(`"timestamp"`);
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE ${table} AS
     SELECT ${columns}, ${instant} AS event_time, reason
     FROM (${judgeSql(read, scan, duckdb, { strict, years })}) AS rows`,
  );
  const counted = await connection.runAndReadAll(
    `SELECT count(*), count(reason), year(min("timestamp") FILTER (reason IS NULL)),
       year(max("timestamp") FILTER (reason IS NULL)) FROM temp.${table}`,
  );
  const [rows, refused, first, last] = counted.getRowsJS()[0] ?? [];
  if (first !== null && (years === undefined || Number(first) <= years.first || Number(last) >= years.last)) {
    // A year to either side, so that a time that came out wrong by hours is still seen to lie outside.
    memory.years = {
      first: Math.min(Number(first) - 1, years?.first ?? MAX_YEAR),
      last: Math.max(Number(last) + 1, years?.last ?? 0),
    };
    if (years !== undefined) return judge(context, table, scan, read, plan);
  }
  return { rows: Number(rows), refused: Number(refused) };
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
