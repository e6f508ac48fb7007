import type { RunRecord } from "../../model/run-record.ts";
import type { KeptRun, RunPlace } from "../../pipelines/run-folder.ts";
import type { RunStore } from "../../pipelines/run-store.ts";
import { isRunning } from "../../sinks/files/process-id.ts";
import { answers, askControl } from "./control-client.ts";
import { readControlFile } from "./control-file.ts";

/** The runs on a state of the process that has it open, which knows more than it has written down; undefined where none has. */
export async function askRunning(folder: string): Promise<RunPlace | undefined> {
  const control = await readControlFile(folder);
  if (control === undefined) return undefined;
  if (!(await isRunning({ place: "", pid: control.pid, start: "0" })) || !(await answers(control))) return undefined;
  const ask = askControl(control);
  return {
    list: () => ask<RunRecord[]>("runs"),
    get: async (id) => (await ask<KeptRun | null>("run", { id })) ?? undefined,
  };
}

/** For that process: what it has in memory. */
export function storedRuns(runs: RunStore): RunPlace {
  return {
    list: async () => runs.list(),
    async get(id) {
      const run = runs.get(id);
      return run === undefined ? undefined : { run, spark: await runs.spark(id) };
    },
  };
}
