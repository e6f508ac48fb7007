/**
 * Where the time of a run on Spark went: its jobs, stages, executors and plans, as Spark's own REST API tells. Durations are
 * milliseconds, instants ISO 8601. Lists are in the order of time.
 */
export interface SparkAccount<Missing = SparkGap> {
  /** The server's address, without token. */
  readonly server: string;
  readonly app: { readonly id: string; readonly name: string; readonly version: string } | null;
  /** Of Spark's own pages; null where they were not found. */
  readonly ui: string | null;
  readonly as_of: string;
  /** Why nothing, or nothing newer, is known. */
  readonly missing: Missing | null;
  /** Wall time with at least one job at work; what is left of the run's time went into planning and moving files. */
  readonly job_ms: number;
  readonly steps: readonly SparkStep[];
  readonly jobs: readonly SparkJob[];
  readonly stages: readonly SparkStage[];
  readonly executors: readonly SparkExecutor[];
  /** Those that went while the run lasted. */
  readonly executors_lost: number;
  /** The longest ones. */
  readonly sql: readonly SparkSql[];
  /** What is counted in the steps, but no longer listed. */
  readonly left_out: { readonly jobs: number; readonly stages: number; readonly sql: number };
}

export interface SparkGap {
  readonly code: string;
  readonly detail: { readonly en: string; readonly es: string };
}

/** What the tasks of a stage, or of several, took in and gave out. */
export interface SparkAmounts {
  readonly tasks: number;
  readonly failed_tasks: number;
  readonly task_ms: number;
  readonly input_rows: number;
  readonly input_bytes: number;
  readonly output_rows: number;
  readonly output_bytes: number;
  readonly shuffle_read_bytes: number;
  readonly shuffle_write_bytes: number;
  /** Written to disk because memory was not enough. */
  readonly spill_bytes: number;
  /** The slowest task's time in those of the median one: of a step, its worst stage's. */
  readonly skew: number | null;
}

/** Jobs for one purpose, such as `load/read` or `analyse/sales_by_day`. */
export interface SparkStep extends SparkAmounts {
  readonly step: string;
  readonly phase: SparkPhase;
  readonly jobs: number;
  readonly failed_jobs: number;
  readonly job_ms: number;
  readonly stages: number;
}

export const SPARK_PHASES = ["open", "inspect", "load", "analyse", "write", "stream", "other"] as const;
export type SparkPhase = (typeof SPARK_PHASES)[number];

export interface SparkJob {
  readonly id: number;
  readonly step: string;
  readonly status: "running" | "succeeded" | "failed" | "unknown";
  readonly started: string;
  readonly ended: string | null;
  readonly ms: number;
  readonly tasks: number;
  readonly done_tasks: number;
  readonly failed_tasks: number;
  readonly stages: readonly number[];
}

export interface SparkStage extends SparkAmounts {
  readonly id: number;
  readonly attempt: number;
  readonly job: number;
  readonly step: string;
  readonly status: "active" | "complete" | "failed" | "pending" | "skipped";
  readonly started: string | null;
  readonly ended: string | null;
  readonly ms: number;
  readonly done_tasks: number;
  readonly cpu_ms: number;
  readonly gc_ms: number;
  readonly slowest_ms: number | null;
  readonly median_ms: number | null;
  readonly failure: string | null;
  readonly link: string | null;
}

export interface SparkExecutor {
  readonly id: string;
  readonly host: string;
  readonly cores: number;
  readonly active: boolean;
  readonly tasks: number;
  readonly failed_tasks: number;
  readonly task_ms: number;
  readonly gc_ms: number;
  readonly input_bytes: number;
  readonly shuffle_read_bytes: number;
  readonly shuffle_write_bytes: number;
  readonly memory_bytes: number;
  readonly added: string;
  readonly removed: string | null;
  readonly removed_reason: string | null;
}

export interface SparkSql {
  readonly id: number;
  readonly step: string;
  readonly status: "completed" | "running" | "failed";
  readonly ms: number;
  readonly jobs: readonly number[];
  readonly plan: string;
}
