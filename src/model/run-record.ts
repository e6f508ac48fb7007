import type { StreamQuality } from "./stream/stream-progress.ts";

/** What ran. A `serve` is a stream with its console; a `batch` may have been started there. */
export const RUN_KINDS = ["batch", "stream", "serve", "compare"] as const;
export type RunKind = (typeof RUN_KINDS)[number];

/** `stopped`: somebody stopped it. `interrupted`: its process went without a word. */
export const RUN_STATUSES = ["running", "done", "failed", "stopped", "interrupted"] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** One execution, as it is kept: a file of JSON. Nothing in it is a secret. */
export interface RunRecord {
  /** Rises with time. */
  readonly id: string;
  readonly kind: RunKind;
  readonly status: RunStatus;
  readonly started: string;
  readonly ended: string | null;
  readonly duration_ms: number;
  /** What it read, in a few words. */
  readonly input: string;
  readonly engine: string;
  readonly version: string;
  readonly rows: number;
  /** Where it was started. */
  readonly folder: string | null;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly quality: StreamQuality | null;
  /** The measures over all its sales, or what else it found, by name. */
  readonly figures: Readonly<Record<string, string | number | null>> | null;
  /** Milliseconds by phase. */
  readonly phases: Readonly<Record<string, number>>;
  readonly progress: {
    readonly phase: string;
    readonly fraction: number | null;
    readonly seconds_left: number | null;
  } | null;
  readonly inputs: readonly RunInput[];
  /** Folder or address of the outputs; null where the console keeps them. */
  readonly outputs_at: string | null;
  readonly outputs: readonly RunOutput[];
  readonly log: readonly { readonly time: string; readonly text: BothLanguages }[];
  readonly failure: { readonly code: string; readonly detail: BothLanguages } | null;
  /** Who writes this while it runs, and when last: where it is no more, the run was interrupted. */
  readonly process: { readonly place: string; readonly pid: number; readonly start: string } | null;
  readonly written: string;
}

export interface RunInput {
  readonly name: string;
  readonly bytes: number;
  /** Null where only a cluster read it. */
  readonly sha256: string | null;
  readonly rows: number;
}

export interface RunOutput {
  readonly path: string;
  readonly bytes: number;
  readonly rows: number | null;
  /** Where it is a folder: how many files it holds. */
  readonly parts: number | null;
}

export interface BothLanguages {
  readonly en: string;
  readonly es: string;
}

/** A run of which nothing is known but that it began. */
export function newRun(
  begun: Pick<RunRecord, "id" | "kind" | "started" | "input" | "engine" | "version"> & Partial<RunRecord>,
): RunRecord {
  return {
    status: "running",
    ended: null,
    duration_ms: 0,
    rows: 0,
    folder: null,
    parameters: {},
    quality: null,
    figures: null,
    phases: {},
    progress: null,
    inputs: [],
    outputs_at: null,
    outputs: [],
    log: [],
    failure: null,
    process: null,
    written: begun.started,
    ...begun,
  };
}

let runsBegun = 0;

/** The second, and what makes it this process's own: `20261123-042553001-2vl`. */
export function runId(now: Date, pid: number = process.pid): string {
  runsBegun += 1;
  const time = now
    .toISOString()
    .replaceAll(/[-:.]|Z$/g, "")
    .replace("T", "-");
  return `${time}-${pid.toString(36)}${runsBegun === 1 ? "" : `.${runsBegun.toString(36)}`}`;
}
