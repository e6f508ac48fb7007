import type { SourceShape } from "../../model/source-shape.ts";
import { duckdb } from "../../model/sql/duckdb.ts";

/** What stands for "no value" in a text file, besides nothing at all. */
const NULLS = ["", "NULL", "null", "\\N", "NaN", "nan"];

/** One line longer than this is not a row of sales. */
const MAX_LINE_BYTES = 16 * 2 ** 20;

/**
 * The table function that reads a file, rows in file order, every text column as text. `used` are the columns
 * that the query around it reads.
 */
export function scanSql(shape: SourceShape, rejects: RejectTables | null, used: ReadonlySet<string>): string {
  const path = pathSql(shape.path);
  switch (shape.format.kind) {
    case "csv": {
      const { delimiter, quote, escape, header } = shape.format;
      const scan = call("read_csv", path, {
        auto_detect: "false",
        columns: textColumns(shape),
        delim: duckdb.text(delimiter),
        quote: duckdb.text(quote),
        escape: duckdb.text(escape),
        header: String(header),
        nullstr: list(NULLS),
        max_line_size: String(MAX_LINE_BYTES),
        ...(rejects === null
          ? { ignore_errors: "true" }
          : {
              store_rejects: "true",
              rejects_scan: duckdb.text(rejects.scans),
              rejects_table: duckdb.text(rejects.errors),
              rejects_limit: "0",
            }),
      });
      // DuckDB 1.5 breaks down on invalid UTF-8 when it reads only some of the columns, so it looks at them all.
      const unused = shape.columns.filter(({ name }) => !used.has(name)).map(({ name }) => duckdb.name(name));
      return unused.length === 0 ? scan : `(SELECT * FROM ${scan} WHERE strlen(concat(${unused.join(", ")})) >= 0)`;
    }
    case "ndjson":
      return call("read_json", path, {
        format: "'newline_delimited'",
        columns: textColumns(shape),
        ignore_errors: "true",
        maximum_object_size: String(MAX_LINE_BYTES),
      });
    case "json":
      return call("read_json", path, {
        format: "'array'",
        columns: textColumns(shape),
        maximum_object_size: String(MAX_LINE_BYTES),
      });
    case "parquet":
      return call("read_parquet", path, {});
  }
}

/** Names of the tables in which the CSV reader leaves the records it could not split into columns. */
export interface RejectTables {
  readonly scans: string;
  readonly errors: string;
}

/** A path as the name of one file: what DuckDB would take for a pattern is escaped. */
export function pathSql(path: string): string {
  return duckdb.text(path.replaceAll(/[*?[]/g, "[$&]"));
}

export function call(name: string, first: string, options: Readonly<Record<string, string>>): string {
  return `${name}(${[first, ...Object.entries(options).map(([key, value]) => `${key} = ${value}`)].join(", ")})`;
}

function textColumns(shape: SourceShape): string {
  return `{${shape.columns.map(({ name }) => `${duckdb.text(name)}: 'VARCHAR'`).join(", ")}}`;
}

function list(values: readonly string[]): string {
  return `[${values.map(duckdb.text).join(", ")}]`;
}
