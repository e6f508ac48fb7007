import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { CsvLayout, SourceColumn, SourceFormat, SourceShape } from "../../model/source-shape.ts";
import { duckdb } from "../../model/sql/duckdb.ts";
import { missing } from "../../model/sql/parse.ts";
import type { FileToInspect } from "../engine.ts";
import { layoutOfFirstLine, plainHead } from "./inspect-head.ts";
import { rewriteRecords } from "./locate-rewrite.ts";
import { call, csvSql, jsonRecordsSql, jsonTextsSql, pathSql, recordsOf, scanSql, unreadableSql } from "./scan.ts";
import { watch } from "./watch.ts";

const SAMPLE_ROWS = 4096;
/** Enough to tell a delimiter and a header; the types come from the sample. */
const SNIFFED_ROWS = 1024;

/**
 * The columns and first rows of a file. A CSV's layout is what the mapping says, else what DuckDB's sniffer finds.
 * `folder` takes a copy of a file that DuckDB cannot read as it is.
 */
export function inspectFile(connection: DuckDBConnection, file: FileToInspect, folder: string): Promise<SourceShape> {
  return watch(connection, { signal: undefined, file: file.shown }, async () => {
    if (file.format === "csv") return inspectCsv(connection, file, folder);
    const shape: SourceShape = { path: file.path, ...(await describe(connection, file, file.format)), sample: [] };
    return { ...shape, sample: await firstRows(connection, shape, folder) };
  });
}

/**
 * The sniffer sees a copy of the file's beginning: on a very long line it does not end, and on line ends of several kinds
 * it gives up. The first rows come from there too where it holds them: the reader takes all of a small file at once.
 */
async function inspectCsv(connection: DuckDBConnection, file: FileToInspect, folder: string): Promise<SourceShape> {
  const head = await plainHead(file.path);
  const copy = join(folder, `${randomUUID()}.csv`);
  await writeFile(copy, head.bytes);
  try {
    const shape: SourceShape = {
      path: file.path,
      ...(await sniffCsv(connection, copy, head.bytes, file.csv)),
      sample: [],
    };
    const source = head.whole || hasLines(head.bytes, SAMPLE_ROWS + 1) ? { ...shape, path: copy } : shape;
    return { ...shape, sample: await firstRows(connection, source, folder) };
  } finally {
    await rm(copy, { force: true });
  }
}

function hasLines(bytes: Buffer, lines: number): boolean {
  let end = -1;
  for (let line = 0; line < lines; line++) {
    end = bytes.indexOf(10, end + 1);
    if (end === -1) return false;
  }
  return true;
}

async function firstRows(
  connection: DuckDBConnection,
  shape: SourceShape,
  folder: string,
): Promise<SourceShape["sample"]> {
  if (shape.columns.length === 0) {
    return [];
  }
  const all = new Set(shape.columns.map(({ name }) => name));
  try {
    const isJson = shape.format.kind === "ndjson" || shape.format.kind === "json";
    return await sample(connection, shape, isJson ? jsonRecordsSql(shape) : scanSql(shape, all));
  } catch (error) {
    // Line ends of several kinds: DuckDB gives up on the whole file.
    if (!(error instanceof Error && error.message.includes("reached an invalid state"))) {
      throw error;
    }
    const { layout, limits } = recordsOf(shape);
    const path = join(folder, `${randomUUID()}.csv`);
    await rewriteRecords(shape.path, path, layout, limits);
    const plain = { path, header: false, skipLines: 0, parallel: false, newLine: "\\n" } as const;
    return await sample(connection, shape, csvSql(shape, plain, all));
  }
}

async function sample(connection: DuckDBConnection, shape: SourceShape, scan: string): Promise<SourceShape["sample"]> {
  const texts = shape.columns.map((column) => {
    const text = `CAST(${duckdb.name(column.name)} AS VARCHAR)`;
    return `CASE WHEN ${missing(column, duckdb)} THEN NULL ELSE ${text} END`;
  });
  const readable = `NOT coalesce(${unreadableSql(shape) ?? "false"}, false)`;
  const rows = await connection.runAndReadAll(
    `SELECT coalesce(CAST(json_group_array(row) AS VARCHAR), '[]')
     FROM (SELECT json_array(${texts.join(", ")}) AS row FROM ${scan} WHERE ${readable} LIMIT ${SAMPLE_ROWS})`,
  );
  // One text instead of thousands: fetching values one by one takes longer than reading them.
  return JSON.parse(String(rows.getRowsJS()[0]?.[0])) as (string | null)[][];
}

async function describe(
  connection: DuckDBConnection,
  file: FileToInspect,
  format: Exclude<FileToInspect["format"], "csv">,
): Promise<Pick<SourceShape, "format" | "columns" | "pathColumns">> {
  const path = pathSql(file.path);
  if (format === "parquet") {
    const described = await connection.runAndReadAll(
      `DESCRIBE SELECT * FROM read_parquet(${path}, hive_partitioning = false)`,
    );
    const columns = described
      .getRowsJS()
      .map(([name, type]) => ({ name: String(name), type: columnType(String(type)) }));
    const own = new Set(columns.map(({ name }) => name.toLowerCase()));
    const pathColumns = (file.pathColumns ?? []).filter(({ name }) => !own.has(name.toLowerCase()));
    const all = [...columns, ...pathColumns.map(({ name }) => ({ name, type: "text" as const }))];
    return { format: { kind: "parquet" }, columns: all, pathColumns };
  }
  return { format: { kind: format }, columns: await jsonKeys(connection, file) };
}

/** The keys of the first objects. Broken or foreign values among them are left to the judge. */
async function jsonKeys(connection: DuckDBConnection, { path, format }: FileToInspect): Promise<SourceColumn[]> {
  const sampled = `SELECT json FROM ${jsonTextsSql(path, format)} LIMIT ${SAMPLE_ROWS}`;
  const keys = await connection.runAndReadAll(
    `SELECT key FROM (SELECT unnest(json_keys(json)) AS key FROM (${sampled}) WHERE json_type(json) = 'OBJECT')
     GROUP BY key ORDER BY count(*) DESC, key`,
  );
  const names = keys.getRowsJS().map(([name]) => String(name));
  return addressable(names)
    .sort()
    .map((name) => ({ name, type: "text" }));
}

/** DuckDB has no column without a name or with a NUL in it, and of Total and total only one: the one that is used more. */
function addressable(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.filter((name) => {
    const isNew = !taken.has(name.toLowerCase());
    taken.add(name.toLowerCase());
    return isNew && name !== "" && !name.includes("\0");
  });
}

/** A CSV's columns and its layout: what the mapping says, else what DuckDB's sniffer finds, else what the first line shows. */
async function sniffCsv(
  connection: DuckDBConnection,
  path: string,
  head: Buffer,
  csv: Partial<CsvLayout> = {},
): Promise<{ format: SourceFormat; columns: SourceColumn[] }> {
  const sniff = async (hints: Readonly<Record<string, string>>) => {
    const sniffed = await connection.runAndReadAll(
      `SELECT Delimiter, Quote, Escape, HasHeader, Columns FROM ${call("sniff_csv", pathSql(path), hints)}`,
    );
    return understood(sniffed.getRowObjectsJS()[0] ?? {});
  };
  const hints = sniffHints(head, csv);
  try {
    // Dates of every form take half of the time, and are needed only where no number tells the header from the rows.
    const quick = await sniff({ ...hints, ...ISO_DATES });
    return byPlace(quick.layout.header ? quick : await sniff(hints));
  } catch (error) {
    if (error instanceof Error && /sniff/i.test(error.message)) return byPlace(layoutOfFirstLine(head, csv));
    throw error;
  }
}

/** A CSV's columns go by their place, so that one with a NUL in its name may be called something else. */
function byPlace({ layout, names }: Sniffed): { format: SourceFormat; columns: SourceColumn[] } {
  const columns = names.map((name, index) => (name.includes("\0") ? `${name.replaceAll("\0", "")}_${index}` : name));
  return { format: { kind: "csv", ...layout }, columns: columns.map((name) => ({ name, type: "text" })) };
}

const ISO_DATES = { dateformat: "'%Y-%m-%d'", timestampformat: "'%Y-%m-%d %H:%M:%S'" };

function sniffHints(head: Buffer, { delimiter, quote, escape: escapeBy, header }: Partial<CsvLayout>) {
  // Where nothing is quoted or escaped, no mark need be tried but one.
  const usual = ['"', "'", "\\"].some((mark) => head.includes(mark)) ? undefined : '"';
  const options = { delim: delimiter, quote: quote ?? usual, escape: escapeBy ?? usual };
  const hints: Record<string, string> = { sample_size: String(SNIFFED_ROWS), ignore_errors: "true" };
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined) hints[name] = duckdb.text(value);
  }
  if (header !== undefined) hints.header = String(header);
  return hints;
}

interface Sniffed {
  readonly layout: CsvLayout;
  readonly names: readonly string[];
}

function understood(row: Readonly<Record<string, unknown>>): Sniffed {
  const text = (value: unknown, none: string) => (value === "(empty)" || value == null ? none : String(value));
  const quote = text(row.Quote, '"');
  const layout: CsvLayout = {
    delimiter: text(row.Delimiter, ","),
    quote: quote === "" ? '"' : quote,
    escape: text(row.Escape, '"') || '"',
    header: row.HasHeader === true,
  };
  const columns = (row.Columns ?? []) as readonly { readonly name: string }[];
  return { layout, names: columns.map(({ name }) => name) };
}

function columnType(type: string): SourceColumn["type"] {
  switch (type) {
    case "VARCHAR":
      return "text";
    case "TINYINT":
    case "SMALLINT":
    case "INTEGER":
    case "BIGINT":
    case "UTINYINT":
    case "USMALLINT":
    case "UINTEGER":
      return "integer";
    case "DOUBLE":
    case "FLOAT":
    case "HUGEINT":
    case "UBIGINT":
      return "decimal";
    case "DATE":
      return "date";
    case "TIMESTAMP WITH TIME ZONE":
      return "zoned_time";
    default:
      return type.startsWith("DECIMAL")
        ? "decimal"
        : type.startsWith("TIMESTAMP")
          ? "time"
          : type.startsWith("ENUM")
            ? "text"
            : "other";
  }
}
