import type { DuckDBConnection } from "@duckdb/node-api";
import { planColumns, type SalePlan } from "../../../model/plan.ts";
import { duckdb } from "../../../model/sql/duckdb.ts";
import { type DefinitionPart, reachOf, type StreamDefinition } from "../../../model/stream/stream-definition.ts";
import { windowedQuery } from "../../../model/stream/windowed-queries.ts";
import { UserError } from "../../../model/user-error.ts";
import { type Checkpoint, type StoredState, writeCheckpoint, writeDefinition, writePlan } from "./checkpoint.ts";
import { answerable, closed, createGrainSql, type Grain, grainsOf, open } from "./grains.ts";
import { type History, historySql } from "./history.ts";
import { moveZone } from "./move-zone.ts";
import { splitOutbox } from "./outbox.ts";
import { relabelPlan, type ShownLabels } from "./plan-stream.ts";
import { removeFiles } from "./retention.ts";
import { type AcceptedRows, type Intake, later, mergeWindows, prepareRows } from "./take-in.ts";
import { inTransaction } from "./transaction.ts";

/**
 * What happens where a state was made under another definition: an error that names what changed; its windows are made
 * anew from the rows it keeps; or they are forgotten. Positions and rows stay in any case.
 */
export type OnChange = "refuse" | "replay" | "drop";

export interface DefinitionChange {
  readonly connection: DuckDBConnection;
  readonly history: History;
  readonly folder: string;
  readonly stored: StoredState;
  readonly definition: StreamDefinition;
  readonly grains: readonly Grain[];
  readonly parts: readonly DefinitionPart[];
  readonly onChange: OnChange;
}

/**
 * Puts a state under another definition, in one transaction. What was judged stays as it was judged: accepted, late and
 * rejected rows are the same afterwards, and new ones are judged by the new definition.
 * @throws {UserError} state_of_other_source, state_changed, state_records_gone, state_rows_gone, state_zone_unknown
 */
export async function changeDefinition(change: DefinitionChange): Promise<StoredState> {
  checkPossible(change);
  const { connection, history, stored, definition, grains, parts, onChange } = change;
  const { changed, files } = await inTransaction(connection, history, async () => {
    const moved = parts.includes("timeZone") ? await moveZone(change) : { ...stored, files: [] };
    const plan = moved.plan === null ? null : await renewPlan(connection, history, moved.plan, change);
    for (const { table } of grainsOf(stored.definition.queries.map((id) => windowedQuery(id, stored.definition)))) {
      await connection.run(`DROP TABLE IF EXISTS ${open(table)}; DROP TABLE IF EXISTS ${closed(table)}`);
    }
    for (const grain of grains) await connection.run(createGrainSql(grain));
    await connection.run("DELETE FROM outbox");
    const rows = plan === null ? null : await historySql(connection, history);
    const windowed = plan === null || rows === null || onChange === "drop" ? null : { plan, rows };
    const batch = windowed === null ? stored.checkpoint.batch : await replay(moved.checkpoint, windowed, change);
    const checkpoint = { ...(await changedCheckpoint(moved.checkpoint, rows, change)), batch };
    await writeDefinition(connection, definition);
    await writeCheckpoint(connection, checkpoint);
    return { changed: { ...stored, definition, plan, checkpoint }, files: moved.files };
  });
  await removeFiles(history, files);
  return changed;
}

function checkPossible({ folder, stored, parts, onChange }: DefinitionChange): void {
  const reach = reachOf(parts);
  if (reach === "source") throw new UserError("state_of_other_source", { folder, source: stored.definition.source });
  if (onChange === "refuse") throw new UserError("state_changed", { folder, parts, reach });
  if (onChange === "drop" || stored.plan === null) return;
  if (reach === "records") throw new UserError("state_records_gone", { folder, parts });
  if (stored.definition.rows === "drop") throw new UserError("state_rows_gone", { folder });
}

/** What labels mean is settled over those of the kept rows; how records are read, over the next records. */
async function renewPlan(
  connection: DuckDBConnection,
  history: History,
  plan: SalePlan,
  { definition, parts }: DefinitionChange,
): Promise<SalePlan> {
  const zoned = { ...plan, timeZone: definition.timeZone };
  const relabelled = parts.some((part) => part.startsWith("mapping."))
    ? relabelPlan(zoned, await shownLabels(connection, await historySql(connection, history), plan), definition)
    : zoned;
  await writePlan(connection, relabelled);
  return relabelled;
}

async function shownLabels(connection: DuckDBConnection, rows: string, plan: SalePlan): Promise<ShownLabels> {
  const shown = async (column: keyof ShownLabels) => {
    if (plan.columns[column] === undefined) return [];
    const name = duckdb.name(column);
    const found = await connection.runAndReadAll(`SELECT DISTINCT ${name} FROM ${rows} ORDER BY 1`);
    return found.getRowsJS().map(([label]) => (typeof label === "string" ? label : null));
  };
  return {
    category: await shown("category"),
    payment_method: await shown("payment_method"),
    status: await shown("status"),
  };
}

/** As a batch of its own, or several: all windows are published anew. Returns the number of the last. */
async function replay(
  checkpoint: Checkpoint,
  { plan, rows }: { readonly plan: SalePlan; readonly rows: string },
  { connection, history, definition, grains: all }: DefinitionChange,
): Promise<number> {
  const [counted] = (await connection.runAndReadAll(`SELECT count(*) FROM ${rows}`)).getRowsJS();
  const kept: AcceptedRows = { sql: rows, rows: Number(counted?.[0]), earliest: null };
  if (kept.rows === 0) return checkpoint.batch;
  const grains = answerable(all, new Set(planColumns(plan)));
  const finalAfter = () => checkpoint.finalUntil;
  const intake: Intake = {
    connection,
    history,
    definition,
    grains,
    checkpoint: { ...checkpoint, finalUntil: null },
    finalAfter,
  };
  const batch = checkpoint.batch + 1;
  await prepareRows(intake, plan, kept);
  await mergeWindows(intake, checkpoint.partitions, kept, batch);
  return splitOutbox(connection, batch);
}

async function changedCheckpoint(
  before: Checkpoint,
  rows: string | null,
  { connection, stored, definition, parts, onChange }: DefinitionChange,
): Promise<Checkpoint> {
  const { windowsFrom: _windows, rowsFrom, ...kept } = before;
  const checkpoint: Checkpoint = {
    ...kept,
    published: before.batch,
    ...(rowsFrom === undefined ? {} : { rowsFrom }),
    ...(reachOf(parts) === "records" && stored.plan !== null ? { unsettled: true } : {}),
  };
  if (onChange === "replay") return checkpoint;
  // Windows that begin behind the last row have nothing of what was forgotten.
  const last = await lastRow(connection, before, rows);
  if (last === null) return checkpoint;
  const keepsFromNow = stored.definition.rows === "drop" && definition.rows === "keep";
  return { ...checkpoint, windowsFrom: last + 1, ...(keepsFromNow ? { rowsFrom: last + 1 } : {}) };
}

async function lastRow(connection: DuckDBConnection, { partitions }: Checkpoint, rows: string | null) {
  const marks = Object.values(partitions).map(({ latest }) => latest);
  const inRows =
    rows === null
      ? null
      : (await connection.runAndReadAll(`SELECT epoch_ms(max(event_time)) FROM ${rows}`)).getRowsJS()[0]?.[0];
  return [...marks, typeof inRows === "bigint" ? Number(inRows) : null].reduce(later, null);
}
