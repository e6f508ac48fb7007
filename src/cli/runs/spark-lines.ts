import { stepLabel } from "../../i18n/step-label.ts";
import type { RunRecord } from "../../model/run-record.ts";
import type { SparkAccount, SparkStage, SparkStep } from "../../model/spark-account.ts";
import { layoutTable, type TextColumn } from "../../sinks/console/layout.ts";
import { printable } from "../../sinks/console/printable.ts";
import { wrap } from "../../sinks/console/width.ts";
import type { RunLook } from "./run-look.ts";

const MOST_STEPS = 12;
const MOST_STAGES = 8;

/** Where the time of a run on Spark went. */
export function sparkLines(run: RunRecord, spark: SparkAccount, all: boolean, look: RunLook): string[] {
  const { words, format, paint, language, width } = look;
  const say = words.spark;
  const { jobs, stages } = spark.left_out;
  const sentences = [
    ...(spark.missing === null ? [] : [paint.warn(printable(spark.missing.detail[language]))]),
    ...(spark.steps.length === 0
      ? []
      : [say.at_work({ jobs: format.duration(spark.job_ms), whole: format.duration(run.duration_ms) })]),
    ...(run.status === "running" ? [say.as_of({ time: format.time(spark.as_of) })] : []),
    ...lostSentence(spark, look),
    ...(jobs + stages > 0 ? [say.left_out({ jobs: format.count(jobs), stages: format.count(stages) })] : []),
    ...(spark.ui === null ? [] : [say.page({ url: printable(spark.ui) })]),
  ];
  return [
    "",
    paint.title(say.title),
    ...sentences.flatMap((sentence) => wrap(sentence, width)),
    ...stepTable(spark.steps, all, look),
    ...stageTable(spark.stages, all, look),
    ...executorTable(spark, look),
    ...(all ? planLines(spark, look) : []),
  ];
}

function lostSentence({ executors_lost: lost }: SparkAccount, { words, format, paint }: RunLook): string[] {
  return lost === 0 ? [] : [paint.bad(words.spark.lost({ count: format.count(lost), one: lost === 1 }))];
}

function stepTable(steps: readonly SparkStep[], all: boolean, look: RunLook): string[] {
  if (steps.length === 0) return [];
  const { words, format, language, paint, width } = look;
  const say = words.spark;
  // In the order of time, the short ones left out.
  const longest = [...steps].sort((a, b) => b.job_ms - a.job_ms).slice(0, all ? steps.length : MOST_STEPS);
  const shown = steps.filter((step) => longest.includes(step));
  const column = columnsOver(shown);
  const columns = [
    column(say.step, "label", ({ step }) => printable(stepLabel(step, language))),
    column(words.time, "number", ({ job_ms }) => format.duration(job_ms)),
    column(say.jobs, "number", (step) => format.count(step.jobs)),
    column(say.tasks, "number", ({ tasks }) => format.count(tasks)),
    ...(shown.some(({ failed_tasks }) => failed_tasks > 0)
      ? [column(say.failed, "number", ({ failed_tasks }) => format.count(failed_tasks))]
      : []),
    column(say.rows_in, "number", ({ input_rows }) => format.count(input_rows)),
    column(say.read, "number", ({ input_bytes }) => size(input_bytes, look)),
    column(say.written, "number", ({ output_bytes }) => size(output_bytes, look)),
    column(say.shuffle, "number", ({ shuffle_write_bytes }) => size(shuffle_write_bytes, look)),
    ...(shown.some(({ spill_bytes }) => spill_bytes > 0)
      ? [column(say.spill, "number", ({ spill_bytes }) => size(spill_bytes, look))]
      : []),
    column(say.skew, "number", ({ skew }) => (skew === null ? "–" : `${format.quantity(round(skew))}×`)),
  ];
  const skewed = shown.some(({ skew }) => skew !== null);
  return ["", ...layoutTable(columns, 1, width, paint), ...(skewed ? wrap(say.skew_note, width).map(paint.dim) : [])];
}

function stageTable(stages: readonly SparkStage[], all: boolean, look: RunLook): string[] {
  if (stages.length === 0) return [];
  const { words, format, language, paint, width } = look;
  const say = words.spark;
  const longest = [...stages].sort((a, b) => b.ms - a.ms).slice(0, all ? stages.length : MOST_STAGES);
  const shown = stages.filter((stage) => longest.includes(stage));
  const column = columnsOver(shown);
  const duration = (ms: number | null) => (ms === null ? "–" : format.duration(ms));
  const columns = [
    column(say.stage, "text", ({ id, attempt }) => (attempt === 0 ? `${id}` : `${id}.${attempt}`)),
    column(say.step, "label", ({ step }) => printable(stepLabel(step, language))),
    column(words.time, "number", ({ ms }) => format.duration(ms)),
    column(say.tasks, "number", ({ tasks }) => format.count(tasks)),
    column(say.median, "number", ({ median_ms }) => duration(median_ms)),
    column(say.slowest, "number", ({ slowest_ms }) => duration(slowest_ms)),
    column(say.gc, "number", ({ gc_ms }) => format.duration(gc_ms)),
    column(say.rows_in, "number", ({ input_rows }) => format.count(input_rows)),
    column(say.shuffle, "number", ({ shuffle_write_bytes }) => size(shuffle_write_bytes, look)),
  ];
  const more = stages.length - shown.length;
  const failures = shown.flatMap(({ id, failure }) => (failure === null ? [] : [`${id}: ${printable(failure)}`]));
  return [
    "",
    paint.head(all ? say.all_stages : say.stages),
    ...layoutTable(columns, 1, width, paint),
    ...(more > 0 ? [paint.dim(say.more_stages({ count: format.count(more) }))] : []),
    ...failures.flatMap((failure) => wrap(failure, width)).map(paint.bad),
  ];
}

function executorTable({ executors }: SparkAccount, look: RunLook): string[] {
  if (executors.length === 0) return [];
  const { words, format, paint, width } = look;
  const say = words.spark;
  const column = columnsOver(executors);
  const columns = [
    column(say.executor, "text", ({ id, host }) => printable(`${id} ${host}`)),
    column(say.cores, "number", ({ cores }) => format.count(cores)),
    column(say.tasks, "number", ({ tasks }) => format.count(tasks)),
    column(say.failed, "number", ({ failed_tasks }) => format.count(failed_tasks)),
    column(say.task_time, "number", ({ task_ms }) => format.duration(task_ms)),
    column(say.gc, "number", ({ gc_ms }) => format.duration(gc_ms)),
    column(say.state, "label", ({ active, removed, removed_reason }) =>
      active ? say.alive : printable([say.gone({ time: clock(removed, look) }), removed_reason ?? ""].join(" ").trim()),
    ),
  ];
  return ["", paint.head(say.executors), ...layoutTable(columns, 1, width, paint)];
}

function planLines({ sql }: SparkAccount, { words, format, language, paint }: RunLook): string[] {
  return sql.flatMap(({ id, step, ms, plan }) => [
    "",
    paint.head(
      words.spark.plan({ id: String(id), step: printable(stepLabel(step, language)), time: format.duration(ms) }),
    ),
    ...plan
      .trimEnd()
      .split("\n")
      .map((line) => `  ${printable(line)}`),
  ]);
}

function columnsOver<T>(rows: readonly T[]) {
  return (head: string, kind: TextColumn["kind"], cell: (row: T) => string): TextColumn => ({
    head,
    kind,
    cells: rows.map(cell),
  });
}

function size(bytes: number, { format }: RunLook): string {
  return bytes === 0 ? "–" : format.bytes(bytes);
}

function clock(instant: string | null, { format }: RunLook): string {
  return instant === null ? "" : format.time(instant);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
