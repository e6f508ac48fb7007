import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { SalePlan } from "../../../model/plan.ts";
import { duckdb } from "../../../model/sql/duckdb.ts";
import { pathSql } from "../scan.ts";
import { type Checkpoint, writeCheckpoint } from "./checkpoint.ts";
import { closed } from "./grains.ts";
import type { History } from "./history.ts";
import { type Intake, later } from "./take-in.ts";
import { inTransaction } from "./transaction.ts";
import { instant } from "./windows.ts";

/** How much a stream keeps; null: all of it. */
export interface RetentionSettings {
  /** Accepted rows: days of the shop, counted back from the last one. */
  readonly historyDays: number | null;
  /** Aggregates of final windows. */
  readonly windowDays: number | null;
  /** Rejected records: beyond so many those that were retried or dropped go first, then the oldest. */
  readonly deadLetters: number | null;
  /** Late sales: beyond so many those that were applied go first, then the oldest. */
  readonly lateSales: number | null;
}

export interface Removed {
  readonly historyFiles: number;
  readonly historyRows: number;
  readonly panes: number;
  /** Of `deadLetters` and `lateSales`, those that nobody had dealt with. */
  readonly deadLetters: number;
  readonly openDeadLetters: number;
  readonly lateSales: number;
  readonly waitingLateSales: number;
  /** Ids that no copy within the horizon can come for. */
  readonly seen: number;
}

export interface RetentionContext
  extends Pick<Intake, "connection" | "history" | "definition" | "grains" | "checkpoint"> {
  readonly plan: SalePlan;
  readonly now: Date;
}

const DAY_MS = 86_400_000;

/**
 * Removes what the settings no longer keep, in one transaction; files go after it, and what a crash leaves of them is
 * removed when the state is opened next. A time ahead of the clock removes nothing that the clock would keep.
 */
export async function applyRetention(
  context: RetentionContext,
  settings: RetentionSettings,
): Promise<{ readonly removed: Removed; readonly checkpoint: Checkpoint }> {
  const { connection, history } = context;
  const { files, removed, checkpoint } = await inTransaction(connection, history, () => forget(context, settings));
  await removeFiles(history, files);
  return { removed, checkpoint };
}

async function forget(context: RetentionContext, settings: RetentionSettings) {
  const { connection } = context;
  const files = await forgetFiles(context, settings.historyDays);
  const panes = await removePanes(context, settings.windowDays);
  const letters = await removeOldest(connection, "dead_letters", "status = 'open'", settings.deadLetters);
  const late = await removeOldest(connection, "late_sales", "applied IS NULL", settings.lateSales);
  const seen = await removeSeen(context);
  const { rowsFrom, windowsFrom } = context.checkpoint;
  const rows = later(rowsFrom ?? null, files.lastRow === null ? null : files.lastRow + 1);
  const windows = later(windowsFrom ?? null, panes.removed === 0 ? null : panes.before);
  const checkpoint: Checkpoint = {
    ...context.checkpoint,
    ...(rows === null ? {} : { rowsFrom: rows }),
    ...(windows === null ? {} : { windowsFrom: windows }),
  };
  await writeCheckpoint(connection, checkpoint);
  const removed: Removed = {
    historyFiles: files.paths.length,
    historyRows: files.rows,
    panes: panes.removed,
    deadLetters: letters.all,
    openDeadLetters: letters.pending,
    lateSales: late.all,
    waitingLateSales: late.pending,
    seen,
  };
  return { files: files.paths, removed, checkpoint };
}

/** Files that the state knows no more. */
export async function removeFiles({ folder }: History, paths: readonly string[]): Promise<void> {
  for (const path of paths) await rm(join(folder, path), { force: true });
}

async function forgetFiles({ connection, history, definition, now }: RetentionContext, days: number | null) {
  const none = { paths: [], rows: 0, lastRow: null };
  if (days === null) return none;
  // Swedish writes a day as ISO 8601 does.
  const today = duckdb.text(now.toLocaleDateString("sv", { timeZone: definition.timeZone }));
  const first = `least((SELECT max(day) FROM history_files), DATE ${today}) - ${Math.trunc(days) - 1}`;
  const found = await connection.runAndReadAll(`SELECT path, rows FROM history_files WHERE day < ${first}`);
  const files = found.getRowsJS().map(([path, rows]) => ({ path: String(path), rows: Number(rows) }));
  if (files.length === 0) return none;
  const list = files.map(({ path }) => pathSql(join(history.folder, path))).join(", ");
  const last = await connection.runAndReadAll(
    `SELECT epoch_ms(max(event_time)) FROM read_parquet([${list}], union_by_name = true, hive_partitioning = false)`,
  );
  await connection.run(`DELETE FROM history_files WHERE day < ${first}`);
  return {
    paths: files.map(({ path }) => path),
    rows: files.reduce((sum, { rows }) => sum + rows, 0),
    lastRow: Number(last.getRowsJS()[0]?.[0]),
  };
}

/** Windows that a late sale may still be put into keep their aggregates. */
async function removePanes({ connection, grains, definition, checkpoint, now }: RetentionContext, days: number | null) {
  const reached = reachedBy(checkpoint, now);
  if (days === null || reached === null) return { removed: 0, before: 0 };
  const waiting = await connection.runAndReadAll(
    "SELECT epoch_ms(min(event_time)) FROM late_sales WHERE applied IS NULL",
  );
  const earliest = waiting.getRowsJS()[0]?.[0];
  const needed = typeof earliest === "bigint" ? Number(earliest) - definition.sizeSeconds * 1000 : reached;
  const before = Math.min(reached - days * DAY_MS, needed);
  let removed = 0;
  for (const grain of grains) {
    const deleted = await connection.run(`DELETE FROM ${closed(grain.table)} WHERE pane < ${instant(before)}`);
    removed += deleted.rowsChanged;
  }
  return { removed, before };
}

async function removeOldest(
  connection: DuckDBConnection,
  table: "dead_letters" | "late_sales",
  isPending: string,
  most: number | null,
): Promise<{ all: number; pending: number }> {
  if (most === null) return { all: 0, pending: 0 };
  const counted = await connection.runAndReadAll(`SELECT count(*), count(*) FILTER (${isPending}) FROM ${table}`);
  const [count = 0, pending = 0] = (counted.getRowsJS()[0] ?? []).map(Number);
  const all = Math.max(0, count - Math.trunc(most));
  if (all === 0) return { all, pending: 0 };
  await connection.run(
    `DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} ORDER BY (${isPending}), id LIMIT ${all})`,
  );
  return { all, pending: Math.max(0, all - (count - pending)) };
}

/** A row that is not late has an open window, so its copies lie no further back than that and the horizon. */
async function removeSeen({ connection, definition, checkpoint, plan, now }: RetentionContext): Promise<number> {
  const reached = reachedBy(checkpoint, now);
  if (reached === null || plan.columns.transaction_id === undefined || definition.duplicateSeconds === 0) return 0;
  const before = reached - (definition.sizeSeconds + definition.duplicateSeconds) * 1000;
  const deleted = await connection.run(
    `DELETE FROM seen WHERE event_time < ${instant(before)}
     AND transaction_id NOT IN (SELECT transaction_id FROM late_sales WHERE applied IS NULL)`,
  );
  return deleted.rowsChanged;
}

/** Up to when everything is final, and not ahead of the clock. */
function reachedBy({ finalUntil }: Checkpoint, now: Date): number | null {
  return finalUntil === null ? null : Math.min(finalUntil, now.getTime());
}
