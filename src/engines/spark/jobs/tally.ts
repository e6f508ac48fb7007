import type { SparkJob, SparkStage } from "../../../model/spark-account.ts";

/** Sums over jobs and their stages; jobs are added in the order they began. */
export interface Tally {
  began: string;
  jobs: number;
  failed_jobs: number;
  /** Time with at least one of them at work, and until when that is counted. */
  job_ms: number;
  until: number;
  stages: number;
  tasks: number;
  failed_tasks: number;
  task_ms: number;
  input_rows: number;
  input_bytes: number;
  output_rows: number;
  output_bytes: number;
  shuffle_read_bytes: number;
  shuffle_write_bytes: number;
  spill_bytes: number;
  skew: number | null;
}

export function emptyTally(): Tally {
  return {
    began: "",
    jobs: 0,
    failed_jobs: 0,
    job_ms: 0,
    until: 0,
    stages: 0,
    tasks: 0,
    failed_tasks: 0,
    task_ms: 0,
    input_rows: 0,
    input_bytes: 0,
    output_rows: 0,
    output_bytes: 0,
    shuffle_read_bytes: 0,
    shuffle_write_bytes: 0,
    spill_bytes: 0,
    skew: null,
  };
}

export function addJob(tally: Tally, { started, ms, status }: SparkJob): void {
  const from = Date.parse(started);
  if (tally.jobs === 0) tally.began = started;
  tally.jobs += 1;
  if (status === "failed") tally.failed_jobs += 1;
  // Jobs run side by side; what is covered twice counts once.
  tally.job_ms += Math.max(0, from + ms - Math.max(from, tally.until));
  tally.until = Math.max(tally.until, from + ms);
}

/** A stage of no effect on time (of one task, or below this) says nothing of skew. */
const SHORT_MS = 100;

export function addStage(tally: Tally, stage: SparkStage): void {
  tally.stages += 1;
  for (const name of SUMS) tally[name] += stage[name];
  if (stage.skew !== null && stage.ms >= SHORT_MS) tally.skew = Math.max(tally.skew ?? 0, stage.skew);
}

const SUMS = [
  "tasks",
  "failed_tasks",
  "task_ms",
  "input_rows",
  "input_bytes",
  "output_rows",
  "output_bytes",
  "shuffle_read_bytes",
  "shuffle_write_bytes",
  "spill_bytes",
] as const;
