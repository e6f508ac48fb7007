import { join } from "node:path";
import { duckdb } from "../../../model/sql/duckdb.ts";
import { parquetOptions } from "../parquet.ts";
import { pathSql } from "../scan.ts";
import { writeDays } from "./history.ts";
import { type RetentionContext, removeFiles } from "./retention.ts";
import { inTransaction } from "./transaction.ts";

/** A day with more files than this has its small ones merged. */
const MANY_FILES = 16;
/** A file of this size is read as fast alone. */
const LARGE_BYTES = 64 * 2 ** 20;
/** What one call merges is bounded, so that the batch behind it does not wait long. */
const MOST_BYTES = 128 * 2 ** 20;

/**
 * Merges the small history files of one day, the one that has the most, into one. Call it again until it returns null.
 * In one transaction; a crash leaves the files before or the one after.
 */
export async function compactHistory({
  connection,
  history,
  checkpoint,
}: Pick<RetentionContext, "connection" | "history" | "checkpoint">): Promise<{
  readonly day: string;
  readonly files: number;
} | null> {
  const small = `bytes < ${LARGE_BYTES}`;
  const days = await connection.runAndReadAll(
    `SELECT CAST(day AS VARCHAR) FROM history_files WHERE ${small}
     GROUP BY day HAVING count(*) > ${MANY_FILES} ORDER BY count(*) DESC, day LIMIT 1`,
  );
  const day = days.getRowsJS()[0]?.[0];
  if (typeof day !== "string") return null;
  const found = await connection.runAndReadAll(
    `SELECT path FROM (
       SELECT path, sum(bytes) OVER (ORDER BY bytes, path) AS together, row_number() OVER (ORDER BY bytes, path) AS place
       FROM history_files WHERE ${small} AND day = DATE ${duckdb.text(day)}
     ) WHERE together <= ${MOST_BYTES} OR place <= 2 ORDER BY path`,
  );
  const paths = found.getRowsJS().map(([path]) => String(path));
  const list = paths.map((path) => pathSql(join(history.folder, path))).join(", ");
  await inTransaction(connection, history, async () => {
    const rows = `SELECT * FROM read_parquet([${list}], union_by_name = true, hive_partitioning = false)`;
    await writeDays(connection, history, rows, checkpoint.batch, parquetOptions(false));
    await connection.run(`DELETE FROM history_files WHERE path IN (${paths.map(duckdb.text).join(", ")})`);
  });
  await removeFiles(history, paths);
  return { day, files: paths.length };
}
