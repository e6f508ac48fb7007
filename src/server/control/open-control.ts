import { randomBytes } from "node:crypto";
import type { StreamState } from "../../engines/duckdb/stream/state.ts";
import { type RunPlace, stateRunFolder, writtenRuns } from "../../pipelines/run-folder.ts";
import { type DeskOperations, deskOperations } from "../../pipelines/stream-desk.ts";
import { listen } from "../../sources/http/listen.ts";
import { answerControl } from "./answer-control.ts";
import { type ControlFile, removeControlFile, writeControlFile } from "./control-file.ts";

export interface ControlOptions {
  /** Of the state; `control.json` in it says where to ask. */
  readonly folder: string;
  readonly state: StreamState;
  /** The operations on it, where others use them too: what they do must be done in turn. */
  readonly desk?: DeskOperations;
  /** The runs on it; by default as they are written down. */
  readonly runs?: RunPlace;
  readonly now?: () => Date;
}

export interface Control {
  /** Such as http://127.0.0.1:41234. */
  readonly address: string;
  /** Answers what was asked and listens no more; the state stays open. */
  close(): Promise<void>;
}

const HOST = "127.0.0.1";
const MOST_CONNECTIONS = 16;

/**
 * Lets the other commands reach a state that this process has open: on this machine alone, and only for whoever can read
 * its folder.
 * @throws {UserError} http_not_listening, or where the folder cannot be written
 */
export async function openControl({
  folder,
  state,
  desk = deskOperations(state),
  runs = writtenRuns(stateRunFolder(folder)),
  now = () => new Date(),
}: ControlOptions): Promise<Control> {
  const token = randomBytes(32).toString("base64url");
  const greeting = { pid: process.pid, started: now().toISOString() };
  const answer = answerControl({ desk, runs, host: HOST, token, greeting });
  const listener = await listen(answer, { host: HOST, port: 0, maxConnections: MOST_CONNECTIONS });
  const control: ControlFile = { ...greeting, token, port: Number(new URL(listener.address).port) };
  try {
    await writeControlFile(folder, control);
  } catch (error) {
    await listener.close();
    throw error;
  }
  return {
    address: listener.address,
    async close() {
      await removeControlFile(folder, control);
      await listener.close();
    },
  };
}
