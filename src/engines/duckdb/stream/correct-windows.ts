import type { SalePlan } from "../../../model/plan.ts";
import { addQuality, type StreamQuality } from "../../../model/stream/stream-progress.ts";
import { type Checkpoint, writeCheckpoint } from "./checkpoint.ts";
import type { MicroBatchResult } from "./micro-batch.ts";
import { type AcceptedRows, type Intake, keepAccepted, mergeWindows, prepareRows } from "./take-in.ts";
import { inTransaction } from "./transaction.ts";

export interface WindowCorrection {
  readonly plan: SalePlan;
  readonly accepted: AcceptedRows;
  /** By how much the counts change. */
  readonly quality: StreamQuality;
  /** Within the transaction: marks what was dealt with. */
  readonly settle: (batch: number) => Promise<void>;
}

/** Takes in rows that were kept aside, as a batch of its own that moves no position. */
export async function correctWindows(
  context: Intake,
  { plan, accepted, quality, settle }: WindowCorrection,
): Promise<MicroBatchResult> {
  const { connection, checkpoint, history } = context;
  const batch = checkpoint.batch + 1;
  await prepareRows(context, plan, accepted);
  return inTransaction(connection, history, async () => {
    await keepAccepted(context, plan, accepted, batch);
    const finalUntil = await mergeWindows(context, checkpoint.partitions, accepted, batch);
    await settle(batch);
    const next: Checkpoint = { ...checkpoint, batch, finalUntil, quality: addQuality(checkpoint.quality, quality) };
    await connection.run(`DELETE FROM outbox WHERE batch <= ${checkpoint.published}`);
    await writeCheckpoint(connection, next);
    return { plan, checkpoint: next, quality, phases: {} };
  });
}
