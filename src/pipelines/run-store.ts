import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { StreamQuality } from "../model/stream/stream-progress.ts";
import type { ErrorCode } from "../model/user-error.ts";

/** One execution, as it is kept: a file of JSON. */
export interface RunRecord {
  readonly id: string;
  readonly kind: "batch" | "stream";
  readonly status: "running" | "done" | "failed" | "stopped";
  readonly started: string;
  readonly ended: string | null;
  readonly duration_ms: number;
  readonly input: string;
  readonly engine: string;
  readonly version: string;
  readonly rows: number;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly quality: StreamQuality | null;
  readonly phases: Readonly<Record<string, number>>;
  readonly progress: {
    readonly phase: string;
    readonly fraction: number | null;
    readonly seconds_left: number | null;
  } | null;
  readonly inputs: readonly {
    readonly name: string;
    readonly bytes: number;
    readonly sha256: string;
    readonly rows: number;
  }[];
  readonly outputs: readonly { readonly path: string; readonly bytes: number; readonly rows: number | null }[];
  readonly log: readonly { readonly time: string; readonly text: { readonly en: string; readonly es: string } }[];
  readonly failure: {
    readonly code: ErrorCode | "defect";
    readonly detail: { readonly en: string; readonly es: string };
  } | null;
}

export interface RunStore {
  /** Newest first. */
  list(): readonly RunRecord[];
  get(id: string): RunRecord | undefined;
  /** Replaces what is known of a run; `lasting` writes it down. */
  put(run: RunRecord, lasting: boolean): Promise<void>;
}

const MOST_RUNS = 1000;

/** Runs under a folder. Those that a killed process left running were stopped. */
export async function openRunStore(folder: string): Promise<RunStore> {
  await mkdir(folder, { recursive: true });
  const runs = new Map<string, RunRecord>();
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  for (const name of names.slice(-MOST_RUNS)) {
    const run = await readRun(join(folder, name));
    if (run !== undefined)
      runs.set(run.id, run.status === "running" ? { ...run, status: "stopped", progress: null } : run);
  }
  let last: Promise<void> = Promise.resolve();
  return {
    list: () => [...runs.values()].sort((a, b) => (a.id < b.id ? 1 : -1)),
    get: (id) => runs.get(id),
    put(run, lasting) {
      runs.set(run.id, run);
      if (!lasting) return Promise.resolve();
      // One after the other, so that an older text never replaces a newer one.
      last = last.then(() => writeRun(folder, run)).catch(() => undefined);
      return last;
    },
  };
}

/** Ids rise with time and are names of files. */
export function runId(kind: RunRecord["kind"], now: Date, number: number): string {
  return `${now.toISOString().replaceAll(/[-:.]/g, "")}-${kind}-${number}`;
}

async function readRun(path: string): Promise<RunRecord | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as RunRecord;
  } catch {
    // Written by halves, or by somebody else: not worth the server's start.
    return undefined;
  }
}

async function writeRun(folder: string, run: RunRecord): Promise<void> {
  const path = join(folder, `${run.id}.json`);
  await writeFile(`${path}.new`, `${JSON.stringify(run, null, 2)}\n`);
  await rename(`${path}.new`, path);
}
