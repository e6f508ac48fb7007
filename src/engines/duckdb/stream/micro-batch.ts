import type { DuckDBConnection } from "@duckdb/node-api";
import { type SalePlan, widen } from "../../../model/plan.ts";
import { duckdb } from "../../../model/sql/duckdb.ts";
import { warningRules } from "../../../model/sql/judge.ts";
import type { PartitionBatch } from "../../../model/stream/records.ts";
import type { StreamDefinition } from "../../../model/stream/stream-definition.ts";
import {
  addQuality,
  NOTHING_READ,
  type StreamQuality,
  type StreamWarning,
} from "../../../model/stream/stream-progress.ts";
import { columnToWiden } from "../column-to-widen.ts";
import { type Checkpoint, type PartitionMark, writeCheckpoint, writePlan } from "./checkpoint.ts";
import { type DeadLetter, keepDeadLetters, rejectedRows } from "./dead-letters.ts";
import { type History, putWrittenInPlace } from "./history.ts";
import { type Incoming, numberRows, partSql } from "./incoming.ts";
import { judgeRows } from "./judged.ts";
import { keepLateSales } from "./late-sales.ts";
import { widenSaleTables } from "./schema.ts";
import type { Slab } from "./slab.ts";
import { type AcceptedRows, type Intake, keepAccepted, later, mergeWindows, prepareRows } from "./take-in.ts";
import { acceptedSql, EXCLUDED, excludeRows } from "./verdicts.ts";

/** All that a micro-batch works with besides its records. */
export interface MicroBatchContext extends Intake {
  readonly slab: Slab;
  readonly plan: SalePlan;
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
  const plan = await judgeRecords(context, incoming, partitions);
  watch.lap("parse");

  // 2. Among the good ones, sort out what came too early, twice or too late.
  const sorted = await sortRows(context, plan, incoming);
  await prepareRows(context, plan, sorted.accepted);
  watch.lap("judge");

  await connection.run("BEGIN");
  try {
    // 3. Keep the accepted rows, and their ids against copies.
    await keepAccepted(context, plan, sorted.accepted, batch);
    watch.lap("keep");

    // 4. Move the watermark of each partition; 5. merge the windows, and see which are final now.
    const marks = moveMarks(checkpoint.partitions, partitions, sorted.latest);
    const finalUntil = await mergeWindows(context, marks, sorted.accepted, batch);
    watch.lap("windows");

    // 6. Keep what was not accepted, and where to go on: then it counts.
    const { letters, quality } = sorted;
    await keepDeadLetters(connection, letters, incoming, { batch, source: definition.source, firstId: nextDeadLetter });
    if (quality.late > 0) await keepLateSales(connection, plan, incoming, { batch, firstId: nextLate });
    const next: Checkpoint = {
      ...checkpoint,
      batch,
      finalUntil,
      partitions: marks,
      quality: addQuality(checkpoint.quality, quality),
      nextDeadLetter: nextDeadLetter + letters.length,
      nextLate: nextLate + quality.late,
    };
    await connection.run(`DELETE FROM outbox WHERE batch <= ${checkpoint.published}`);
    await writeCheckpoint(connection, next);
    await connection.run("COMMIT");
    await putWrittenInPlace(history);
    watch.lap("commit");
    return { plan, checkpoint: next, quality, phases: watch.laps };
  } catch (error) {
    await undo(connection, history);
    throw error;
  }
}

/** Takes back what the transaction at hand did; files it wrote are removed when the state is opened next. */
export async function undo(connection: DuckDBConnection, history: History): Promise<void> {
  history.written.length = 0;
  await connection.run("ROLLBACK").catch(() => undefined);
}

/** Judges with the plan at hand; a value that does not fit it makes the plan wider, and the tables with it, for good. */
export async function judgeRecords(
  { connection, slab, definition, ...context }: MicroBatchContext,
  incoming: Incoming,
  partitions: readonly PartitionBatch[],
): Promise<SalePlan> {
  let { plan } = context;
  if (incoming.count === 0) return plan;
  for (;;) {
    try {
      await judgeRows(connection, slab, incoming, partitions, plan, definition.strict);
      return plan;
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
  { connection, definition, checkpoint }: Intake,
  plan: SalePlan,
  incoming: Incoming,
): Promise<SortedRows> {
  if (incoming.count === 0) {
    return { accepted: { sql: acceptedSql(false), rows: 0 }, letters: [], quality: NOTHING_READ, latest: new Map() };
  }
  const latest = (partition: string) => checkpoint.partitions[partition]?.latest ?? null;
  const excluded = await excludeRows({ connection, definition, incoming, plan, latest });
  const sql = acceptedSql(excluded);
  const counted = await countAccepted(connection, incoming, sql, plan, definition);
  const letters = await rejectedRows(connection, incoming);
  const quality = account(incoming.count, counted, letters);
  return { accepted: { sql, rows: counted.accepted }, letters, quality, latest: counted.latest };
}

interface Counted {
  readonly accepted: number;
  readonly late: number;
  readonly duplicate: number;
  readonly warnings: StreamQuality["warnings"];
  /** Latest event time of the accepted rows, milliseconds, by partition. */
  readonly latest: ReadonlyMap<string, number>;
}

async function countAccepted(
  connection: DuckDBConnection,
  incoming: Incoming,
  accepted: string,
  plan: SalePlan,
  { strict }: StreamDefinition,
): Promise<Counted> {
  const rules = strict ? [] : warningRules(plan, duckdb);
  const sums = rules.map(({ when }) => `count(CASE WHEN ${when} THEN 1 END)`);
  const found = await connection.runAndReadAll(
    `SELECT ${[`${partSql(incoming, "row")} AS part`, "count(*)", "max(epoch_ms(event_time))", ...sums].join(", ")}
     FROM ${accepted} GROUP BY 1`,
  );
  const warnings: Partial<Record<StreamWarning, number>> = {};
  const latest = new Map<string, number>();
  let count = 0;
  for (const [part, rows, time, ...counts] of found.getRowsJS()) {
    count += Number(rows);
    latest.set(incoming.parts[Number(part)]?.batch.partition ?? "", Number(time));
    rules.forEach(({ rule }, index) => {
      const number = Number(counts[index]);
      if (number > 0) warnings[rule] = (warnings[rule] ?? 0) + number;
    });
  }
  const others = await connection.runAndReadAll(
    `SELECT count(*) FILTER (verdict = 'late'), count(*) FILTER (verdict = 'duplicate'), count(*) FILTER (conflict) FROM ${EXCLUDED}`,
  );
  const [late = 0, duplicate = 0, conflicts = 0] = (others.getRowsJS()[0] ?? []).map(Number);
  if (conflicts > 0) warnings.duplicate_conflict = conflicts;
  return { accepted: count, late, duplicate, warnings, latest };
}

/** Every record read is accounted for, or the batch does not count. */
function account(
  read: number,
  { accepted, late, duplicate, warnings }: Counted,
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

function stopwatch() {
  let last = performance.now();
  const laps: Record<string, number> = {};
  return {
    laps,
    lap(phase: string): void {
      const time = performance.now();
      laps[phase] = Math.round((time - last) * 100) / 100;
      last = time;
    },
  };
}
