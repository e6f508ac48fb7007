import type { DuckDBConnection } from "@duckdb/node-api";
import { planColumns, type SalePlan, widen } from "../../../model/plan.ts";
import { duckdb } from "../../../model/sql/duckdb.ts";
import { warningRules } from "../../../model/sql/judge.ts";
import type { PartitionBatch } from "../../../model/stream/records.ts";
import type { StreamDefinition } from "../../../model/stream/stream-definition.ts";
import { addQuality, type StreamQuality, type StreamWarning } from "../../../model/stream/stream-progress.ts";
import { columnToWiden } from "../column-to-widen.ts";
import { type Checkpoint, type PartitionMark, writeCheckpoint, writePlan } from "./checkpoint.ts";
import { keepDeadLetters, rejectedRows } from "./dead-letters.ts";
import { contentSql } from "./duplicates.ts";
import type { Grain } from "./grains.ts";
import { type History, keepRows, putWrittenInPlace, writeGathered } from "./history.ts";
import { type Incoming, numberRows, partSql } from "./incoming.ts";
import { judgeSlab } from "./judged.ts";
import { keepLateSales } from "./late-sales.ts";
import { keptColumns, widenSaleTables } from "./schema.ts";
import type { Slab } from "./slab.ts";
import { acceptedSql, EXCLUDED, excludeRows } from "./verdicts.ts";
import { closePanes, emitWindows, lastOpenEnd, mergePanes, touchPanes } from "./windows.ts";

/** All that a micro-batch works with besides its records. */
export interface MicroBatchContext {
  readonly connection: DuckDBConnection;
  readonly slab: Slab;
  readonly history: History;
  readonly definition: StreamDefinition;
  readonly grains: readonly Grain[];
  readonly plan: SalePlan;
  readonly checkpoint: Checkpoint;
  /** The watermark after this batch's accepted rows: milliseconds, everything, or nothing yet. */
  readonly finalAfter: (partitions: Checkpoint["partitions"]) => number | "all" | null;
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
  const { connection, definition, grains, history, checkpoint } = context;
  const watch = stopwatch();
  const batch = checkpoint.batch + 1;
  const incoming = numberRows(partitions);
  const latest = (partition: string) => checkpoint.partitions[partition]?.latest ?? null;

  // 1. Parse and judge: from bytes to typed rows, each with the reason it is refused for or none.
  let { plan } = context;
  if (incoming.count > 0) {
    await context.slab.fill(partitions);
    plan = await judge(context, incoming);
  }
  watch.lap("parse");

  // 2. Among the good ones, sort out what came too early, twice or too late.
  const hasIds = plan.columns.transaction_id !== undefined;
  const excluded = incoming.count > 0 && (await excludeRows({ connection, definition, incoming, plan, latest }));
  const accepted = acceptedSql(excluded);
  const counted = incoming.count > 0 ? await countAccepted(connection, incoming, accepted, plan, definition) : NOTHING;
  const letters = incoming.count > 0 ? await rejectedRows(connection, incoming) : [];
  if (counted.accepted > 0) {
    const relation = accepted;
    await touchPanes(connection, grains, { relation, columns: new Set(planColumns(plan)), status: plan.status });
  }
  const hasTouched = counted.accepted > 0;
  watch.lap("judge");

  await connection.run("BEGIN");
  try {
    // 3. Keep the accepted rows, and their ids against copies.
    if (counted.accepted > 0) {
      const rows = { sql: accepted, rows: counted.accepted, columns: keptColumns(plan) };
      if (definition.rows === "keep") await keepRows(connection, history, rows, batch);
      if (hasIds && definition.duplicateSeconds > 0) {
        await connection.run(
          `INSERT INTO seen SELECT transaction_id, event_time, ${contentSql(plan)} FROM ${accepted}`,
        );
      }
    }
    await writeGathered(connection, history, batch, { all: false });
    watch.lap("keep");

    // 4. Move the watermark of each partition, and with the lowest of them what is final.
    const marks = moveMarks(checkpoint.partitions, partitions, counted.latest);
    const before = checkpoint.finalUntil;
    const final = context.finalAfter(marks);
    const reached = final === "all" ? await lastOpenEnd(connection, grains, hasTouched) : final;
    const finalUntil = later(before, reached);

    // 5. Merge the windows; note what changed and what became final; put closed ones aside.
    if (hasTouched || finalUntil !== before) {
      await emitWindows(connection, grains, { batch, before, after: finalUntil, hasTouched });
      if (finalUntil !== null) await closePanes(connection, grains, finalUntil);
      await mergePanes(connection, grains);
    }
    watch.lap("windows");

    // 6. Keep what was not accepted, and where to go on: then it counts.
    const { nextDeadLetter, nextLate } = checkpoint;
    await keepDeadLetters(connection, letters, incoming, { batch, source: definition.source, firstId: nextDeadLetter });
    const late = counted.late > 0 ? await keepLateSales(connection, plan, incoming, { batch, firstId: nextLate }) : 0;
    const quality = account(incoming.count, counted, letters);
    const next: Checkpoint = {
      batch,
      published: checkpoint.published,
      finalUntil,
      partitions: marks,
      quality: addQuality(checkpoint.quality, quality),
      nextDeadLetter: nextDeadLetter + letters.length,
      nextLate: nextLate + late,
    };
    await connection.run(`DELETE FROM outbox WHERE batch <= ${checkpoint.published}`);
    await writeCheckpoint(connection, next);
    await connection.run("COMMIT");
    await putWrittenInPlace(history);
    watch.lap("commit");
    return { plan, checkpoint: next, quality, phases: watch.laps };
  } catch (error) {
    history.written.length = 0;
    await connection.run("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

/** Judges with the plan at hand; a value that does not fit it makes the plan wider, and the tables with it, for good. */
async function judge(context: MicroBatchContext, incoming: Incoming): Promise<SalePlan> {
  const { connection, slab, definition } = context;
  let { plan } = context;
  for (;;) {
    try {
      await judgeSlab(connection, slab.path, incoming.count, plan, definition.strict);
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

interface Counted {
  readonly accepted: number;
  readonly late: number;
  readonly duplicate: number;
  readonly warnings: StreamQuality["warnings"];
  /** Latest event time of the accepted rows, milliseconds, by partition. */
  readonly latest: ReadonlyMap<string, number>;
}

const NOTHING: Counted = { accepted: 0, late: 0, duplicate: 0, warnings: {}, latest: new Map() };

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

function later(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.max(a, b);
}

export function stopwatch() {
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
