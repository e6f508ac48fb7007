import type { DuckDBConnection } from "@duckdb/node-api";
import type { SalePlan } from "../../../model/plan.ts";
import { duckdb } from "../../../model/sql/duckdb.ts";
import { provedDistinct } from "../duplicates.ts";
import { EXCLUDED } from "./excluded.ts";
import { JUDGED } from "./judged.ts";
import { keptColumns } from "./schema.ts";

/** One row of several in a batch that share an id. */
interface Copy {
  readonly row: number;
  readonly id: string;
  /** Event time, milliseconds since the epoch. */
  readonly time: number;
  readonly content: string;
}

/**
 * Marks the rows whose transaction_id an accepted row within the horizon already has, in this batch or before it.
 * A row of the batch that turns out late is no accepted one, which `lateRows` tells for what is marked so far.
 */
export async function markDuplicates(
  connection: DuckDBConnection,
  plan: SalePlan,
  { horizonSeconds, rows }: { readonly horizonSeconds: number; readonly rows: number },
  lateRows: () => Promise<ReadonlySet<number>>,
): Promise<boolean> {
  const valid = `reason IS NULL AND rowid NOT IN (SELECT row FROM ${EXCLUDED})`;
  // Two steps: the join carries as little as it can, and what it finds is almost always nothing. Ids that rise need no join.
  const before = await connection.run(`
    INSERT INTO ${EXCLUDED}
    SELECT row, 'copy', false, NULL FROM (
      SELECT rowid AS row, transaction_id, event_time FROM ${JUDGED}
      WHERE ${valid} AND transaction_id <= (SELECT max(transaction_id) FROM seen)
    ) AS rows JOIN seen USING (transaction_id)
    WHERE abs(epoch_ms(rows.event_time) - epoch_ms(seen.event_time)) <= ${horizonSeconds * 1000}
    GROUP BY 1`);
  if (before.rowsChanged > 0) {
    await connection.run(`
      UPDATE ${EXCLUDED} SET verdict = 'duplicate', conflict = NOT EXISTS (
        SELECT 1 FROM (SELECT rowid AS row, transaction_id, ${contentSql(plan)} AS content FROM ${JUDGED}) AS rows
        JOIN seen USING (transaction_id) WHERE rows.row = excluded.row AND coalesce(rows.content = seen.content, true)
      ) WHERE verdict = 'copy'`);
  }
  const copies = await copiesWithin(connection, plan, valid, rows);
  if (copies.length === 0) return before.rowsChanged > 0;
  let marked = laterCopies(copies, horizonSeconds, new Set());
  for (;;) {
    await connection.run(`DELETE FROM ${EXCLUDED} WHERE verdict = 'copy'`);
    await insertCopies(connection, marked);
    const again = laterCopies(copies, horizonSeconds, await lateRows());
    if (sameRows(again, marked)) break;
    marked = again;
  }
  await connection.run(`UPDATE ${EXCLUDED} SET verdict = 'duplicate' WHERE verdict = 'copy'`);
  return before.rowsChanged > 0 || marked.length > 0;
}

/** A number that two rows share when they are equal in every column, if the columns are of the same types. */
export function contentSql(plan: SalePlan): string {
  return `hash(${keptColumns(plan).map(duckdb.name).join(", ")})`;
}

/** Up to so many rows a hash table is as quick as any proof. */
const MANY = 10_000;

async function copiesWithin(
  connection: DuckDBConnection,
  plan: SalePlan,
  valid: string,
  rows: number,
): Promise<Copy[]> {
  if (rows > MANY && (await provedDistinct(connection, `(SELECT * FROM ${JUDGED} WHERE ${valid})`))) return [];
  const counted = await connection.runAndReadAll(
    `SELECT count(*) - count(DISTINCT transaction_id) FROM ${JUDGED} WHERE ${valid}`,
  );
  if (Number(counted.getRowsJS()[0]?.[0]) === 0) return [];
  const result = await connection.runAndReadAll(`
    SELECT rowid, CAST(transaction_id AS VARCHAR), epoch_ms(event_time), CAST(${contentSql(plan)} AS VARCHAR)
    FROM ${JUDGED} WHERE ${valid} AND transaction_id IN (
      SELECT transaction_id FROM ${JUDGED} WHERE ${valid} GROUP BY 1 HAVING count(*) > 1
    ) ORDER BY rowid`);
  return result.getRowsJS().map(([row, id, time, content]) => ({
    row: Number(row),
    id: String(id),
    time: Number(time),
    content: String(content),
  }));
}

interface MarkedCopy {
  readonly row: number;
  readonly conflict: boolean;
}

function laterCopies(copies: readonly Copy[], horizonSeconds: number, late: ReadonlySet<number>): MarkedCopy[] {
  const accepted = new Map<string, Copy[]>();
  const marked: MarkedCopy[] = [];
  for (const copy of copies) {
    const earlier = accepted.get(copy.id) ?? [];
    const first = earlier.find(({ time }) => Math.abs(time - copy.time) <= horizonSeconds * 1000);
    if (first !== undefined) {
      marked.push({ row: copy.row, conflict: first.content !== copy.content });
    } else if (!late.has(copy.row)) {
      accepted.set(copy.id, [...earlier, copy]);
    }
  }
  return marked;
}

async function insertCopies(connection: DuckDBConnection, copies: readonly MarkedCopy[]): Promise<void> {
  const appender = await connection.createAppender("excluded", undefined, "temp");
  for (const { row, conflict } of copies) {
    appender.appendBigInt(BigInt(row));
    appender.appendVarchar("copy");
    appender.appendBoolean(conflict);
    appender.appendNull();
    appender.endRow();
  }
  appender.closeSync();
}

function sameRows(a: readonly MarkedCopy[], b: readonly MarkedCopy[]): boolean {
  return a.length === b.length && a.every(({ row }, index) => row === b[index]?.row);
}
