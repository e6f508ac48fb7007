import type { DuckDBConnection } from "@duckdb/node-api";
import type { RejectReason } from "../../../model/rules.ts";
import { duckdb } from "../../../model/sql/duckdb.ts";
import type { RetryOutcome } from "../../../model/stream/aside.ts";
import type { PartitionBatch, RecordBlock } from "../../../model/stream/records.ts";
import { addQuality, type StreamQuality } from "../../../model/stream/stream-progress.ts";
import { type Checkpoint, writeCheckpoint } from "./checkpoint.ts";
import { EXCLUDED } from "./excluded.ts";
import { putWrittenInPlace } from "./history.ts";
import { numberRows } from "./incoming.ts";
import { judgeRecords, type MicroBatchContext, type MicroBatchResult, sortRows, undo } from "./micro-batch.ts";
import { keepAccepted, mergeWindows, prepareRows } from "./take-in.ts";

/** A dead letter on its way back: the record's place in `block` is the place of its id in `ids`. */
export interface Returned {
  readonly ids: readonly number[];
  readonly block: RecordBlock;
}

/**
 * Judges dead letters once more, as they are or mended. Whoever sends one back wants it counted, so lateness is no reason
 * to keep it out; a copy of what was accepted since is a duplicate; what is refused again stays, with its new reason.
 */
export async function retryDeadLetters(
  context: MicroBatchContext,
  { ids, block }: Returned,
): Promise<MicroBatchResult & { readonly outcomes: readonly RetryOutcome[] }> {
  const { connection, checkpoint, history } = context;
  const batch = checkpoint.batch + 1;
  const partitions: PartitionBatch[] = [
    { partition: "dead-letters", records: block, next: "", behind: null, caughtUp: true },
  ];
  const definition = { ...context.definition, late: "apply" as const, futureSeconds: null };
  const incoming = numberRows(partitions);
  const { plan, refused: some } = await judgeRecords(context, incoming, partitions);
  const sorted = await sortRows({ ...context, definition }, plan, incoming, some);
  await prepareRows(context, plan, sorted.accepted);
  const before = await reasonsOf(connection, ids);
  const duplicates = await duplicateRows(connection);
  await connection.run("BEGIN");
  try {
    await keepAccepted(context, plan, sorted.accepted, batch);
    const finalUntil = await mergeWindows(context, checkpoint.partitions, sorted.accepted, batch);
    const refused = new Map(sorted.letters.map(({ row, reason }) => [ids[row] ?? -1, reason]));
    for (const [id, reason] of refused) {
      await connection.run(`UPDATE dead_letters SET reason = ${duckdb.text(reason)} WHERE id = ${id}`);
    }
    const settled = ids.filter((id) => !refused.has(id));
    await connection.run(
      `UPDATE dead_letters SET status = 'retried' WHERE id IN (${["NULL", ...settled.map(Number)].join(", ")})`,
    );
    const quality = changeOf(sorted.quality, before, refused);
    const next: Checkpoint = { ...checkpoint, batch, finalUntil, quality: addQuality(checkpoint.quality, quality) };
    await connection.run(`DELETE FROM outbox WHERE batch <= ${checkpoint.published}`);
    await writeCheckpoint(connection, next);
    await connection.run("COMMIT");
    await putWrittenInPlace(history);
    const outcomes = ids.map((id, row): RetryOutcome => {
      const reason = refused.get(id) ?? null;
      const settledAs = duplicates.has(row) ? "duplicate" : "accepted";
      return { id, outcome: reason === null ? settledAs : "refused", reason };
    });
    return { plan, checkpoint: next, quality, phases: {}, outcomes };
  } catch (error) {
    await undo(connection, history);
    throw error;
  }
}

/** Nothing new was read: what was rejected is accepted now, or a duplicate, or rejected for another reason. */
function changeOf(
  sorted: StreamQuality,
  before: ReadonlyMap<number, RejectReason>,
  refused: ReadonlyMap<number, RejectReason>,
): StreamQuality {
  const reasons: Partial<Record<RejectReason, number>> = {};
  for (const reason of before.values()) reasons[reason] = (reasons[reason] ?? 0) - 1;
  for (const reason of refused.values()) reasons[reason] = (reasons[reason] ?? 0) + 1;
  return { ...sorted, read: 0, rejected: refused.size - before.size, reasons };
}

async function duplicateRows(connection: DuckDBConnection): Promise<Set<number>> {
  const result = await connection.runAndReadAll(`SELECT row FROM ${EXCLUDED} WHERE verdict = 'duplicate'`);
  return new Set(result.getRowsJS().map(([row]) => Number(row)));
}

async function reasonsOf(connection: DuckDBConnection, ids: readonly number[]): Promise<Map<number, RejectReason>> {
  const result = await connection.runAndReadAll(
    `SELECT id, reason FROM dead_letters WHERE status = 'open' AND id IN (${["NULL", ...ids.map(Number)].join(", ")})`,
  );
  return new Map(result.getRowsJS().map(([id, reason]) => [Number(id), reason as RejectReason]));
}
