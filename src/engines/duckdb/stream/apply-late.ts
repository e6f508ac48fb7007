import type { SalePlan } from "../../../model/plan.ts";
import { duckdb } from "../../../model/sql/duckdb.ts";
import { NOTHING_READ, type StreamQuality } from "../../../model/stream/stream-progress.ts";
import { compactLabel } from "../parquet.ts";
import { correctWindows } from "./correct-windows.ts";
import { idList } from "./id-list.ts";
import type { MicroBatchContext, MicroBatchResult } from "./micro-batch.ts";
import { keptColumns } from "./schema.ts";

/**
 * Puts late sales into their windows, those with these ids or all that wait. One whose id was accepted since is a
 * duplicate now. Returns null where none waits.
 */
export async function applyLateSales(
  context: MicroBatchContext,
  ids: readonly number[] | null,
): Promise<MicroBatchResult | null> {
  const { connection, plan, definition } = context;
  const columns = keptColumns(plan).map(duckdb.name).join(", ");
  const chosen = ids === null ? "" : ` AND id IN (${idList(ids)})`;
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
    sql: `(SELECT * EXCLUDE (id, is_copy)${asJudged(plan)} FROM temp.applied_late WHERE NOT is_copy)`,
    rows: waiting - copies,
    earliest: null,
  };
  const quality: StreamQuality = { ...NOTHING_READ, accepted: waiting - copies, late: -waiting, duplicate: copies };
  return correctWindows(context, {
    plan,
    accepted,
    quality,
    settle: async (batch) => {
      await connection.run(`UPDATE late_sales SET applied = ${batch} WHERE id IN (SELECT id FROM temp.applied_late)`);
    },
  });
}

/** Labels of a closed list are held as such when they are judged: so a copy that comes later has the same content. */
function asJudged({ columns }: SalePlan): string {
  const closed = (["category", "payment_method", "status"] as const).flatMap((name) => {
    const values = columns[name]?.values ?? null;
    return values === null ? [] : [compactLabel(name, values)];
  });
  return closed.length === 0 ? "" : ` REPLACE (${closed.join(", ")})`;
}
