import type { SourceShape } from "../../model/source-shape.ts";
import { spark } from "../../model/sql/spark.ts";
import type { SourceOptions } from "./connect/relations.ts";
import { csvLinesSql, csvRecordsSql, RECORD_LINES } from "./csv-scan.ts";
import { BAD, type FileScan, RAW, ROW, type ScanPlace } from "./scan-columns.ts";

/** How the records of a text file are found: `quoted` where line breaks stand within quotes. */
export type Reading = "lines" | "quoted";

/** How Spark opens a file. */
export function sourceOf({ format }: SourceShape, address: string, reading: Reading): SourceOptions {
  const paths = [asPattern(address)];
  switch (format.kind) {
    case "csv":
      return { format: "text", paths, options: reading === "quoted" ? RECORD_LINES : {} };
    case "ndjson":
      return { format: "text", paths };
    case "json":
      return { format: "text", paths, options: { wholetext: "true" } };
    case "parquet":
      return { format: "parquet", paths };
  }
}

/** A file's rows, each with its place. Every column of a text file is text. */
export function scanSql(shape: SourceShape, place: ScanPlace, reading: Reading): FileScan {
  switch (shape.format.kind) {
    case "csv":
      return (reading === "quoted" ? csvRecordsSql : csvLinesSql)(shape, shape.format, place);
    case "ndjson": {
      const lines = `SELECT value, monotonically_increasing_id() AS row FROM ${place.view}`;
      return { sql: objectsSql(shape, `SELECT * FROM (${lines}) WHERE trim(BOTH ' \\t\\r\\n' FROM value) <> ''`) };
    }
    case "json":
      return { sql: objectsSql(shape, elementsSql(place.view)) };
    case "parquet":
      return { sql: parquetSql(shape, place) };
  }
}

/** What stands for characters that Hadoop takes for a pattern. */
function asPattern(address: string): string {
  return address.replaceAll(/[\\{}[\]*?]/g, "\\$&");
}

/** The elements of a JSON array as text. */
export function elementsSql(view: string): string {
  const elements = `coalesce(from_json(value, 'array<string>'), ${spark.fail(DAMAGED)})`;
  return `SELECT value, CAST(row AS BIGINT) AS row FROM (SELECT posexplode(${elements}) AS (row, value) FROM ${view})`;
}

/** The message of a query that stops at a JSON file which is none. */
export const DAMAGED = "vitrina: damaged JSON";

/** Within an array, because Spark does not look at what follows an object. */
function objectsSql({ columns }: SourceShape, records: string): string {
  const schema = columns.map(({ name }) => `${spark.name(name)}: STRING`).join(", ");
  const parsed = `from_json(concat('[', value, ']'), ${spark.text(`array<struct<${schema}>>`)})`;
  const fields = columns.map(({ name }) => `r[0].${spark.name(name)} AS ${spark.name(name)}`);
  const bad = "r IS NULL OR size(r) <> 1 OR r[0] IS NULL";
  return `SELECT ${[...fields, `value AS ${spark.name(RAW)}`, `row AS ${spark.name(ROW)}`, `${bad} AS ${spark.name(BAD)}`].join(", ")} FROM (SELECT value, row, ${parsed} AS r FROM (${records})) AS parsed`;
}

function parquetSql({ columns, pathColumns = [] }: SourceShape, { view }: ScanPlace): string {
  const fromPath = new Map(pathColumns.map(({ name, value }) => [name, value]));
  const fields = columns.map(({ name }) => {
    const value = fromPath.get(name);
    if (value === undefined) return spark.name(name);
    return `${value === null ? "CAST(NULL AS STRING)" : spark.text(value)} AS ${spark.name(name)}`;
  });
  return `SELECT ${fields.join(", ")}, CAST(NULL AS STRING) AS ${spark.name(RAW)}, monotonically_increasing_id() AS ${spark.name(ROW)}, false AS ${spark.name(BAD)} FROM ${view}`;
}
