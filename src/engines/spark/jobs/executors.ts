import type { SparkExecutor } from "../../../model/spark-account.ts";
import { fieldsOf, instantOf, numberOf, textOf } from "./answers.ts";

/** An executor as Spark tells of it: its figures are those of its whole life, not of one run. */
export function readExecutor(value: unknown): SparkExecutor {
  const field = fieldsOf(value);
  return {
    id: textOf(field.id) ?? "",
    host: textOf(field.hostPort) ?? "",
    cores: numberOf(field.totalCores),
    active: field.isActive === true,
    tasks: numberOf(field.totalTasks),
    failed_tasks: numberOf(field.failedTasks),
    task_ms: numberOf(field.totalDuration),
    gc_ms: numberOf(field.totalGCTime),
    input_bytes: numberOf(field.totalInputBytes),
    shuffle_read_bytes: numberOf(field.totalShuffleRead),
    shuffle_write_bytes: numberOf(field.totalShuffleWrite),
    memory_bytes: numberOf(field.maxMemory),
    added: instantOf(field.addTime) ?? "",
    removed: instantOf(field.removeTime),
    removed_reason: textOf(field.removeReason)?.slice(0, MOST_REASON) ?? null,
  };
}

const MOST_REASON = 300;

/** What one executor did between two looks at it. */
export function since(now: SparkExecutor, before: SparkExecutor | undefined): SparkExecutor {
  if (before === undefined) return now;
  return {
    ...now,
    tasks: now.tasks - before.tasks,
    failed_tasks: now.failed_tasks - before.failed_tasks,
    task_ms: now.task_ms - before.task_ms,
    gc_ms: now.gc_ms - before.gc_ms,
    input_bytes: now.input_bytes - before.input_bytes,
    shuffle_read_bytes: now.shuffle_read_bytes - before.shuffle_read_bytes,
    shuffle_write_bytes: now.shuffle_write_bytes - before.shuffle_write_bytes,
  };
}
