import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { SalePlan } from "../../../model/plan.ts";
import { duckdb } from "../../../model/sql/duckdb.ts";
import { closedLabels, parquetOptions } from "../parquet.ts";
import { pathSql } from "../scan.ts";
import { keptColumns } from "./schema.ts";

/** So many rows at once go straight into a file of their own; fewer are gathered in a table first. */
const DIRECT_ROWS = 50_000;
/** The table is written out at this size. */
const GATHERED_ROWS = 200_000;
const PENDING = ".pending";

/** Accepted rows as Parquet files, a folder for each of the shop's days. */
export interface History {
  readonly folder: string;
  /** Files written and not yet in place: they count once the transaction they belong to is committed. */
  readonly written: string[];
  /** Rows in the table that gathers them. */
  gathered: number;
}

/**
 * Puts the folder in the order that the state knows of: files that were committed go to their place, everything else that
 * a killed process left behind is removed.
 */
export async function openHistory(connection: DuckDBConnection, folder: string): Promise<History> {
  await mkdir(join(folder, PENDING), { recursive: true });
  const known = new Set((await listFiles(connection)).map(({ path }) => path));
  for (const path of known) {
    await putInPlace(folder, path, { missingIsFine: true });
  }
  await rm(join(folder, PENDING), { recursive: true, force: true });
  await mkdir(join(folder, PENDING));
  for (const path of await filesUnder(folder)) {
    if (!known.has(path)) await rm(join(folder, path));
  }
  return { folder, written: [], gathered: await countGathered(connection) };
}

/** Keeps accepted rows, within the transaction at hand. */
export async function keepRows(
  connection: DuckDBConnection,
  history: History,
  plan: SalePlan,
  accepted: { readonly sql: string; readonly rows: number },
  batch: number,
): Promise<void> {
  const select = `SELECT ${keptColumns(plan).map(duckdb.name).join(", ")} FROM ${accepted.sql}`;
  if (accepted.rows >= DIRECT_ROWS) {
    await writeDays(connection, history, select, batch, parquetOptions(closedLabels([plan]) !== null));
  } else if (accepted.rows > 0) {
    await connection.run(`INSERT INTO sales BY NAME ${select}`);
    history.gathered += accepted.rows;
  }
}

/** Writes the gathered rows out, within the transaction at hand, where there are enough of them or `all` are asked for. */
export async function writeGathered(
  connection: DuckDBConnection,
  history: History,
  batch: number,
  { all }: { all: boolean },
): Promise<void> {
  if (history.gathered === 0 || (history.gathered < GATHERED_ROWS && !all)) return;
  await writeDays(connection, history, "SELECT * FROM sales", batch, parquetOptions(false));
  await connection.run("DELETE FROM sales");
  history.gathered = 0;
}

/** After the commit: the files written take their place. */
export async function putWrittenInPlace(history: History): Promise<void> {
  for (const path of history.written.splice(0)) {
    await putInPlace(history.folder, path, { missingIsFine: false });
  }
}

/** All accepted rows that are kept, with those written by the transaction at hand, as SQL to select from. */
export async function historySql(connection: DuckDBConnection, { folder, written }: History): Promise<string> {
  const files = await listFiles(connection);
  if (files.length === 0) return "sales";
  const place = (path: string) => (written.includes(path) ? join(folder, PENDING, path) : join(folder, path));
  const list = files.map(({ path }) => pathSql(place(path))).join(", ");
  return `(SELECT * FROM sales UNION ALL BY NAME SELECT * FROM read_parquet([${list}], union_by_name = true, hive_partitioning = false))`;
}

/** Writes rows into new files, one for each day, within the transaction at hand. */
export async function writeDays(
  connection: DuckDBConnection,
  history: History,
  select: string,
  batch: number,
  options: string,
): Promise<void> {
  const days = await connection.runAndReadAll(
    `SELECT CAST("timestamp" AS DATE) AS day, count(*) FROM (${select}) GROUP BY 1 ORDER BY 1`,
  );
  const written = days.getRowsJson();
  const first = await nextNumber(connection, batch);
  for (const [index, [day, rows]] of written.entries()) {
    const ofDay =
      written.length === 1
        ? select
        : `SELECT * FROM (${select}) WHERE CAST("timestamp" AS DATE) = DATE ${duckdb.text(String(day))}`;
    const name = `${namePrefix(batch)}${first + index}.parquet`;
    const path = join(`day=${String(day)}`, name);
    const pending = join(history.folder, PENDING, path);
    await mkdir(dirname(pending), { recursive: true });
    await connection.run(
      `COPY (${ofDay})
       TO ${duckdb.text(pending)} ${options}`,
    );
    await sync(pending);
    const { size } = await stat(pending);
    await connection.run(
      `INSERT INTO history_files VALUES (${duckdb.text(path)}, DATE ${duckdb.text(String(day))}, ${String(rows)}, ${size})`,
    );
    history.written.push(path);
  }
}

/** Rows gathered before a batch may be written after it, and under its number: no name is used twice. */
async function nextNumber(connection: DuckDBConnection, batch: number): Promise<number> {
  return count(
    connection,
    `SELECT coalesce(max(CAST(regexp_extract(path, '-(\\d+)[.]parquet$', 1) AS INTEGER)), -1) + 1
     FROM history_files WHERE contains(path, ${duckdb.text(namePrefix(batch))})`,
  );
}

function namePrefix(batch: number): string {
  return `${String(batch).padStart(10, "0")}-`;
}

async function listFiles(connection: DuckDBConnection): Promise<{ path: string }[]> {
  const result = await connection.runAndReadAll("SELECT path FROM history_files ORDER BY path");
  return result.getRowsJS().map(([path]) => ({ path: String(path) }));
}

async function putInPlace(folder: string, path: string, { missingIsFine }: { missingIsFine: boolean }): Promise<void> {
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true });
  try {
    await rename(join(folder, PENDING, path), target);
  } catch (error) {
    if (!(missingIsFine && (error as NodeJS.ErrnoException).code === "ENOENT")) throw error;
    return;
  }
  await sync(dirname(target));
}

async function filesUnder(folder: string): Promise<string[]> {
  const days = (await readdir(folder)).filter((name) => name.startsWith("day="));
  const files = await Promise.all(
    days.map(async (day) => (await readdir(join(folder, day))).map((name) => join(day, name))),
  );
  return files.flat();
}

/** Windows knows no sync of a folder. */
async function sync(path: string): Promise<void> {
  const file = await open(path, "r").catch(() => undefined);
  try {
    await file?.sync();
  } catch (error) {
    if (process.platform !== "win32") throw error;
  } finally {
    await file?.close();
  }
}

/** Rows in the table that gathers them; 0 while there is none. */
export async function countGathered(connection: DuckDBConnection): Promise<number> {
  const tables = await count(connection, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'sales'");
  return tables === 0 ? 0 : count(connection, "SELECT count(*) FROM sales");
}

async function count(connection: DuckDBConnection, sql: string): Promise<number> {
  return Number((await connection.runAndReadAll(sql)).getRowsJS()[0]?.[0]);
}
