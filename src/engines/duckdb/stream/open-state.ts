import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { changedParts, type DefinitionPart, type StreamDefinition } from "../../../model/stream/stream-definition.ts";
import { windowedQuery } from "../../../model/stream/windowed-queries.ts";
import { UserError } from "../../../model/user-error.ts";
import { type DuckDb, openDuckDb } from "../instance.ts";
import { changeDefinition, type OnChange } from "./change-definition.ts";
import { hasState, insertState, readState, type StoredState } from "./checkpoint.ts";
import { explainOpenError, explainStateError } from "./explain-state-error.ts";
import { createGrainSql, type Grain, grainsOf } from "./grains.ts";
import { type History, openHistory } from "./history.ts";
import type { RetentionSettings } from "./retention.ts";
import { createStateTables, FORMAT_VERSION } from "./schema.ts";

export const STATE_FILE = "state.duckdb";

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
  /** In what the state was made otherwise, and was changed just now. */
  readonly changed: readonly DefinitionPart[];
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
      return { db, stored, grains, history, changed: parts };
    }
    const change = { connection, history, folder, stored, definition, grains, parts, onChange };
    return { db, history, grains, stored: await changeDefinition(change), changed: parts };
  } catch (error) {
    db.close();
    throw explainStateError(error, folder);
  }
}

async function readOrBegin(
  connection: DuckDBConnection,
  definition: StreamDefinition,
  folder: string,
): Promise<StoredState> {
  if (!(await hasState(connection))) {
    await connection.run("BEGIN");
    await createStateTables(connection);
    await insertState(connection, definition);
    await connection.run("COMMIT");
  }
  const stored = await readState(connection, folder);
  if (stored.format > FORMAT_VERSION) {
    throw new UserError("state_newer", { folder, format: stored.format, known: FORMAT_VERSION });
  }
  return stored;
}
