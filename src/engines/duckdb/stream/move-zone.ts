import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { SalePlan } from "../../../model/plan.ts";
import { duckdb } from "../../../model/sql/duckdb.ts";
import { zoneSql } from "../../../model/sql/zone.ts";
import { EPOCH_FORMATS } from "../../../model/strptime.ts";
import { type Transition, zoneOffsets } from "../../../model/time-zone.ts";
import { UserError } from "../../../model/user-error.ts";
import { parquetOptions } from "../parquet.ts";
import { pathSql } from "../scan.ts";
import type { DefinitionChange } from "./change-definition.ts";
import type { Checkpoint, PartitionMark } from "./checkpoint.ts";
import { type History, historySql, writeDays } from "./history.ts";
import { forgetContents } from "./schema.ts";
import { instant } from "./windows.ts";

export interface MovedZone {
  readonly plan: SalePlan | null;
  readonly checkpoint: Checkpoint;
  /** History files whose rows are in new ones: to be removed once it counts. */
  readonly files: readonly string[];
}

/**
 * Within the transaction at hand: gives all kept times the shop's new zone. A time that came with an offset is an instant
 * and its wall clock changes; one that came without is a wall clock and its instant changes.
 * @throws {UserError} state_zone_unknown where the kept rows do not say which it was, or what the clock showed
 */
export async function moveZone(change: DefinitionChange): Promise<MovedZone> {
  const { connection, history, folder, stored, definition } = change;
  const { plan, checkpoint } = stored;
  if (plan === null) return { plan, checkpoint, files: [] };
  const zones: Zones = { from: stored.definition.timeZone, to: definition.timeZone };
  const kind = timesOf(plan);
  const refuse = (why: "mixed" | "jump") => new UserError("state_zone_unknown", { folder, zone: zones.from, why });
  if (kind === "mixed" && checkpoint.quality.accepted + checkpoint.quality.late > 0) throw refuse("mixed");
  if (kind === "instants") {
    const local = zoneSql(zones.to, duckdb).toLocal("event_time");
    for (const table of ["sales", "late_sales"]) {
      await connection.run(`UPDATE ${table} SET "timestamp" = ${local}`);
    }
    await forgetContents(connection);
    const files = await rewriteFiles(change, (rows) => `SELECT * REPLACE (${local} AS "timestamp") FROM ${rows}`);
    return { plan, checkpoint, files };
  }
  if (await isAnyBehindJump(connection, history, zones)) throw refuse("jump");
  await moveWallClocks(connection, zones);
  const { settle, toInstant } = zoneSql(zones.to, duckdb);
  const files = await rewriteFiles(
    change,
    (rows) => `
      SELECT * REPLACE (${toInstant('"timestamp"')} AS event_time)
      FROM (SELECT * REPLACE (${settle('"timestamp"')} AS "timestamp") FROM ${rows})`,
  );
  return { plan, checkpoint: await moveMarks(connection, checkpoint, zones), files };
}

interface Zones {
  readonly from: string;
  readonly to: string;
}

/** ISO times may come with an offset or without, and which is known only while they are read. */
function timesOf({ columns: { timestamp } }: SalePlan): "wall-clocks" | "instants" | "mixed" {
  const { offsets, formats } = timestamp;
  if (!offsets) return "wall-clocks";
  const isInstant = (format: string) => (EPOCH_FORMATS as readonly string[]).includes(format) || /%z/i.test(format);
  return formats.length > 0 && formats.every(isInstant) ? "instants" : "mixed";
}

/** Times that the old zone's clock jumped over were moved forward: behind the jump nobody knows which they are. */
async function isAnyBehindJump(connection: DuckDBConnection, history: History, { from, to }: Zones): Promise<boolean> {
  const name = ({ at, before, after }: Transition) => `${at + before}/${after - before}`;
  const same = new Set(zoneOffsets(to).transitions.map(name));
  const jumps = zoneOffsets(from).transitions.filter(
    (change) => change.after > change.before && !same.has(name(change)),
  );
  if (jumps.length === 0) return false;
  const behind = jumps.map(({ at, before, after }) => {
    const end = at + after;
    return `("timestamp" >= ${instant(end * 1000)} AND "timestamp" < ${instant((end + after - before) * 1000)})`;
  });
  const rows = await historySql(connection, history);
  const found = await connection.runAndReadAll(
    `SELECT 1 FROM (SELECT "timestamp" FROM ${rows} UNION ALL SELECT "timestamp" FROM late_sales)
     WHERE ${behind.join(" OR ")} LIMIT 1`,
  );
  return found.getRowsJS().length > 0;
}

async function moveWallClocks(connection: DuckDBConnection, zones: Zones): Promise<void> {
  const { settle, toInstant } = zoneSql(zones.to, duckdb);
  for (const table of ["sales", "late_sales"]) {
    await connection.run(`UPDATE ${table} SET "timestamp" = ${settle('"timestamp"')}`);
    await connection.run(`UPDATE ${table} SET event_time = ${toInstant('"timestamp"')}`);
  }
  await moveInstants(connection, "late_sales", "watermark", zones);
  await moveInstants(connection, "seen", "event_time", zones);
  await forgetContents(connection);
}

/** Each to the instant at which the new zone's clock shows what the old one's showed. */
async function moveInstants(connection: DuckDBConnection, table: string, column: string, zones: Zones): Promise<void> {
  const { settle, toInstant } = zoneSql(zones.to, duckdb);
  for (const step of [zoneSql(zones.from, duckdb).toLocal, settle, toInstant]) {
    await connection.run(`UPDATE ${table} SET ${column} = ${step(column)}`);
  }
}

async function moveMarks(connection: DuckDBConnection, checkpoint: Checkpoint, zones: Zones): Promise<Checkpoint> {
  const { partitions, rowsFrom, finalUntil } = checkpoint;
  const names = Object.keys(partitions);
  const times = [...names.map((name) => partitions[name]?.latest ?? null), finalUntil, rowsFrom ?? null];
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE marks AS
     SELECT make_timestamp(ms * 1000) AS time FROM (SELECT unnest(CAST([${times.map((ms) => ms ?? "NULL").join(", ")}] AS BIGINT[])) AS ms)`,
  );
  await moveInstants(connection, "temp.marks", "time", zones);
  const moved = await connection.runAndReadAll("SELECT epoch_ms(time) FROM temp.marks ORDER BY rowid");
  const found = moved.getRowsJS().map(([ms]) => (ms === null || ms === undefined ? null : Number(ms)));
  const marks = names.map((name, index): [string, PartitionMark] => [
    name,
    { next: partitions[name]?.next ?? "", latest: found[index] ?? null },
  ]);
  const [final = null, rows = null] = found.slice(names.length);
  return {
    ...checkpoint,
    partitions: Object.fromEntries(marks),
    finalUntil: final,
    ...(rows === null ? {} : { rowsFrom: rows }),
  };
}

/** A day at a time. Returns the files that are replaced. */
async function rewriteFiles(
  { connection, history, stored }: DefinitionChange,
  moved: (rows: string) => string,
): Promise<string[]> {
  const found = await connection.runAndReadAll("SELECT CAST(day AS VARCHAR), path FROM history_files ORDER BY 1, 2");
  const files = found.getRowsJS().map(([day, path]) => ({ day: String(day), path: String(path) }));
  for (const ofDay of Map.groupBy(files, ({ day }) => day).values()) {
    const list = ofDay.map(({ path }) => pathSql(join(history.folder, path))).join(", ");
    const rows = `read_parquet([${list}], union_by_name = true, hive_partitioning = false)`;
    await writeDays(connection, history, moved(rows), stored.checkpoint.batch, parquetOptions(false));
  }
  const paths = files.map(({ path }) => path);
  if (paths.length > 0) {
    await connection.run(`DELETE FROM history_files WHERE path IN (${paths.map(duckdb.text).join(", ")})`);
  }
  return paths;
}
