import { errors as english } from "../i18n/en/errors.ts";
import { errors as spanish } from "../i18n/es/errors.ts";
import { MappingNeeded } from "../model/propose/mapping-needed.ts";
import { type BothLanguages, newRun, type RunRecord, runId } from "../model/run-record.ts";
import type { SparkAccount, SparkGap } from "../model/spark-account.ts";
import { UserError } from "../model/user-error.ts";
import { ownProcess } from "../sinks/files/process-id.ts";
import { textWithoutSecrets, withoutSecrets } from "./redact.ts";
import { forgetOldRuns, writeRun } from "./run-folder.ts";

/** Keeps the record of one run up to date. Nothing here fails: no run is worth less because it was not written down. */
export interface RunWriter {
  readonly id: string;
  /** Changes what is known; it is written down now and then. */
  change(known: Partial<RunRecord>): void;
  note(text: BothLanguages): void;
  /** What is asked for whenever the run is written. */
  watch(look: () => Partial<RunRecord>): void;
  /** Where Spark's part is asked for whenever the run is written. */
  watchSpark(look: () => SparkAccount<UserError>): void;
  /** The last word on Spark's part. */
  spark(look: SparkAccount<UserError>): void;
  /** The last word: `done` unless it says otherwise. */
  end(known?: Partial<RunRecord>): Promise<void>;
  /** It failed, or somebody stopped it. */
  fail(error: unknown, stopped: boolean): Promise<void>;
}

export interface BegunRun
  extends Pick<RunRecord, "kind" | "engine" | "input" | "version">,
    Partial<Pick<RunRecord, "folder" | "outputs_at">> {
  /** Options as given; secrets are taken out here. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A process that is killed leaves what was written last. */
const WRITE_MS = 5000;
const MOST_LINES = 200;

/** Begins a run that is kept under `folder`; where that is null, nowhere. */
export function beginRun(folder: string | null, begun: BegunRun, now: () => Date = () => new Date()): RunWriter {
  const started = now();
  let look: (() => SparkAccount<UserError>) | undefined;
  let figures: () => Partial<RunRecord> = () => ({});
  let run = newRun({
    ...begun,
    input: textWithoutSecrets(begun.input),
    parameters: withoutSecrets(begun.parameters) as RunRecord["parameters"],
    outputs_at: begun.outputs_at == null ? null : textWithoutSecrets(begun.outputs_at),
    id: runId(started),
    started: started.toISOString(),
  });
  let last: Promise<void> = Promise.resolve();

  function write(): Promise<void> {
    if (folder === null) return last;
    const at = now();
    const isOver = run.status !== "running";
    run = {
      ...run,
      ...(isOver ? {} : figures()),
      ended: isOver ? (run.ended ?? at.toISOString()) : null,
      duration_ms: at.getTime() - started.getTime(),
      written: at.toISOString(),
    };
    const written = run;
    const spark = look === undefined ? null : accountOf(look());
    last = last
      .then(async () => writeRun(folder, { ...written, process: isOver ? null : await ownProcess() }, spark))
      .catch(() => undefined);
    return last;
  }

  const timer = folder === null ? undefined : setInterval(() => void write(), WRITE_MS).unref();
  void write();

  async function end(known: Partial<RunRecord>): Promise<void> {
    clearInterval(timer);
    run = { ...run, ...figures(), status: "done", ...known, progress: null };
    await write();
    if (folder !== null) await forgetOldRuns(folder).catch(() => undefined);
  }

  return {
    id: run.id,
    change(known) {
      run = { ...run, ...known };
    },
    note(text) {
      run = { ...run, log: [...run.log, { time: now().toISOString(), text }].slice(-MOST_LINES) };
    },
    watch(given) {
      figures = given;
    },
    watchSpark(given) {
      look = given;
    },
    spark(given) {
      look = () => given;
    },
    end: (known = {}) => end(known),
    fail: (error, stopped) =>
      end({ status: stopped ? "stopped" : "failed", failure: stopped ? null : failureOf(error) }),
  };
}

/** What went wrong, as it is kept. */
export function failureOf(error: unknown): NonNullable<RunRecord["failure"]> {
  const known =
    error instanceof MappingNeeded ? new UserError("api_mapping_incomplete", { gaps: error.proposal.gaps }) : error;
  if (known instanceof UserError) return gapOf(known);
  const [line = ""] = (error instanceof Error ? error.message : String(error)).trim().split(/[\r\n]/, 1);
  const text = textWithoutSecrets(line.slice(0, 500));
  return { code: "defect", detail: { en: text, es: text } };
}

/** As it is kept, with what is missing said in both languages. */
function accountOf(look: SparkAccount<UserError>): SparkAccount {
  return { ...look, missing: look.missing === null ? null : gapOf(look.missing) };
}

function gapOf(error: UserError): SparkGap {
  return { code: error.code, detail: { en: error.in(english), es: error.in(spanish) } };
}
