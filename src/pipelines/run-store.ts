import { newRun, type RunRecord } from "../model/run-record.ts";
import type { SparkAccount } from "../model/spark-account.ts";
import { ownProcess } from "../sinks/files/process-id.ts";
import { createRunReader, forgetOldRuns, readRun, readRuns, readSparkAccount, writeRun } from "./run-folder.ts";

/** The runs of a state, kept by the process that owns it. */
export interface RunStore {
  /** Newest first. */
  list(): readonly RunRecord[];
  get(id: string): RunRecord | undefined;
  /** Replaces what is known of a run; `lasting` writes it down. Never fails. */
  put(run: RunRecord, lasting: boolean, spark?: SparkAccount): Promise<void>;
  /** Where the time of a run on Spark went. */
  spark(id: string): Promise<SparkAccount | null>;
  /** Runs of the same user that have no state: batches from the command line. Newest first. */
  elsewhere(): Promise<readonly RunRecord[]>;
  /** One of those. */
  getElsewhere(id: string): Promise<RunRecord | undefined>;
}

export interface RunStoreOptions {
  /** Where those runs are. */
  readonly elsewhere?: string | null;
}

/** Runs under a folder. Those that a killed process left running were interrupted. */
export async function openRunStore(folder: string, { elsewhere = null }: RunStoreOptions = {}): Promise<RunStore> {
  const own = await ownProcess();
  const runs = new Map((await readRuns(folder)).map((run) => [run.id, run]));
  const accounts = new Map<string, SparkAccount>();
  const readElsewhere = elsewhere === null ? async () => [] : createRunReader(elsewhere);
  let last: Promise<void> = Promise.resolve();
  return {
    list: () => [...runs.values()].sort((a, b) => (a.id < b.id ? 1 : -1)),
    get: (id) => runs.get(id),
    put(run, lasting, spark) {
      const known = newRun({ ...run, process: run.status === "running" ? own : null });
      runs.set(run.id, known);
      if (spark !== undefined) accounts.set(run.id, spark);
      if (!lasting) return Promise.resolve();
      // One after the other, so that an older text never replaces a newer one.
      last = last
        .then(async () => {
          await writeRun(folder, known, spark);
          if (known.status !== "running") await forgetOldRuns(folder);
        })
        .catch(() => undefined);
      return last;
    },
    async spark(id) {
      const known = accounts.get(id) ?? (await readSparkAccount(folder, id));
      return known ?? (elsewhere === null ? null : readSparkAccount(elsewhere, id));
    },
    elsewhere: readElsewhere,
    getElsewhere: async (id) => (elsewhere === null ? undefined : readRun(elsewhere, id)),
  };
}
