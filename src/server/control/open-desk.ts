import { openExistingState } from "../../engines/duckdb/stream/open-existing.ts";
import { type DeskOperations, deskOperations } from "../../pipelines/stream-desk.ts";
import { isRunning } from "../../sinks/files/process-id.ts";
import { answers, controlClient } from "./control-client.ts";
import { type ControlFile, readControlFile } from "./control-file.ts";

export interface Desk extends DeskOperations {
  /** Of the stream that was asked; null where nobody had the state open and this process has now. */
  readonly pid: number | null;
  close(): Promise<void>;
}

/**
 * The operations on the state in a folder: of the stream that runs on it, or, where none does, on the state itself.
 * @throws {UserError} state_missing, state_in_use, state_newer, state_damaged
 */
export async function openDesk(folder: string): Promise<Desk> {
  const control = await readControlFile(folder);
  if (control !== undefined && (await isAlive(control))) {
    return { ...controlClient(control), pid: control.pid, close: async () => undefined };
  }
  const state = await openExistingState({ folder });
  return { ...deskOperations(state), pid: null, close: () => state.close() };
}

async function isAlive(control: ControlFile): Promise<boolean> {
  return (await isRunning({ place: "", pid: control.pid, start: "0" })) && (await answers(control));
}
