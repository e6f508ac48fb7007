import type { DuckDBConnection } from "@duckdb/node-api";
import { type SalePlan, widen } from "../../../model/plan.ts";
import { duckdb } from "../../../model/sql/duckdb.ts";
import { warningRules } from "../../../model/sql/judge.ts";
import { stopwatch } from "../../../model/stopwatch.ts";
import type { PartitionBatch } from "../../../model/stream/records.ts";
import {
  addQuality,
  NOTHING_READ,
  type StreamQuality,
  type StreamWarning,
} from "../../../model/stream/stream-progress.ts";
import { columnToWiden } from "../column-to-widen.ts";
import { type Checkpoint, type PartitionMark, writeCheckpoint, writePlan } from "./checkpoint.ts";
import { type DeadLetter, keepDeadLetters, rejectedRows } from "./dead-letters.ts";
import { EXCLUDED } from "./excluded.ts";
import { type Incoming, numberRows } from "./incoming.ts";
import { type JudgeMemory, judgeRows } from "./judged.ts";
import { keepLateSales } from "./late-sales.ts";
import { widenSaleTables } from "./schema.ts";
import type { Slab } from "./slab.ts";
import { type AcceptedRows, type Intake, keepAccepted, later, mergeWindows, prepareRows } from "./take-in.ts";
import { inTransaction } from "./transaction.ts";
import { acceptedSql, excludeRows, type RowRun, rowRuns } from "./verdicts.ts";

/** What was published is taken out of the outbox after so many batches. */
const SWEEP_EVERY = 64;

/** All that a micro-batch works with besides its records. */
export interface MicroBatchContext extends Intake {
  readonly slab: Slab;
  readonly plan: SalePlan;
  readonly memory: BatchMemory;
}

/** What one batch tells the next, to save work; nothing depends on it but time. */
export interface BatchMemory extends JudgeMemory {
  /** The table of excluded rows holds those of an earlier batch. */
  hasExcluded: boolean;
}

export interface MicroBatchResult {
  readonly plan: SalePlan;
  readonly checkpoint: Checkpoint;
  readonly quality: StreamQuality;
  readonly phases: Readonly<Record<string, number>>;
}

/**
 * One micro-batch: records -> judged rows -> accepted, late, duplicate or rejected -> windows -> checkpoint. Everything
 * that it leaves behind is one transaction; a crash at any point leaves what was before or what is after.
 */
export async function runMicroBatch(
  context: MicroBatchContext,
  partitions: readonly PartitionBatch[],
): Promise<MicroBatchResult> {
  const { connection, definition, checkpoint, history } = context;
  const { nextDeadLetter, nextLate } = checkpoint;
  const watch = stopwatch();
  const batch = checkpoint.batch + 1;
  const incoming = numberRows(partitions);

  // 1. Parse and judge: from bytes to typed rows, each with the reason it is refused for or none.
  const { plan, refused } = await judgeRecords(context, incoming, partitions);
  watch.lap("parse");

  // 2. Among the good ones, sort out what came too early, twice or too late.
  const sorted = await sortRows(context, plan, incoming, refused);
  await prepareRows(context, plan, sorted.accepted);
  watch.lap("judge");

  const { letters, quality } = sorted;
  const next = await inTransaction(connection, history, async () => {
    // 3. Keep the accepted rows, and their ids against copies.
    await keepAccepted(context, plan, sorted.accepted, batch);
    watch.lap("keep");

    // 4. Move the watermark of each partition; 5. merge the windows, and see which are final now.
    const marks = moveMarks(checkpoint.partitions, partitions, sorted.latest);
    const finalUntil = await mergeWindows(context, marks, sorted.accepted, batch);
    watch.lap("windows");

    // 6. Keep what was not accepted, and where to go on: then it counts.
    await keepDeadLetters(connection, letters, incoming, { batch, source: definition.source, firstId: nextDeadLetter });
    if (quality.late > 0) await keepLateSales(connection, plan, incoming, { batch, firstId: nextLate });
    const written: Checkpoint = {
      ...checkpoint,
      batch,
      finalUntil,
      partitions: marks,
      quality: addQuality(checkpoint.quality, quality),
      nextDeadLetter: nextDeadLetter + letters.length,
      nextLate: nextLate + quality.late,
    };
    if (batch % SWEEP_EVERY === 0) await connection.run(`DELETE FROM outbox WHERE batch <= ${checkpoint.published}`);
    await writeCheckpoint(connection, written);
    return written;
  });
  watch.lap("commit");
  return { plan, checkpoint: next, quality, phases: watch.laps };
}

/** Judges with the plan at hand; a value that does not fit it makes the plan wider, and the tables with it, for good. */
export async function judgeRecords(
  { connection, slab, definition, memory, ...context }: MicroBatchContext,
  incoming: Incoming,
  partitions: readonly PartitionBatch[],
): Promise<{ readonly plan: SalePlan; readonly refused: boolean }> {
  let { plan } = context;
  if (incoming.count === 0) return { plan, refused: false };
  const { strict } = definition;
  for (;;) {
    try {
      const { refused } = await judgeRows({ connection, slab, strict, memory }, incoming, partitions, plan);
      return { plan, refused };
    } catch (error) {
      const column = columnToWiden(error);
      if (column === undefined) throw error;
      plan = widen(plan, column);
      await widenSaleTables(connection, plan, column);
      await writePlan(connection, plan);
    }
  }
}

/** Every row of a batch in its place. */
export interface SortedRows {
  readonly accepted: AcceptedRows;
  readonly letters: readonly DeadLetter[];
  readonly quality: StreamQuality;
  /** Latest event time of the accepted rows, milliseconds, by partition. */
  readonly latest: ReadonlyMap<string, number>;
}

export async function sortRows(
  context: MicroBatchContext,
  plan: SalePlan,
  incoming: Incoming,
  refused: boolean,
): Promise<SortedRows> {
  const { connection, definition, checkpoint, memory } = context;
  const valid = acceptedSql(false);
  if (incoming.count === 0) {
    return { accepted: { sql: valid, rows: 0, earliest: null }, letters: [], quality: NOTHING_READ, latest: new Map() };
  }
  if (memory.hasExcluded) await connection.run(`DELETE FROM ${EXCLUDED}`);
  const rules = definition.strict ? [] : warningRules(plan, duckdb);
  const conditions = rules.map(({ when }) => when);
  const validRuns = await rowRuns(connection, incoming, valid, conditions);
  const latest = (partition: string) => checkpoint.partitions[partition]?.latest ?? null;
  const excluded = await excludeRows({ connection, definition, incoming, plan, latest }, validRuns);
  memory.hasExcluded = excluded;
  const sql = acceptedSql(excluded);
  const runs = excluded ? await rowRuns(connection, incoming, sql, conditions) : validRuns;
  const others = excluded ? await countExcluded(connection) : { late: 0, duplicate: 0, conflicts: 0 };
  const letters = refused || excluded ? await rejectedRows(connection, incoming) : [];
  const rows = runs.reduce((sum, run) => sum + run.rows, 0);
  const warnings: Partial<Record<StreamWarning, number>> = {};
  rules.forEach(({ rule }, index) => {
    const count = runs.reduce((sum, run) => sum + (run.warnings[index] ?? 0), 0);
    if (count > 0) warnings[rule] = count;
  });
  if (others.conflicts > 0) warnings.duplicate_conflict = others.conflicts;
  return {
    accepted: { sql, rows, earliest: rows === 0 ? null : Math.min(...runs.map((run) => run.earliest)) },
    letters,
    quality: account(incoming.count, { ...others, accepted: rows, warnings }, letters),
    latest: latestOf(runs, incoming),
  };
}

function latestOf(runs: readonly RowRun[], incoming: Incoming): Map<string, number> {
  const latest = new Map<string, number>();
  for (const run of runs) {
    const partition = incoming.parts[run.part]?.batch.partition ?? "";
    latest.set(partition, Math.max(latest.get(partition) ?? run.latest, run.latest));
  }
  return latest;
}

async function countExcluded(connection: DuckDBConnection) {
  const counted = await connection.runAndReadAll(
    `SELECT count(*) FILTER (verdict = 'late'), count(*) FILTER (verdict = 'duplicate'), count(*) FILTER (conflict) FROM ${EXCLUDED}`,
  );
  const [late = 0, duplicate = 0, conflicts = 0] = (counted.getRowsJS()[0] ?? []).map(Number);
  return { late, duplicate, conflicts };
}

/** Every record read is accounted for, or the batch does not count. */
function account(
  read: number,
  { accepted, late, duplicate, warnings }: Pick<StreamQuality, "accepted" | "late" | "duplicate" | "warnings">,
  letters: readonly { readonly reason: keyof StreamQuality["reasons"] }[],
): StreamQuality {
  const rejected = letters.length;
  if (read !== accepted + rejected + late + duplicate) {
    throw new Error(
      `read ${read} records, but accepted ${accepted}, rejected ${rejected}, late ${late} and duplicate ${duplicate}`,
    );
  }
  const reasons: Partial<Record<keyof StreamQuality["reasons"], number>> = {};
  for (const { reason } of letters) reasons[reason] = (reasons[reason] ?? 0) + 1;
  return { read, accepted, rejected, late, duplicate, reasons, warnings };
}

function moveMarks(
  before: Checkpoint["partitions"],
  partitions: readonly PartitionBatch[],
  latest: ReadonlyMap<string, number>,
): Record<string, PartitionMark> {
  const marks: Record<string, PartitionMark> = { ...before };
  for (const { partition, next } of partitions) {
    const earlier = before[partition]?.latest ?? null;
    const now = latest.get(partition) ?? null;
    marks[partition] = { next, latest: later(earlier, now) };
  }
  return marks;
}
