import { duckdb } from "../../../model/sql/duckdb.ts";
import { addQuality, NOTHING_READ, type StreamQuality } from "../../../model/stream/stream-progress.ts";
import { type Checkpoint, writeCheckpoint } from "./checkpoint.ts";
import { putWrittenInPlace } from "./history.ts";
import { type MicroBatchContext, type MicroBatchResult, undo } from "./micro-batch.ts";
import { keptColumns } from "./schema.ts";
import { keepAccepted, mergeWindows, prepareRows } from "./take-in.ts";

/**
 * Puts late sales into their windows, those with these ids or all that wait. One whose id was accepted since is a
 * duplicate now. Returns null where none waits.
 */
export async function applyLateSales(
  context: MicroBatchContext,
  ids: readonly number[] | null,
): Promise<MicroBatchResult | null> {
  const { connection, checkpoint, plan, definition, history } = context;
  const batch = checkpoint.batch + 1;
  const columns = keptColumns(plan).map(duckdb.name).join(", ");
  const chosen = ids === null ? "" : ` AND id IN (${["NULL", ...ids.map(Number)].join(", ")})`;
  const isCopy =
    plan.columns.transaction_id === undefined || definition.duplicateSeconds === 0
      ? "false"
      : `EXISTS (
           SELECT 1 FROM seen WHERE seen.transaction_id = late_sales.transaction_id
             AND abs(epoch_ms(seen.event_time) - epoch_ms(late_sales.event_time)) <= ${definition.duplicateSeconds * 1000}
         ) OR row_number() OVER (PARTITION BY transaction_id ORDER BY id) > 1`;
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE applied_late AS
     SELECT id, ${columns}, ${isCopy} AS is_copy FROM late_sales WHERE applied IS NULL${chosen}`,
  );
  const counted = await connection.runAndReadAll(`SELECT count(*), count(*) FILTER (is_copy) FROM temp.applied_late`);
  const [waiting = 0, copies = 0] = (counted.getRowsJS()[0] ?? []).map(Number);
  if (waiting === 0) return null;
  const accepted = {
    sql: `(SELECT * EXCLUDE (id, is_copy) FROM temp.applied_late WHERE NOT is_copy)`,
    rows: waiting - copies,
    earliest: null,
  };
  await prepareRows(context, plan, accepted);
  await connection.run("BEGIN");
  try {
    await keepAccepted(context, plan, accepted, batch);
    const finalUntil = await mergeWindows(context, checkpoint.partitions, accepted, batch);
    await connection.run(`UPDATE late_sales SET applied = ${batch} WHERE id IN (SELECT id FROM temp.applied_late)`);
    const quality: StreamQuality = { ...NOTHING_READ, accepted: waiting - copies, late: -waiting, duplicate: copies };
    const next: Checkpoint = { ...checkpoint, batch, finalUntil, quality: addQuality(checkpoint.quality, quality) };
    await connection.run(`DELETE FROM outbox WHERE batch <= ${checkpoint.published}`);
    await writeCheckpoint(connection, next);
    await connection.run("COMMIT");
    await putWrittenInPlace(history);
    return { plan, checkpoint: next, quality, phases: {} };
  } catch (error) {
    await undo(connection, history);
    throw error;
  }
}
