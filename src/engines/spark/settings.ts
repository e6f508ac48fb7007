import { setConfig } from "./connect/config.ts";
import type { Desk } from "./desk.ts";

/** What the dialect and the seam rely on. */
const FIXED = {
  "spark.sql.session.timeZone": "UTC",
  // A value that does not fit becomes null and is judged; the queries of the metric layer stay within their types.
  "spark.sql.ansi.enabled": "false",
  "spark.sql.caseSensitive": "false",
  // Times as every reader of Parquet understands them, not in Spark's own old form.
  "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
  "spark.sql.parquet.inferTimestampNTZ.enabled": "true",
  // What stands in a column's name is the shop's affair.
  "spark.sql.legacy.charVarcharAsString": "true",
} as const;

const SHUFFLE = "spark.sql.shuffle.partitions";
const PIECES = "spark.sql.files.minPartitionNum";

/**
 * The session's settings: those above, as many shuffle partitions as there are cores, and over both what the person gives.
 * Files are always cut for that many cores: a row's place is its piece and its place there, and a file that is read again
 * after the cluster lost or got an executor must be cut as before.
 */
export async function settle(desk: Desk, given: Readonly<Record<string, string>> = {}): Promise<void> {
  await setConfig(desk.session, FIXED);
  const cores = given[SHUFFLE] === undefined || given[PIECES] === undefined ? String(await countCores(desk)) : "1";
  await setConfig(desk.session, { [SHUFFLE]: cores, [PIECES]: cores, ...given });
}

/** Spark cuts a range into as many pieces as it has cores (or as spark.default.parallelism says). */
async function countCores({ rows }: Desk): Promise<number> {
  const [row] = await rows(
    "SELECT count(*) AS n FROM (SELECT DISTINCT p FROM (SELECT spark_partition_id() AS p FROM range(100000)))",
  );
  return Math.max(1, Number(row?.n ?? 1));
}
