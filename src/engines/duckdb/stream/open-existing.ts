import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { StreamDefinition } from "../../../model/stream/stream-definition.ts";
import { UserError } from "../../../model/user-error.ts";
import { openDuckDb } from "../instance.ts";
import { readState } from "./checkpoint.ts";
import { explainOpenError, STATE_FILE } from "./open-state.ts";
import { openStreamState, type StreamState } from "./state.ts";

/**
 * Opens a state that exists, under the definition it was made with.
 * @throws {UserError} state_missing, or as `openStreamState` where it is in use, newer or damaged.
 */
export async function openExistingState({ folder }: { readonly folder: string }): Promise<StreamState> {
  return openStreamState({ folder, definition: await readStoredDefinition(folder) });
}

/** What a state's figures are, without being told. @throws {UserError} as `openExistingState` */
async function readStoredDefinition(folder: string): Promise<StreamDefinition> {
  const path = join(folder, STATE_FILE);
  if (!(await isFile(path))) throw new UserError("state_missing", { folder });
  const db = await openDuckDb({ path, memory: "256MB", spillFolder: join(folder, ".spill") }).catch(
    (error: unknown) => {
      throw explainOpenError(error, folder);
    },
  );
  try {
    const { connection } = db;
    const tables = await connection.runAndReadAll("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'state'");
    const stored = Number(tables.getRowsJS()[0]?.[0]) === 0 ? undefined : await readState(connection);
    if (stored === undefined) throw new UserError("state_missing", { folder });
    return stored.definition;
  } finally {
    db.close();
  }
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
