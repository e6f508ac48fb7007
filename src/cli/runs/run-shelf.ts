import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { RunRecord } from "../../model/run-record.ts";
import { UserError } from "../../model/user-error.ts";
import { type KeptRun, type RunPlace, stateRunFolder, userRunFolder, writtenRuns } from "../../pipelines/run-folder.ts";
import { askRunning } from "../../server/control/running-runs.ts";
import type { Io } from "../io.ts";

export interface RunShelf {
  /** Newest first. */
  readonly runs: readonly RunRecord[];
  /** By its id, a part of it, or "last". @throws {UserError} run_unknown, run_ambiguous */
  find(id: string): Promise<KeptRun>;
}

const MOST_NAMED = 5;

/**
 * The runs of a state, or of all states in .vitrina and those that have none. A process that owns a state is asked, because
 * it knows more than it has written down.
 * @throws {UserError} runs_nowhere
 */
export async function openRunShelf(state: string | undefined, { env, cwd }: Io): Promise<RunShelf> {
  const own = state === undefined ? userRunFolder(env) : null;
  const states = state === undefined ? await usualStates(cwd) : [resolve(cwd, state)];
  if (own === null && states.length === 0) throw new UserError("runs_nowhere", {});
  const places = [...(own === null ? [] : [writtenRuns(own)]), ...(await Promise.all(states.map(statePlace)))];
  const found = new Map<string, { run: RunRecord; place: RunPlace }>();
  for (const place of places) for (const run of await place.list()) found.set(run.id, { run, place });
  const runs = [...found.values()].map(({ run }) => run).sort((a, b) => (a.id < b.id ? 1 : -1));
  return {
    runs,
    async find(text) {
      const ids = text === "last" ? runs.slice(0, 1).map(({ id }) => id) : idsLike(text, [...found.keys()]);
      const [id] = ids;
      if (ids.length > 1) throw new UserError("run_ambiguous", { id: text, ids: ids.slice(0, MOST_NAMED) });
      const kept = id === undefined ? undefined : await found.get(id)?.place.get(id);
      if (kept === undefined) throw new UserError("run_unknown", { id: text });
      return kept;
    },
  };
}

function idsLike(text: string, ids: readonly string[]): readonly string[] {
  if (ids.includes(text)) return [text];
  // The end tells runs apart, and people copy it.
  const byEnd = ids.filter((id) => id.endsWith(`-${text}`));
  return byEnd.length > 0 ? byEnd : ids.filter((id) => text !== "" && id.includes(text));
}

async function usualStates(cwd: string): Promise<string[]> {
  const usual = resolve(cwd, ".vitrina");
  const names = await readdir(usual).catch(() => []);
  return names.sort().map((name) => join(usual, name));
}

async function statePlace(state: string): Promise<RunPlace> {
  return (await askRunning(state)) ?? writtenRuns(stateRunFolder(state));
}
