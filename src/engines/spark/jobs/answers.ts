/** Out of Spark's REST answers, what is used. What is missing in some version is 0 or null. */
export interface JobAnswer {
  readonly id: number;
  readonly group: string | null;
  readonly tags: readonly string[];
  readonly status: string;
  readonly submitted: string | null;
  readonly completed: string | null;
  readonly stageIds: readonly number[];
  readonly tasks: number;
  readonly skippedTasks: number;
  readonly doneTasks: number;
  readonly failedTasks: number;
}

export interface StageAnswer {
  readonly id: number;
  readonly attempt: number;
  readonly status: string;
  readonly submitted: string | null;
  readonly completed: string | null;
  readonly failure: string | null;
  readonly tasks: number;
  readonly doneTasks: number;
  readonly failedTasks: number;
  readonly runMs: number;
  readonly cpuMs: number;
  readonly gcMs: number;
  readonly inputRows: number;
  readonly inputBytes: number;
  readonly outputRows: number;
  readonly outputBytes: number;
  readonly shuffleReadBytes: number;
  readonly shuffleWriteBytes: number;
  readonly spillBytes: number;
}

export interface SqlAnswer {
  readonly id: number;
  readonly status: string;
  readonly ms: number;
  readonly jobs: readonly number[];
  readonly plan: string;
}

export function readJob(value: unknown): JobAnswer {
  const field = fieldsOf(value);
  return {
    id: numberOf(field.jobId),
    group: textOf(field.jobGroup),
    tags: listOf(field.jobTags).map(String),
    status: textOf(field.status) ?? "",
    submitted: instantOf(field.submissionTime),
    completed: instantOf(field.completionTime),
    stageIds: listOf(field.stageIds).map(numberOf),
    tasks: numberOf(field.numTasks),
    skippedTasks: numberOf(field.numSkippedTasks),
    doneTasks: numberOf(field.numCompletedTasks),
    failedTasks: numberOf(field.numFailedTasks),
  };
}

export function readStage(value: unknown): StageAnswer {
  const field = fieldsOf(value);
  return {
    id: numberOf(field.stageId),
    attempt: numberOf(field.attemptId),
    status: textOf(field.status) ?? "",
    submitted: instantOf(field.submissionTime),
    completed: instantOf(field.completionTime),
    failure: textOf(field.failureReason),
    tasks: numberOf(field.numTasks),
    doneTasks: numberOf(field.numCompleteTasks),
    failedTasks: numberOf(field.numFailedTasks),
    runMs: numberOf(field.executorRunTime),
    // Nanoseconds.
    cpuMs: Math.round(numberOf(field.executorCpuTime) / 1e6),
    gcMs: numberOf(field.jvmGcTime),
    inputRows: numberOf(field.inputRecords),
    inputBytes: numberOf(field.inputBytes),
    outputRows: numberOf(field.outputRecords),
    outputBytes: numberOf(field.outputBytes),
    shuffleReadBytes: numberOf(field.shuffleReadBytes),
    shuffleWriteBytes: numberOf(field.shuffleWriteBytes),
    spillBytes: numberOf(field.diskBytesSpilled),
  };
}

export function readSql(value: unknown): SqlAnswer {
  const field = fieldsOf(value);
  const jobs = [field.successJobIds, field.runningJobIds, field.failedJobIds].flatMap(listOf).map(numberOf);
  return {
    id: numberOf(field.id),
    status: textOf(field.status) ?? "",
    ms: numberOf(field.duration),
    jobs: jobs.sort((a, b) => a - b),
    plan: textOf(field.planDescription) ?? "",
  };
}

/**
 * Milliseconds of the median and of the slowest task, asked for with two quantiles: for 0.5 Spark would take the upper of the
 * two in the middle, which of two tasks is the slowest.
 */
export function readTaskTimes(value: unknown): { readonly median: number; readonly slowest: number } | null {
  const field = fieldsOf(value);
  const times = listOf(field.duration);
  const [median, slowest] = (times.length === 2 ? times : listOf(field.executorRunTime)).map(numberOf);
  return median === undefined || slowest === undefined ? null : { median, slowest };
}

export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function numberOf(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

export function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** Spark writes `2026-11-23T05:46:28.696GMT`. */
export function instantOf(value: unknown): string | null {
  const text = textOf(value);
  const time = text === null ? Number.NaN : Date.parse(text.replace(/GMT$/, "Z"));
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
