import type { CsvLayout, PathColumn, SourceFormat, SourceShape } from "../../model/source-shape.ts";
import { duckdb } from "../../model/sql/duckdb.ts";
import type { RecordLimits } from "./locate-scan.ts";
import type { ReadAttempt } from "./locate-verify.ts";
import type { RecordLayout } from "./locate-walk.ts";

/** A longer line is not a row of sales. */
const MAX_LINE_BYTES = 16 * 2 ** 20;
/** DuckDB would size its buffers by the longest line. */
const BUFFER_BYTES = 32 * 2 ** 20;
/**
 * A buffer is what a thread takes at a time: small ones, so that all have work in a small file too. A line too long for
 * them is missed by the count of rows, and the file read again with those above.
 */
const PARALLEL_LINE_BYTES = 2 * 2 ** 20;
const PARALLEL_BUFFER_BYTES = 4 * 2 ** 20;
const LINE_LIMITS = lineLimits(MAX_LINE_BYTES, BUFFER_BYTES);
/** Where fields too many end up, so that a long row is a row to be judged and not an error of the reader. */
const OVERFLOW = ["vitrina over 0", "vitrina over 1"];

/** The table function that reads a file, rows in file order. `used` are the columns that the query around it reads. */
export function scanSql(shape: SourceShape, used: ReadonlySet<string>): string {
  const path = pathSql(shape.path);
  switch (shape.format.kind) {
    case "csv":
      return csvSql(
        shape,
        { path: shape.path, header: shape.format.header, skipLines: 0, parallel: false, newLine: null },
        used,
      );
    case "ndjson":
      return call("read_json", path, {
        format: "'newline_delimited'",
        columns: textColumns(shape.columns.map(({ name }) => name)),
        ignore_errors: "true",
        maximum_object_size: String(MAX_LINE_BYTES),
      });
    case "json":
      return call("read_json", path, {
        format: "'array'",
        columns: textColumns(shape.columns.map(({ name }) => name)),
        maximum_object_size: String(MAX_LINE_BYTES),
      });
    case "parquet":
      return parquetSql(path, shape.pathColumns ?? []);
  }
}

function parquetSql(path: string, pathColumns: readonly PathColumn[]): string {
  const scan = call("read_parquet", path, { hive_partitioning: "false" });
  const values = pathColumns.map(({ name, value }) => {
    const text = value === null ? "CAST(NULL AS VARCHAR)" : duckdb.text(value);
    return `${text} AS ${duckdb.name(name)}`;
  });
  return values.length === 0 ? scan : `(SELECT *, ${values.join(", ")} FROM ${scan})`;
}

/**
 * One way of reading a CSV, every column as text and nothing taken for null. Rows that are too short or too long
 * are kept for the judge (see `unreadableSql`): left to the reader's own errors, DuckDB 1.5 loses rows beside them.
 */
export function csvSql(
  shape: SourceShape,
  { path, header, parallel, newLine }: ReadAttempt,
  used: ReadonlySet<string>,
): string {
  const { delimiter, quote, escape: escapeMark } = layoutOf(shape);
  const columns = shape.columns.map(({ name }) => name);
  const scan = call("read_csv", pathSql(path), {
    auto_detect: "false",
    columns: textColumns([...columns, ...OVERFLOW]),
    delim: duckdb.text(delimiter),
    quote: duckdb.text(quote),
    escape: duckdb.text(escapeMark),
    header: String(header),
    parallel: String(parallel),
    ...(newLine === null ? {} : { new_line: `'${newLine}'` }),
    ignore_errors: "true",
    null_padding: "true",
    nullstr: "chr(1) || chr(2)",
    ...(parallel ? lineLimits(PARALLEL_LINE_BYTES, PARALLEL_BUFFER_BYTES) : LINE_LIMITS),
    hive_partitioning: "false",
  });
  // DuckDB 1.5 breaks down on invalid UTF-8 when it reads only some of the columns, so it looks at them all.
  const unused = columns.filter((name) => !used.has(name)).map(duckdb.name);
  return unused.length === 0 ? scan : `(SELECT * FROM ${scan} WHERE strlen(concat(${unused.join(", ")})) >= 0)`;
}

/**
 * A JSON file record by record: one that is no object gives a row without values. Slower than `scanSql`, which gives up on
 * the whole file where a line or an element is no object.
 */
export function jsonRecordsSql(shape: SourceShape): string {
  const values = shape.columns.map(({ name }) => {
    const pointer = `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    return `json_extract_string(json, ${duckdb.text(pointer)}) AS ${duckdb.name(name)}`;
  });
  return `(SELECT ${values.join(", ")} FROM ${jsonTextsSql(shape.path, shape.format.kind)})`;
}

/**
 * The elements of a JSON array, or the lines of an NDJSON file that hold more than blanks, as the column `json`, null where
 * a line is no JSON. Only when it reads texts does DuckDB 1.5 keep to the end of a line.
 */
export function jsonTextsSql(path: string, kind: SourceFormat["kind"]): string {
  return call("read_json_objects", pathSql(path), {
    format: kind === "ndjson" ? "'newline_delimited'" : "'array'",
    ...(kind === "ndjson" ? { ignore_errors: "true" } : {}),
    maximum_object_size: String(MAX_LINE_BYTES),
  });
}

/** True for a row of a CSV that has too few fields or too many; one empty field more does no harm. */
export function unreadableSql(shape: SourceShape): string | undefined {
  const last = shape.columns.at(-1);
  if (shape.format.kind !== "csv" || last === undefined) {
    return undefined;
  }
  const [first = "", second = ""] = OVERFLOW.map(duckdb.name);
  return `(${duckdb.name(last.name)} IS NULL OR ${first} <> '' OR ${second} IS NOT NULL)`;
}

/** A CSV's records, as the walk over its bytes sees them. */
export function recordsOf(shape: SourceShape): { layout: RecordLayout; limits: RecordLimits } {
  return {
    layout: { ...layoutOf(shape), format: "csv" },
    limits: { columns: shape.columns.length + OVERFLOW.length, maxLineBytes: MAX_LINE_BYTES },
  };
}

/** A path as the name of one file: what DuckDB would take for a pattern is escaped. */
export function pathSql(path: string): string {
  return duckdb.text(path.replaceAll(/[*?[]/g, "[$&]"));
}

export function call(name: string, first: string, options: Readonly<Record<string, string>>): string {
  return `${name}(${[first, ...Object.entries(options).map(([key, value]) => `${key} = ${value}`)].join(", ")})`;
}

function lineLimits(line: number, buffer: number) {
  return { max_line_size: String(line), buffer_size: String(buffer) };
}

function layoutOf({ format }: SourceShape): CsvLayout {
  if (format.kind !== "csv") {
    throw new Error(`a CSV was expected, not ${format.kind}`);
  }
  return format;
}

function textColumns(names: readonly string[]): string {
  return `{${names.map((name) => `${duckdb.text(name)}: 'VARCHAR'`).join(", ")}}`;
}
