import { z } from "@hono/zod-openapi";
import { SPARK_PHASES } from "../../model/spark-account.ts";
import { Count, Instant, Words } from "./common.ts";

const Milliseconds = z.number();

const amounts = {
  tasks: Count,
  failed_tasks: Count,
  task_ms: Milliseconds,
  input_rows: Count,
  input_bytes: Count,
  output_rows: Count,
  output_bytes: Count,
  shuffle_read_bytes: Count,
  shuffle_write_bytes: Count,
  /** Written to disk because memory was not enough. */
  spill_bytes: Count,
  /** The slowest task against the median one: of a step, its worst stage's. */
  skew: z.number().nullable(),
};

/** Jobs for one purpose, such as load/read or analyse/sales_by_day; see `label`. */
const Step = z.object({
  step: z.string(),
  phase: z.enum(SPARK_PHASES),
  label: Words,
  jobs: Count,
  failed_jobs: Count,
  job_ms: Milliseconds,
  stages: Count,
  ...amounts,
});

const Job = z.object({
  id: Count,
  step: z.string(),
  status: z.enum(["running", "succeeded", "failed", "unknown"]),
  started: Instant,
  ended: Instant.nullable(),
  ms: Milliseconds,
  tasks: Count,
  done_tasks: Count,
  failed_tasks: Count,
  stages: z.array(Count),
});

const Stage = z.object({
  id: Count,
  attempt: Count,
  job: Count,
  step: z.string(),
  status: z.enum(["active", "complete", "failed", "pending", "skipped"]),
  started: Instant.nullable(),
  ended: Instant.nullable(),
  ms: Milliseconds,
  done_tasks: Count,
  ...amounts,
  cpu_ms: Milliseconds,
  gc_ms: Milliseconds,
  slowest_ms: Milliseconds.nullable(),
  median_ms: Milliseconds.nullable(),
  failure: z.string().nullable(),
  /** Of Spark's own page. */
  link: z.string().nullable(),
});

const Executor = z.object({
  id: z.string(),
  host: z.string(),
  cores: Count,
  active: z.boolean(),
  tasks: Count,
  failed_tasks: Count,
  task_ms: Milliseconds,
  gc_ms: Milliseconds,
  input_bytes: Count,
  shuffle_read_bytes: Count,
  shuffle_write_bytes: Count,
  memory_bytes: Count,
  added: z.string(),
  removed: Instant.nullable(),
  removed_reason: z.string().nullable(),
});

/** @public */
export const SparkAccount = z
  .object({
    server: z.string(),
    app: z.object({ id: z.string(), name: z.string(), version: z.string() }).nullable(),
    /** Of Spark's own pages. */
    ui: z.string().nullable(),
    as_of: Instant,
    /** Why nothing, or nothing newer, is known. */
    missing: z.object({ code: z.string(), detail: Words }).nullable(),
    /** Wall time with at least one job at work; the rest of the run: planning and moving files. */
    job_ms: Milliseconds,
    steps: z.array(Step),
    jobs: z.array(Job),
    stages: z.array(Stage),
    executors: z.array(Executor),
    executors_lost: Count,
    /** The longest ones. */
    sql: z.array(
      z.object({
        id: Count,
        step: z.string(),
        status: z.enum(["completed", "running", "failed"]),
        ms: Milliseconds,
        jobs: z.array(Count),
        plan: z.string(),
      }),
    ),
    left_out: z.object({ jobs: Count, stages: Count, sql: Count }),
  })
  .openapi("SparkAccount");
/** @public */
export type SparkAccount = z.infer<typeof SparkAccount>;
