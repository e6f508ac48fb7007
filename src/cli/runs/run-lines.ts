import type { RunRecord } from "../../model/run-record.ts";
import type { SparkAccount } from "../../model/spark-account.ts";
import { bar } from "../../sinks/console/bar.ts";
import { layoutTable } from "../../sinks/console/layout.ts";
import { printable } from "../../sinks/console/printable.ts";
import { padEnd, widthOf, wrap } from "../../sinks/console/width.ts";
import { figureText } from "./figure-text.ts";
import { phaseName, type RunLook } from "./run-look.ts";
import { statusText } from "./run-table.ts";
import { sparkLines } from "./spark-lines.ts";

/** One run with all that is known of it. `all`: also what only few want of a run on Spark. */
export function runLines(run: RunRecord, spark: SparkAccount | null, all: boolean, look: RunLook): string[] {
  return [
    ...headLines(run, look),
    ...failureLines(run, look),
    ...pairsSection(look.words.figures, figuresOf(run, look), look),
    ...phaseLines(run, spark, look),
    ...(spark === null ? [] : sparkLines(run, spark, all, look)),
    ...fileLines(run, look),
    ...pairsSection(look.words.options, optionsOf(run), look),
    ...logLines(run, look),
  ];
}

type Pairs = readonly (readonly [name: string, value: string])[];

function headLines(run: RunRecord, look: RunLook): string[] {
  const { words, format, paint } = look;
  const { quality, progress, folder, outputs_at } = run;
  const count = format.count;
  const kind = `${words.kinds[run.kind]} · ${run.engine} · ${statusText(run, look)}`;
  const pairs: Pairs = [
    [words.started, format.time(run.started)],
    [words.took, format.duration(run.duration_ms)],
    [words.input, run.input],
    ...(quality === null
      ? []
      : ([
          [
            words.rows,
            words.equation({
              read: count(quality.read),
              accepted: count(quality.accepted),
              rejected: count(quality.rejected),
              late: count(quality.late),
              duplicate: count(quality.duplicate),
            }),
          ],
        ] as const)),
    ...(progress === null || progress.fraction === null
      ? []
      : ([
          [words.status, words.progress({ phase: progress.phase, percent: format.percent(progress.fraction) })],
        ] as const)),
    ...(folder === null ? [] : ([[words.folder, folder]] as const)),
    ...(outputs_at === null ? [] : ([[words.results, outputs_at]] as const)),
  ];
  return [`${paint.title(`${words.id} ${printable(run.id)}`)}  ${kind}`, ...pairLines(pairs, look)];
}

function failureLines({ failure }: RunRecord, { words, language, paint, width }: RunLook): string[] {
  if (failure === null) return [];
  const text = printable(failure.detail[language]);
  return ["", ...wrap(`${words.failure}: ${text}`, width).map((line) => paint.bad(line))];
}

function figuresOf({ figures }: RunRecord, look: RunLook): Pairs {
  return Object.entries(figures ?? {}).map(([name, value]) => figureText(name, value, look));
}

/** Milliseconds by phase as bars; of a run on Spark also the time in which it had a job at work. */
function phaseLines({ phases }: RunRecord, spark: SparkAccount | null, look: RunLook): string[] {
  const { words, format, paint, width } = look;
  const entries = Object.entries(phases);
  const whole = entries.reduce((sum, [, ms]) => sum + ms, 0);
  if (whole === 0) return [];
  const atWork = spark === null || spark.left_out.jobs > 0 ? null : jobTimes(spark);
  const columns = [
    { head: words.phase, kind: "text", cells: entries.map(([name]) => printable(phaseName(name, look))) },
    { head: words.time, kind: "number", cells: entries.map(([, ms]) => format.duration(ms)) },
    ...(atWork === null
      ? []
      : [
          {
            head: words.spark.jobs_at_work,
            kind: "number" as const,
            cells: entries.map(([name]) => format.duration(atWork[name] ?? 0)),
          },
        ]),
    { head: words.share, kind: "number", cells: entries.map(([, ms]) => format.percent(ms / whole)) },
    { head: "", kind: "bar", cells: entries.map(([, ms]) => bar(ms / whole, BAR)) },
  ] as const;
  return ["", paint.title(words.phases), ...layoutTable(columns, 1, width, paint)];
}

/** Wall time with a job of that phase at work. */
function jobTimes({ jobs }: SparkAccount): Readonly<Record<string, number>> {
  const until: Record<string, number> = {};
  const times: Record<string, number> = {};
  for (const { step, started, ms } of [...jobs].sort((a, b) => (a.started < b.started ? -1 : 1))) {
    const phase = step.slice(0, step.indexOf("/"));
    const from = Date.parse(started);
    times[phase] = (times[phase] ?? 0) + Math.max(0, from + ms - Math.max(from, until[phase] ?? 0));
    until[phase] = Math.max(from + ms, until[phase] ?? 0);
  }
  return times;
}

const BAR = 24;
const SHOWN_HASH = 12;

function fileLines({ inputs, outputs }: RunRecord, { words, format, paint, width }: RunLook): string[] {
  const inputColumns = [
    { head: words.file, kind: "label", cells: inputs.map(({ name }) => printable(name)) },
    { head: words.size, kind: "number", cells: inputs.map(({ bytes }) => format.bytes(bytes)) },
    { head: words.rows, kind: "number", cells: inputs.map(({ rows }) => format.count(rows)) },
    { head: words.hash, kind: "text", cells: inputs.map(({ sha256 }) => sha256?.slice(0, SHOWN_HASH) ?? "–") },
  ] as const;
  const outputColumns = [
    { head: words.file, kind: "label", cells: outputs.map(({ path }) => printable(path)) },
    { head: words.size, kind: "number", cells: outputs.map(({ bytes }) => format.bytes(bytes)) },
    { head: words.rows, kind: "number", cells: outputs.map(({ rows }) => (rows === null ? "–" : format.count(rows))) },
    ...(outputs.some(({ parts }) => parts !== null)
      ? [{ head: words.files, kind: "number" as const, cells: outputs.map(({ parts }) => String(parts ?? 1)) }]
      : []),
  ] as const;
  return [
    ...(inputs.length === 0 ? [] : ["", paint.title(words.inputs), ...layoutTable(inputColumns, 1, width, paint)]),
    ...(outputs.length === 0 ? [] : ["", paint.title(words.outputs), ...layoutTable(outputColumns, 1, width, paint)]),
  ];
}

function optionsOf({ parameters }: RunRecord): Pairs {
  return Object.entries(parameters).map(([name, value]) => [
    name,
    typeof value === "string" ? value : (JSON.stringify(value) ?? ""),
  ]);
}

function logLines({ log }: RunRecord, { words, language, format, paint, width }: RunLook): string[] {
  if (log.length === 0) return [];
  const lines = log.flatMap(({ time, text }) => wrap(`${format.time(time)}  ${printable(text[language])}`, width));
  return ["", paint.title(words.log), ...lines];
}

function pairsSection(title: string, pairs: Pairs, look: RunLook): string[] {
  return pairs.length === 0 ? [] : ["", look.paint.title(title), ...pairLines(pairs, look)];
}

/** Names on the left, values beside them, folded where the terminal ends. */
function pairLines(pairs: Pairs, { paint, width }: RunLook): string[] {
  const shown = pairs.map(([name, value]) => [printable(name), printable(value)] as const);
  const margin = Math.max(...shown.map(([name]) => widthOf(name))) + 2;
  return shown.flatMap(([name, value]) =>
    wrap(value, Math.max(LEAST_VALUE, width - margin)).map(
      (line, index) => `${paint.dim(padEnd(index === 0 ? name : "", margin))}${line}`,
    ),
  );
}

const LEAST_VALUE = 20;
