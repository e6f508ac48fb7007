import type { DuckDBConnection } from "@duckdb/node-api";
import type { MetricContext, WindowedQuery } from "../../../model/query.ts";
import { duckdb } from "../../../model/sql/duckdb.ts";
import { rollUpsSql, windowsSql } from "../../../model/sql/windowed.ts";
import { closed, type Grain, mergedSql, open, partialsSql } from "./grains.ts";

/** Beyond so many lines of open panes they are merged into one line a pane and key: each batch reads them all. */
const MERGE_AFTER = 2000;

export interface Emission {
  readonly batch: number;
  /** Windows that end by then were final before the batch, and are after it; milliseconds, null for none. */
  readonly before: number | null;
  readonly after: number | null;
  /** Whether the batch brought accepted rows (see `touchPanes`). */
  readonly hasTouched: boolean;
  /** No accepted row is earlier, milliseconds; null where nobody knows. */
  readonly earliest: number | null;
}

/** The partial aggregates of the batch's accepted rows, one table a grain. */
export async function touchPanes(
  connection: DuckDBConnection,
  grains: readonly Grain[],
  context: MetricContext,
): Promise<void> {
  for (const grain of grains) {
    await connection.run(`CREATE OR REPLACE TEMP TABLE ${touched(grain)} AS ${partialsSql(grain, context)}`);
  }
}

/** Adds the batch to the open panes, and to the outbox every window row that it changed or that became final. */
export async function emitWindows(
  connection: DuckDBConnection,
  grains: readonly Grain[],
  { batch, before, after, hasTouched, earliest }: Emission,
): Promise<void> {
  const isFinal = after === null ? "false" : `window_end <= ${instant(after)}`;
  const isNewlyFinal = after === before ? "false" : `window_end > ${instant(before ?? MIN_MS)} AND ${isFinal}`;
  for (const grain of grains) {
    const [query] = grain.queries;
    if (query === undefined) continue;
    const reopened = hasTouched && reachesBack(grain, before, earliest) && (await reachesClosed(connection, grain));
    const ids = grain.queries.map(({ id }) => duckdb.text(id));
    const standing = `SELECT *, false AS is_changed FROM ${panes(grain, reopened, query)}`;
    const added = hasTouched ? ` UNION ALL SELECT *, true FROM ${touched(grain)}` : "";
    await connection.run(
      `INSERT INTO outbox
       SELECT ${batch}, query, window_start, window_end, key, transactions, gross_sales, average_sale, ${isFinal}
       FROM (${rollUpsSql(grain.queries, `(${standing}${added})`, "is_changed", duckdb)}) AS windows
       WHERE is_changed OR (${isNewlyFinal})
       ORDER BY window_start, list_position([${ids.join(", ")}], query), key`,
    );
    if (hasTouched) {
      const kept = await connection.run(`INSERT INTO ${open(grain.table)} SELECT * FROM ${touched(grain)}`);
      grain.lines.open += kept.rowsChanged;
    }
  }
}

/** Puts the panes that only final windows hold aside, a line for each pane and key. */
export async function closePanes(
  connection: DuckDBConnection,
  grains: readonly Grain[],
  { before, after, earliest }: { before: number | null; after: number; earliest: number | null },
): Promise<void> {
  for (const grain of grains) {
    const [query] = grain.queries;
    if (query === undefined) continue;
    const until = closedUntil(after, query);
    if (before !== null && until === closedUntil(before, query) && !reachesBack(grain, before, earliest)) continue;
    const passed = `pane < ${instant(until)}`;
    const moved = await connection.run(
      `INSERT INTO ${closed(grain.table)} ${mergedSql(grain, `(SELECT * FROM ${open(grain.table)} WHERE ${passed})`)}`,
    );
    if (moved.rowsChanged === 0) continue;
    const removed = await connection.run(`DELETE FROM ${open(grain.table)} WHERE ${passed}`);
    grain.lines.open -= removed.rowsChanged;
  }
}

/** Keeps what open windows are made of short, however many batches added to it. */
export async function mergePanes(connection: DuckDBConnection, grains: readonly Grain[]): Promise<void> {
  for (const grain of grains) {
    if (grain.lines.open < grain.lines.mergeAt) continue;
    await connection.run(`CREATE OR REPLACE TEMP TABLE merged AS ${mergedSql(grain, open(grain.table))}`);
    await connection.run(`DELETE FROM ${open(grain.table)}`);
    const merged = await connection.run(`INSERT INTO ${open(grain.table)} SELECT * FROM temp.merged`);
    grain.lines.open = merged.rowsChanged;
    // Where there really are so many, merging them with each batch would gain nothing.
    grain.lines.mergeAt = Math.max(MERGE_AFTER, 2 * merged.rowsChanged);
  }
}

/** End of the last window that is open, with those that the batch opens; null where none is. */
export async function lastOpenEnd(
  connection: DuckDBConnection,
  grains: readonly Grain[],
  hasTouched: boolean,
): Promise<number | null> {
  let last: number | null = null;
  for (const grain of grains) {
    const [query] = grain.queries;
    if (query === undefined) continue;
    const also = hasTouched ? ` UNION ALL SELECT pane FROM ${touched(grain)}` : "";
    const result = await connection.runAndReadAll(
      `SELECT epoch_ms(${duckdb.pane("max(pane)", query.slideSeconds)}) FROM (SELECT pane FROM ${open(grain.table)}${also})`,
    );
    const start = result.getRowsJS()[0]?.[0];
    if (typeof start === "bigint") last = Math.max(last ?? MIN_MS, Number(start) + query.sizeSeconds * 1000);
  }
  return last;
}

/** Windows that are not final yet. */
export async function countOpenWindows(
  connection: DuckDBConnection,
  { table, queries: [query] }: Grain,
  finalUntil: number | null,
): Promise<number> {
  if (query === undefined) return 0;
  const counted = await connection.runAndReadAll(
    `SELECT count(DISTINCT window_start) FROM (${windowsSql(query, open(table), duckdb)})
     WHERE window_end > ${instant(finalUntil ?? MIN_MS)}`,
  );
  return Number(counted.getRowsJS()[0]?.[0]);
}

/** Every pane that starts before belongs to final windows alone. */
function closedUntil(finalUntil: number, { sizeSeconds, slideSeconds }: WindowedQuery): number {
  const slide = slideSeconds * 1000;
  return Math.floor((finalUntil - sizeSeconds * 1000) / slide) * slide + slide;
}

/** Whether rows from `earliest` on may belong to a pane that was put aside. */
function reachesBack({ queries: [query] }: Grain, finalUntil: number | null, earliest: number | null): boolean {
  if (finalUntil === null || query === undefined) return false;
  return earliest === null || earliest - query.sizeSeconds * 1000 < closedUntil(finalUntil, query);
}

/** A row that is not late may reach a window that was final: then the panes put aside are needed again. */
async function reachesClosed(connection: DuckDBConnection, grain: Grain): Promise<boolean> {
  const result = await connection.runAndReadAll(
    `SELECT (SELECT min(pane) FROM ${touched(grain)}) <= (SELECT max(pane) FROM ${closed(grain.table)}) + to_seconds(${longest(grain)})`,
  );
  return result.getRowsJS()[0]?.[0] === true;
}

function panes(grain: Grain, reopened: boolean, query: WindowedQuery): string {
  if (!reopened) return open(grain.table);
  const reach = `to_seconds(${query.sizeSeconds})`;
  return `(
    SELECT * FROM ${open(grain.table)} UNION ALL
    SELECT * FROM ${closed(grain.table)}
    WHERE pane > (SELECT min(pane) FROM ${touched(grain)}) - ${reach}
      AND pane < (SELECT max(pane) FROM ${touched(grain)}) + ${reach}
  )`;
}

function longest({ queries }: Grain): number {
  return Math.max(...queries.map(({ sizeSeconds }) => sizeSeconds));
}

function touched({ table }: Grain): string {
  return duckdb.name(`${table}_touched`);
}

/** Earlier than any sale. */
const MIN_MS = Date.UTC(1800, 0, 1);

export function instant(ms: number): string {
  return `make_timestamp(${Math.trunc(ms)} * 1000)`;
}
