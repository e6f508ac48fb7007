import type { SparkJob, SparkStage } from "../../../model/spark-account.ts";
import type { JobAnswer, StageAnswer } from "./answers.ts";

export interface KnownJob {
  readonly answer: JobAnswer;
  readonly step: string;
}

export interface KnownStage {
  readonly answer: StageAnswer;
  readonly job: number;
  readonly step: string;
  /** Milliseconds of its tasks. */
  readonly times: { readonly median: number; readonly slowest: number } | null;
}

export function jobOf({ answer, step }: KnownJob, at: Date): SparkJob {
  const { id, submitted, completed, stageIds, tasks, skippedTasks, doneTasks, failedTasks } = answer;
  const started = submitted ?? completed ?? at.toISOString();
  return {
    id,
    step,
    status: JOB_STATUS[answer.status] ?? "unknown",
    started,
    ended: completed,
    ms: span(started, completed, at),
    tasks: Math.max(0, tasks - skippedTasks),
    done_tasks: doneTasks,
    failed_tasks: failedTasks,
    stages: [...stageIds].sort((a, b) => a - b),
  };
}

export function stageOf({ answer, job, step, times }: KnownStage, ui: string | null, at: Date): SparkStage {
  const { id, attempt, submitted, completed, failure } = answer;
  return {
    id,
    attempt,
    job,
    step,
    status: STAGE_STATUS[answer.status] ?? "pending",
    started: submitted,
    ended: completed,
    ms: submitted === null ? 0 : span(submitted, completed, at),
    tasks: answer.tasks,
    done_tasks: answer.doneTasks,
    failed_tasks: answer.failedTasks,
    task_ms: answer.runMs,
    cpu_ms: answer.cpuMs,
    gc_ms: answer.gcMs,
    input_rows: answer.inputRows,
    input_bytes: answer.inputBytes,
    output_rows: answer.outputRows,
    output_bytes: answer.outputBytes,
    shuffle_read_bytes: answer.shuffleReadBytes,
    shuffle_write_bytes: answer.shuffleWriteBytes,
    spill_bytes: answer.spillBytes,
    slowest_ms: times?.slowest ?? null,
    median_ms: times?.median ?? null,
    skew: times === null ? null : ratio(times.slowest, times.median),
    failure: failure === null ? null : firstLine(failure),
    link: ui === null ? null : `${ui}/stages/stage/?id=${id}&attempt=${attempt}`,
  };
}

const JOB_STATUS: Readonly<Record<string, SparkJob["status"]>> = {
  RUNNING: "running",
  SUCCEEDED: "succeeded",
  FAILED: "failed",
};

const STAGE_STATUS: Readonly<Record<string, SparkStage["status"]>> = {
  ACTIVE: "active",
  COMPLETE: "complete",
  FAILED: "failed",
  PENDING: "pending",
  SKIPPED: "skipped",
};

/** The cluster's clock and ours may differ: what runs did not take less than no time. */
function span(from: string, to: string | null, at: Date): number {
  return Math.max(0, (to === null ? at.getTime() : Date.parse(to)) - Date.parse(from));
}

/** Of tasks that take no time a ratio says nothing. */
function ratio(slowest: number, median: number): number {
  return Math.round((Math.max(slowest, 1) / Math.max(median, 1)) * 100) / 100;
}

function firstLine(text: string): string {
  return (text.trim().split("\n", 1)[0] ?? "").slice(0, MOST_TEXT);
}

const MOST_TEXT = 500;
