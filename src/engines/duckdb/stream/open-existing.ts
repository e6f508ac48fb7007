import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { StreamDefinition } from "../../../model/stream/stream-definition.ts";
import { UserError } from "../../../model/user-error.ts";
import { openDuckDb } from "../instance.ts";
import { hasState, readState } from "./checkpoint.ts";
import { explainOpenError } from "./explain-state-error.ts";
import { STATE_FILE } from "./open-state.ts";
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
    if (!(await hasState(connection))) throw new UserError("state_missing", { folder });
    const stored = await readState(connection, folder);
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
