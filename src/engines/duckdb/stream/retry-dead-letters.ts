import type { DuckDBConnection } from "@duckdb/node-api";
import type { RejectReason } from "../../../model/rules.ts";
import { duckdb } from "../../../model/sql/duckdb.ts";
import type { RetryOutcome } from "../../../model/stream/aside.ts";
import type { PartitionBatch, RecordBlock } from "../../../model/stream/records.ts";
import type { StreamQuality } from "../../../model/stream/stream-progress.ts";
import { correctWindows } from "./correct-windows.ts";
import { EXCLUDED } from "./excluded.ts";
import { idList } from "./id-list.ts";
import { numberRows } from "./incoming.ts";
import { judgeRecords, type MicroBatchContext, type MicroBatchResult, sortRows } from "./micro-batch.ts";

/** A dead letter on its way back: the record's place in `block` is the place of its id in `ids`. */
export interface Returned {
  readonly ids: readonly number[];
  readonly block: RecordBlock;
}

/** They come from no place of the source. */
export function returnedPartitions({ block }: Returned): readonly PartitionBatch[] {
  return [{ partition: "dead-letters", records: block, next: "", behind: null, caughtUp: true }];
}

/**
 * Judges dead letters once more, as they are or mended. Whoever sends one back wants it counted, so lateness is no reason
 * to keep it out; a copy of what was accepted since is a duplicate; what is refused again stays, with its new reason.
 */
export async function retryDeadLetters(
  context: MicroBatchContext,
  ids: readonly number[],
  partitions: readonly PartitionBatch[],
): Promise<MicroBatchResult & { readonly outcomes: readonly RetryOutcome[] }> {
  const { connection } = context;
  const definition = { ...context.definition, late: "apply" as const, futureSeconds: null };
  const incoming = numberRows(partitions);
  const { plan, refused: some } = await judgeRecords(context, incoming, partitions);
  const sorted = await sortRows({ ...context, definition }, plan, incoming, some);
  const before = await reasonsOf(connection, ids);
  const duplicates = await duplicateRows(connection);
  const refused = new Map(sorted.letters.map(({ row, reason }) => [ids[row] ?? -1, reason]));
  const result = await correctWindows(context, {
    plan,
    accepted: sorted.accepted,
    quality: changeOf(sorted.quality, before, refused),
    settle: async () => {
      for (const [id, reason] of refused) {
        await connection.run(`UPDATE dead_letters SET reason = ${duckdb.text(reason)} WHERE id = ${id}`);
      }
      const settled = ids.filter((id) => !refused.has(id));
      await connection.run(`UPDATE dead_letters SET status = 'retried' WHERE id IN (${idList(settled)})`);
    },
  });
  const outcomes = ids.map((id, row): RetryOutcome => {
    const reason = refused.get(id) ?? null;
    const settledAs = duplicates.has(row) ? "duplicate" : "accepted";
    return { id, outcome: reason === null ? settledAs : "refused", reason };
  });
  return { ...result, outcomes };
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
    `SELECT id, reason FROM dead_letters WHERE status = 'open' AND id IN (${idList(ids)})`,
  );
  return new Map(result.getRowsJS().map(([id, reason]) => [Number(id), reason as RejectReason]));
}
