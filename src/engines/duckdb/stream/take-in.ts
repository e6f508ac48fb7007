import type { DuckDBConnection } from "@duckdb/node-api";
import { planColumns, type SalePlan } from "../../../model/plan.ts";
import type { StreamDefinition } from "../../../model/stream/stream-definition.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { contentSql } from "./duplicates.ts";
import type { Grain } from "./grains.ts";
import { type History, keepRows, writeGathered } from "./history.ts";
import { closePanes, emitWindows, lastOpenEnd, mergePanes, touchPanes } from "./windows.ts";

/** What rows are taken into. */
export interface Intake {
  readonly connection: DuckDBConnection;
  readonly history: History;
  readonly definition: StreamDefinition;
  readonly grains: readonly Grain[];
  readonly checkpoint: Checkpoint;
  readonly finalAfter: Finality;
}

/** Up to when windows are final, given the partitions' marks: milliseconds, everything there is, or nothing yet. */
export type Finality = (partitions: Checkpoint["partitions"]) => number | "all" | null;

/** Accepted rows as SQL to select from, with the columns of the plan and event_time. */
export interface AcceptedRows {
  readonly sql: string;
  readonly rows: number;
  /** No row is earlier, milliseconds; null where nobody knows. */
  readonly earliest: number | null;
}

/** Before the transaction: what the rows add to the windows, on temporary tables. */
export async function prepareRows(
  { connection, grains }: Intake,
  plan: SalePlan,
  { sql, rows }: AcceptedRows,
): Promise<void> {
  if (rows === 0) return;
  const context = { relation: sql, columns: new Set(planColumns(plan)), status: plan.status };
  await touchPanes(connection, grains, context);
}

/** Within the transaction: keeps accepted rows, and their ids against copies. */
export async function keepAccepted(
  { connection, history, definition }: Intake,
  plan: SalePlan,
  accepted: AcceptedRows,
  batch: number,
): Promise<void> {
  if (accepted.rows > 0) {
    if (definition.rows === "keep") {
      await keepRows(connection, history, plan, accepted, batch);
    }
    if (plan.columns.transaction_id !== undefined && definition.duplicateSeconds > 0) {
      await connection.run(
        `INSERT INTO seen SELECT transaction_id, event_time, ${contentSql(plan)} FROM ${accepted.sql}`,
      );
    }
  }
  await writeGathered(connection, history, batch, { all: false });
}

/**
 * Within the transaction: merges prepared rows into the windows, notes what changed and what became final, and puts closed
 * windows aside. Returns up to when windows are final.
 */
export async function mergeWindows(
  { connection, grains, checkpoint, finalAfter }: Intake,
  marks: Checkpoint["partitions"],
  { rows, earliest }: AcceptedRows,
  batch: number,
): Promise<number | null> {
  const hasTouched = rows > 0;
  const before = checkpoint.finalUntil;
  const reached = finalAfter(marks);
  const after = later(before, reached === "all" ? await lastOpenEnd(connection, grains, hasTouched) : reached);
  if (!hasTouched && after === before) return after;
  await emitWindows(connection, grains, { batch, before, after, hasTouched, earliest });
  if (after !== null) await closePanes(connection, grains, { before, after, earliest });
  await mergePanes(connection, grains);
  return after;
}

export function later(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.max(a, b);
}
