import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { planColumns } from "../../../model/plan.ts";
import { changedParts, type StreamDefinition } from "../../../model/stream/stream-definition.ts";
import { windowedQuery } from "../../../model/stream/windowed-queries.ts";
import { UserError } from "../../../model/user-error.ts";
import { type DuckDb, openDuckDb } from "../instance.ts";
import { insertState, readState, type StoredState, writeCheckpoint, writeDefinition } from "./checkpoint.ts";
import { explainDiskError } from "./explain-disk-error.ts";
import { closed, createGrainSql, type Grain, grainsOf, open, partialsSql } from "./grains.ts";
import { type History, historySql, openHistory } from "./history.ts";
import type { RetentionSettings } from "./retention.ts";
import { createStateTables, FORMAT_VERSION } from "./schema.ts";

export const STATE_FILE = "state.duckdb";

/**
 * What happens where a state was made under another definition: an error that names what changed; its windows are made
 * anew from the rows it keeps; or they are forgotten. Positions and rows stay in any case.
 */
export type OnChange = "refuse" | "replay" | "drop";

export interface OpenStateOptions {
  /** Holds everything the stream knows; created where it is missing. */
  readonly folder: string;
  readonly definition: StreamDefinition;
  readonly onChange?: OnChange;
  /** All is kept by default. */
  readonly retention?: RetentionSettings;
  /** As DuckDB writes sizes ("512MB"). */
  readonly memory?: string;
  readonly threads?: number;
}

export interface OpenedState {
  readonly db: DuckDb;
  readonly stored: StoredState;
  readonly grains: readonly Grain[];
  readonly history: History;
}

/**
 * Opens the database of a state, or makes one.
 * @throws {UserError} where it was made under another definition, by a newer version, in use or damaged, or its disk is full.
 */
export async function openStateDatabase(options: OpenStateOptions): Promise<OpenedState> {
  const { folder, definition, onChange = "refuse", memory = "512MB", threads } = options;
  await mkdir(folder, { recursive: true });
  const db = await openDuckDb({
    path: join(folder, STATE_FILE),
    memory,
    spillFolder: join(folder, ".spill"),
    ...(threads === undefined ? {} : { threads }),
  }).catch((error: unknown) => {
    throw explainOpenError(error, folder);
  });
  try {
    const { connection } = db;
    const stored = await readOrBegin(connection, definition, folder);
    const history = await openHistory(connection, join(folder, "history"));
    const grains = grainsOf(definition.queries.map((id) => windowedQuery(id, definition)));
    const parts = changedParts(stored.definition, definition);
    if (parts.length === 0) {
      for (const grain of grains) await connection.run(createGrainSql(grain));
      return { db, stored, grains, history };
    }
    if (onChange === "refuse") throw new UserError("state_changed", { folder, parts });
    if (parts.includes("source"))
      throw new UserError("state_of_other_source", { folder, source: stored.definition.source });
    if (parts.includes("mapping") || parts.includes("timeZone"))
      throw new UserError("state_of_other_mapping", { folder });
    return {
      db,
      history,
      grains,
      stored: await changeDefinition(connection, stored, definition, grains, history, onChange),
    };
  } catch (error) {
    db.close();
    throw explainDiskError(error, folder);
  }
}

async function readOrBegin(
  connection: DuckDBConnection,
  definition: StreamDefinition,
  folder: string,
): Promise<StoredState> {
  const tables = await connection.runAndReadAll("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'state'");
  if (Number(tables.getRowsJS()[0]?.[0]) === 0) {
    await connection.run("BEGIN");
    await createStateTables(connection);
    await insertState(connection, definition);
    await connection.run("COMMIT");
  }
  const stored = await readState(connection);
  if (stored === undefined) throw new UserError("state_damaged", { folder, cause: "no checkpoint" });
  if (stored.format > FORMAT_VERSION) {
    throw new UserError("state_newer", { folder, format: stored.format, known: FORMAT_VERSION });
  }
  return stored;
}

/** In one transaction: the windows of the new definition, from the kept rows or empty; everything else stays. */
async function changeDefinition(
  connection: DuckDBConnection,
  stored: StoredState,
  definition: StreamDefinition,
  grains: readonly Grain[],
  history: History,
  onChange: "replay" | "drop",
): Promise<StoredState> {
  const before = grainsOf(stored.definition.queries.map((id) => windowedQuery(id, stored.definition)));
  const { plan } = stored;
  const rows = plan === null ? "" : await historySql(connection, history);
  await connection.run("BEGIN");
  try {
    for (const { table } of before) {
      await connection.run(`DROP TABLE IF EXISTS ${open(table)}; DROP TABLE IF EXISTS ${closed(table)}`);
    }
    for (const grain of grains) {
      await connection.run(createGrainSql(grain));
      if (onChange === "replay" && plan !== null) {
        const context = { relation: rows, columns: new Set(planColumns(plan)), status: plan.status };
        await connection.run(`INSERT INTO ${open(grain.table)} ${partialsSql(grain, context)}`);
      }
    }
    // What is final is told anew with the next batch.
    const checkpoint = { ...stored.checkpoint, finalUntil: null, published: stored.checkpoint.batch };
    await connection.run("DELETE FROM outbox");
    await writeDefinition(connection, definition);
    await writeCheckpoint(connection, checkpoint);
    await connection.run("COMMIT");
    return { ...stored, definition, checkpoint };
  } catch (error) {
    await connection.run("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

/** What the engine says about a database that cannot be opened, as a sentence for people. */
export function explainOpenError(error: unknown, folder: string): unknown {
  const explained = explainDiskError(error, folder);
  // The log that a full disk cut short is named in it, and is not damaged.
  if (explained !== error) return explained;
  const message = error instanceof Error ? error.message : String(error);
  if (/Could not set lock|Conflicting lock|being used by another process/i.test(message)) {
    const [, pid] = /PID (\d+)/.exec(message) ?? [];
    return new UserError("state_in_use", { folder, pid: pid === undefined ? null : Number(pid) }, { cause: error });
  }
  if (/not a valid DuckDB|corrupt|checksum|serializ|Could not read|WAL/i.test(message)) {
    const [cause = ""] = message.split("\n");
    return new UserError("state_damaged", { folder, cause }, { cause: error });
  }
  return error;
}
