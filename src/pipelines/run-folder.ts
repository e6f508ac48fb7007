import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { newRun, type RunRecord } from "../model/run-record.ts";
import type { SparkAccount } from "../model/spark-account.ts";
import { isRunning, ownProcess } from "../sinks/files/process-id.ts";

/** Older runs make room. */
const MOST_RUNS = 500;
/** A run of another machine that was not heard of for so long is over. */
const SILENT_MS = 120_000;
const RUN = ".run.json";
const SPARK = ".spark.json";

/**
 * Where the runs of whoever works here are kept, apart from those of streams, which lie with their state: in VITRINA_HOME, or
 * where the system keeps such things. Null where it has no such place, or VITRINA_HOME=off.
 */
export function userRunFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string | null {
  const { VITRINA_HOME: own, XDG_STATE_HOME: state, HOME: home, LOCALAPPDATA: local } = env;
  if (own === "off") return null;
  if (own !== undefined && own !== "") return isAbsolute(own) ? join(own, "runs") : null;
  if (platform === "win32") return local === undefined ? null : join(local, "vitrina", "runs");
  if (state !== undefined && isAbsolute(state)) return join(state, "vitrina", "runs");
  if (home === undefined || !isAbsolute(home)) return null;
  return platform === "darwin"
    ? join(home, "Library", "Application Support", "vitrina", "runs")
    : join(home, ".local", "state", "vitrina", "runs");
}

/** Where the runs on a stream's state are kept. */
export function stateRunFolder(state: string): string {
  return join(state, "runs");
}

/** Runs, wherever they are known. */
export interface RunPlace {
  /** Newest first. */
  list(): Promise<readonly RunRecord[]>;
  get(id: string): Promise<KeptRun | undefined>;
}

export interface KeptRun {
  readonly run: RunRecord;
  /** Where the time went, where it ran on Spark. */
  readonly spark: SparkAccount | null;
}

/** As they are written down. */
export function writtenRuns(folder: string): RunPlace {
  return {
    list: () => readRuns(folder),
    async get(id) {
      const run = await readRun(folder, id);
      return run === undefined ? undefined : { run, spark: await readSparkAccount(folder, id) };
    },
  };
}

/** All runs of a folder, newest first. What cannot be read is passed over. */
export async function readRuns(folder: string): Promise<RunRecord[]> {
  const runs = await Promise.all((await runNames(folder)).slice(0, MOST_RUNS).map((id) => readRun(folder, id)));
  return runs.filter((run) => run !== undefined);
}

/** The same again and again: a run that is over is read once. */
export function createRunReader(folder: string): () => Promise<readonly RunRecord[]> {
  const over = new Map<string, RunRecord>();
  return async () => {
    const ids = (await runNames(folder)).slice(0, MOST_RUNS);
    const found = await Promise.all(ids.map(async (id) => over.get(id) ?? (await readRun(folder, id))));
    const runs = found.filter((run) => run !== undefined);
    over.clear();
    for (const run of runs) if (run.status !== "running") over.set(run.id, run);
    return runs;
  };
}

/** Ids come from outside: one that is none leads nowhere. */
export async function readRun(folder: string, id: string): Promise<RunRecord | undefined> {
  if (!isId(id)) return undefined;
  const run = (await readJson(join(folder, id + RUN))) as RunRecord | undefined;
  if (typeof run?.id !== "string" || typeof run.started !== "string") return undefined;
  return endedIfGone(newRun(run));
}

/** Of a run on Spark; null where nothing was kept. */
export async function readSparkAccount(folder: string, id: string): Promise<SparkAccount | null> {
  if (!isId(id)) return null;
  return ((await readJson(join(folder, id + SPARK))) as SparkAccount | undefined) ?? null;
}

/** Nobody but the owner can read it, and nobody ever sees half of it. */
export async function writeRun(folder: string, run: RunRecord, spark: SparkAccount | null = null): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (spark !== null) await writeJson(join(folder, run.id + SPARK), spark);
  await writeJson(join(folder, run.id + RUN), run);
}

/** Removes the oldest runs above the number that is kept. */
export async function forgetOldRuns(folder: string, most: number = MOST_RUNS): Promise<void> {
  for (const id of (await runNames(folder)).slice(most)) {
    await rm(join(folder, id + RUN), { force: true });
    await rm(join(folder, id + SPARK), { force: true });
  }
}

function isId(text: string): boolean {
  return /^[\w-][\w.-]{0,99}$/.test(text);
}

/** Ids, newest first. */
async function runNames(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const ids = names.filter((name) => name.endsWith(RUN)).map((name) => name.slice(0, -RUN.length));
  return ids.sort().reverse();
}

async function endedIfGone(run: RunRecord): Promise<RunRecord> {
  if (run.status !== "running" || (await isAtWork(run))) return run;
  return { ...run, status: "interrupted", progress: null };
}

async function isAtWork({ process: writer, written }: RunRecord): Promise<boolean> {
  if (writer === null) return false;
  const { place } = await ownProcess();
  return writer.place === place ? isRunning(writer) : Date.now() - Date.parse(written) < SILENT_MS;
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    // Removed meanwhile, written by halves, or by somebody else.
    return undefined;
  }
}

async function writeJson(path: string, value: unknown): Promise<void> {
  const fresh = `${path}.${process.pid}`;
  await writeFile(fresh, `${JSON.stringify(value)}\n`, { mode: 0o600 });
  await rename(fresh, path);
}
