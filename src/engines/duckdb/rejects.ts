import type { DuckDBAppender, DuckDBConnection } from "@duckdb/node-api";
import type { RejectReason } from "../../model/rules.ts";
import { duckdb } from "../../model/sql/duckdb.ts";
import { reasonCode, reasonOf } from "../../model/sql/judge.ts";
import { DUPLICATES } from "./duplicates.ts";
import { isJsonObject } from "./json-object.ts";
import { type LocatedRecord, locateRecords } from "./locate-records.ts";
import { jsonTextsSql, scanSql } from "./scan.ts";
import type { Stage } from "./stage.ts";

export const REJECTED = "rejected_rows";

/** Longer raw text is cut: one kilobyte tells what was wrong, a megabyte of garbage tells no more. */
const MAX_RAW_BYTES = 65_536;

export async function createRejected(connection: DuckDBConnection): Promise<void> {
  await connection.run(
    `CREATE OR REPLACE TABLE ${REJECTED} (source VARCHAR, line BIGINT, reason VARCHAR, raw VARCHAR)`,
  );
}

/**
 * Appends the rejected rows of one stage to the table `rejected_rows`, each with its line and raw text.
 */
export async function keepRejected(connection: DuckDBConnection, stage: Stage, index: number): Promise<void> {
  const { dropped } = stage;
  const path = duckdb.text(stage.file);
  const result = await connection.runAndReadAll(`
    SELECT file_row_number, CAST(total AS INTEGER) FROM read_parquet(${path}, file_row_number = true) WHERE "timestamp" IS NULL
    UNION ALL
    SELECT row, ${reasonCode("duplicate_id")} FROM ${DUPLICATES} WHERE source = ${index}
    ORDER BY 1`);
  const rows = result.getColumnsJS();
  const ordinals = (rows[0] ?? []).map(Number);
  if (ordinals.length + dropped.length === 0) {
    return;
  }
  const reasons = (rows[1] ?? []).map(Number);
  const appender = await connection.createAppender(REJECTED);
  const layout = stage.source.shape.format;
  if (layout.kind === "csv" || layout.kind === "ndjson") {
    const located = await locateRecords(
      stage.source.shape.path,
      layout.kind === "csv" ? { ...layout, format: "csv" } : { format: "lines", header: false },
      { ordinals, dropped },
      { maxRaw: MAX_RAW_BYTES },
    );
    appendLocated(appender, stage, located.records, ordinals, reasons);
  } else {
    await appendWithoutLines(connection, appender, stage, ordinals, reasons);
  }
  appender.closeSync();
}

function appendLocated(
  appender: DuckDBAppender,
  stage: Stage,
  records: readonly LocatedRecord[],
  ordinals: readonly number[],
  reasons: readonly number[],
): void {
  const isJson = stage.source.shape.format.kind === "ndjson";
  let next = 0;
  for (const record of records) {
    const raw = decode(record.raw);
    let reason: RejectReason = "unreadable";
    if (record.kind === "row") {
      while ((ordinals[next] ?? Number.POSITIVE_INFINITY) < (record.ordinal ?? 0)) {
        next += 1;
      }
      const judged = reasonOf(reasons[next] ?? reasonCode("unreadable"));
      reason = isJson && !isJsonObject(record.raw) ? "unreadable" : judged;
    }
    append(appender, stage.source.shown, record.line, reason, raw);
  }
}

/** Formats without lines: a row is read again by its place; one of Parquet is told as JSON. */
async function appendWithoutLines(
  connection: DuckDBConnection,
  appender: DuckDBAppender,
  stage: Stage,
  ordinals: readonly number[],
  reasons: readonly number[],
): Promise<void> {
  const { shape, shown } = stage.source;
  const isJson = shape.format.kind === "json";
  const texts = isJson
    ? `SELECT CAST(json AS VARCHAR) AS raw FROM ${jsonTextsSql(shape.path, "json")}`
    : `SELECT CAST(to_json(source) AS VARCHAR) AS raw FROM ${scanSql(shape, new Set())} AS source`;
  const rows = await connection.runAndReadAll(`
    SELECT raw FROM (SELECT row_number() OVER () - 1 AS row, raw FROM (${texts}))
    WHERE row IN (SELECT unnest([${ordinals.join(", ")}])) ORDER BY row`);
  rows.getRowsJS().forEach(([raw], place) => {
    const judged = reasonOf(reasons[place] ?? 1);
    const text = String(raw);
    append(appender, shown, null, isJson && !isJsonObject(Buffer.from(text)) ? "unreadable" : judged, text);
  });
}

function append(
  appender: DuckDBAppender,
  source: string,
  line: number | null,
  reason: RejectReason,
  raw: string,
): void {
  appender.appendVarchar(source);
  if (line === null) {
    appender.appendNull();
  } else {
    appender.appendBigInt(BigInt(line));
  }
  appender.appendVarchar(reason);
  appender.appendVarchar(raw);
  appender.endRow();
}

/** UTF-8 where it is, else one letter for each byte, so that nothing of the raw text is lost. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder("latin1").decode(bytes);
  }
}
