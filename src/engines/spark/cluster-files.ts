import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PathColumn, SourceColumn, SourceShape } from "../../model/source-shape.ts";
import { spark } from "../../model/sql/spark.ts";
import { UserError } from "../../model/user-error.ts";
import type { FileToInspect } from "../engine.ts";
import { schemaOf } from "./connect/analyze.ts";
import { tableRelation } from "./connect/relations.ts";
import { SparkError } from "./connect/spark-error.ts";
import type { Desk } from "./desk.ts";
import { elementsSql, sourceOf } from "./scan.ts";

/** A file that the cluster reads where it is. */
export interface ClusterFile {
  readonly address: string;
  readonly bytes: number;
}

const HEAD_LINES = 5000;
const SAMPLE_ROWS = 4096;
/** A longer line is not a row of sales. */
const LONGEST = 1_000_000;

/** The files that an address stands for: a file, a folder with all below it or a pattern, in natural order. */
export async function listFiles(desk: Desk, address: string): Promise<ClusterFile[]> {
  // Of a binary file only what its folder knows is read.
  await desk.files("vitrina_listing", {
    format: "binaryFile",
    paths: [address],
    options: { recursiveFileLookup: "true" },
  });
  const rows = await desk.rows("SELECT path, length FROM vitrina_listing");
  if (rows.length === 0) throw new UserError("spark_no_files", { address });
  const files = rows.map(({ path, length }) => ({ address: String(path), bytes: Number(length) }));
  const order = new Intl.Collator("en", { numeric: true });
  return files.sort((a, b) => order.compare(a.address, b.address));
}

/** Whether there is any file at an address or below it. */
export async function isOccupied(desk: Desk, address: string): Promise<boolean> {
  try {
    await desk.files("vitrina_listing", {
      format: "binaryFile",
      paths: [address],
      options: { recursiveFileLookup: "true" },
    });
    return (await desk.rows("SELECT path FROM vitrina_listing LIMIT 1")).length > 0;
  } catch (error) {
    if (
      error instanceof SparkError &&
      /PATH_NOT_FOUND|Path does not exist/.test(`${error.errorClass} ${error.message}`)
    ) {
      return false;
    }
    throw error;
  }
}

/** Copies the beginning of a text file to a local one of the same ending, as UTF-8. */
export async function copyHead(desk: Desk, address: string, folder: string): Promise<string> {
  const name = address.slice(address.lastIndexOf("/") + 1).replace(/\.(?:gz|bz2|snappy|lz4|deflate|zst)$/i, "");
  const path = join(folder, `head-${randomUUID()}-${name.replaceAll(/[^\w.-]/g, "_")}`);
  const shape: SourceShape = { path: address, format: { kind: "ndjson" }, columns: [], sample: [] };
  await desk.files("vitrina_head", sourceOf(shape, address, "lines"));
  // As one piece: of several LIMIT takes rows of any.
  const head = `SELECT /*+ COALESCE(1) */ left(value, ${LONGEST}) AS value FROM vitrina_head LIMIT ${HEAD_LINES}`;
  const lines = (await desk.rows(head)).map(({ value }) => String(value));
  const first = lines.find((line) => line.trim() !== "") ?? "";
  await writeFile(
    path,
    /^\[\s*(?:[{\]]|$)/.test(first.trimStart()) ? await headOfArray(desk, address) : `${lines.join("\n")}\n`,
  );
  return path;
}

async function headOfArray(desk: Desk, address: string): Promise<string> {
  const shape: SourceShape = { path: address, format: { kind: "json" }, columns: [], sample: [] };
  await desk.files("vitrina_head", sourceOf(shape, address, "lines"));
  const elements = await desk.rows(`SELECT value FROM (${elementsSql("vitrina_head")}) LIMIT ${HEAD_LINES}`);
  return `[${elements.map(({ value }) => String(value)).join(",\n")}]\n`;
}

/** A Parquet file of the cluster's, as the embedded engine would see it. */
export async function inspectParquet(desk: Desk, file: FileToInspect): Promise<SourceShape> {
  const bare: SourceShape = { path: file.path, format: { kind: "parquet" }, columns: [], sample: [] };
  await desk.files("vitrina_head", sourceOf(bare, file.path, "lines"));
  const own = (await schemaOf(desk.session, tableRelation("vitrina_head"))).map(({ name, type }) => ({
    name,
    type: columnType(type),
  }));
  const names = new Set(own.map(({ name }) => name.toLowerCase()));
  const pathColumns = (file.pathColumns ?? []).filter(({ name }) => !names.has(name.toLowerCase()));
  const columns = [...own, ...pathColumns.map(({ name }) => ({ name, type: "text" as const }))];
  return { ...bare, columns, pathColumns, sample: await sampleOf(desk, own, pathColumns) };
}

async function sampleOf(
  desk: Desk,
  columns: readonly SourceColumn[],
  pathColumns: readonly PathColumn[],
): Promise<SourceShape["sample"]> {
  const texts = columns.map(({ name }, index) => `CAST(${spark.name(name)} AS STRING) AS c${index}`);
  if (texts.length === 0) return [];
  const rows = await desk.rows(`SELECT ${texts.join(", ")} FROM vitrina_head LIMIT ${SAMPLE_ROWS}`);
  return rows.map((row) => [
    ...columns.map((_, index) => {
      const value = row[`c${index}`];
      return value === null || value === undefined || String(value).trim() === "" ? null : String(value);
    }),
    ...pathColumns.map(({ value }) => value),
  ]);
}

function columnType(type: string): SourceColumn["type"] {
  switch (type) {
    case "STRING":
      return "text";
    case "TINYINT":
    case "SMALLINT":
    case "INT":
    case "BIGINT":
      return "integer";
    case "FLOAT":
    case "DOUBLE":
      return "decimal";
    case "DATE":
      return "date";
    case "TIMESTAMP":
      return "zoned_time";
    case "TIMESTAMP_NTZ":
      return "time";
    default:
      return type.startsWith("DECIMAL") ? "decimal" : /^(?:VAR)?CHAR/.test(type) ? "text" : "other";
  }
}
