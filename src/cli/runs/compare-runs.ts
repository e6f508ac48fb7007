import { stepLabel } from "../../i18n/step-label.ts";
import type { RunRecord } from "../../model/run-record.ts";
import type { KeptRun } from "../../pipelines/run-folder.ts";
import { layoutTable } from "../../sinks/console/layout.ts";
import { printable } from "../../sinks/console/printable.ts";
import { figureText } from "./figure-text.ts";
import { phaseName, type RunLook } from "./run-look.ts";
import { statusText } from "./run-table.ts";

interface Line {
  readonly what: string;
  readonly a: string;
  readonly b: string;
  /** What changed, where both are numbers. */
  readonly change: string;
}

/** Two runs side by side; what is the same in both of the less telling things is left out. */
export function comparedLines(a: KeptRun, b: KeptRun, all: boolean, look: RunLook): string[] {
  const { words, paint, width } = look;
  const lines = [
    ...plainLines(a.run, b.run, look),
    ...figureLines(a.run, b.run, look),
    ...timeLines(a, b, all, look),
    ...optionLines(a.run, b.run),
  ];
  const columns = [
    { head: words.what, kind: "label", cells: lines.map(({ what }) => printable(what)) },
    { head: a.run.id, kind: "label", cells: lines.map((line) => printable(line.a)) },
    { head: b.run.id, kind: "label", cells: lines.map((line) => printable(line.b)) },
    { head: words.change, kind: "number", cells: lines.map(({ change }) => change) },
  ] as const;
  return layoutTable(columns, 1, width, paint);
}

/** The same for programs: both, and the names of what differs. */
export function comparedJson(a: KeptRun, b: KeptRun): unknown {
  const [left, right] = [
    { ...a.run, spark: a.spark },
    { ...b.run, spark: b.spark },
  ];
  const names = Object.keys(left) as (keyof typeof left)[];
  return {
    same_inputs: sameInputs(a.run, b.run),
    different: names.filter((name) => JSON.stringify(left[name]) !== JSON.stringify(right[name])),
    a: left,
    b: right,
  };
}

function plainLines(a: RunRecord, b: RunRecord, look: RunLook): Line[] {
  const { words, format } = look;
  const same = sameInputs(a, b);
  const line = (what: string, text: (run: RunRecord) => string): Line => ({ what, a: text(a), b: text(b), change: "" });
  return [
    line(words.kind, ({ kind }) => words.kinds[kind]),
    line(words.status, (run) => statusText(run, look)),
    line(words.started, ({ started }) => format.time(started)),
    line(words.engine, ({ engine, version }) => `${engine} · ${version}`),
    line(words.input, ({ input }) => input),
    ...(same === null ? [] : [{ what: words.input_content, a: "", b: "", change: same ? words.same : words.differs }]),
  ];
}

function figureLines(a: RunRecord, b: RunRecord, look: RunLook): Line[] {
  const { format, words } = look;
  const counts: Readonly<Record<string, string>> = words.counts;
  const quality = (run: RunRecord) => (run.quality === null ? {} : flat(run.quality));
  const [left, right] = [
    { ...quality(a), ...a.figures },
    { ...quality(b), ...b.figures },
  ] as Readonly<Record<string, string | number | null>>[];
  return [...new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})])].map((name) => {
    const [x = null, y = null] = [left?.[name], right?.[name]];
    const [title, shown] = figureText(name, x, look);
    return {
      what: counts[name] ?? title,
      a: shown,
      b: figureText(name, y, look)[1],
      change: changeText(numberOf(x), numberOf(y), format),
    };
  });
}

function flat({ read, accepted, rejected, late, duplicate, reasons }: NonNullable<RunRecord["quality"]>) {
  const why = Object.entries(reasons).map(([reason, count]) => [reason, count] as const);
  return { read, accepted, rejected, late, duplicate, ...Object.fromEntries(why) };
}

function timeLines(a: KeptRun, b: KeptRun, all: boolean, look: RunLook): Line[] {
  const { words, format, language } = look;
  const line = (what: string, x: number | undefined, y: number | undefined): Line => ({
    what,
    a: x === undefined ? "–" : format.duration(x),
    b: y === undefined ? "–" : format.duration(y),
    change: changeText(x ?? null, y ?? null, format),
  });
  const phases = namesOf(a.run.phases, b.run.phases);
  const [left, right] = [stepTimes(a), stepTimes(b)];
  return [
    line(words.took, a.run.duration_ms, b.run.duration_ms),
    ...phases.map((name) => line(phaseName(name, look), a.run.phases[name], b.run.phases[name])),
    ...namesOf(left, right)
      .filter((step) => all || Math.max(left[step] ?? 0, right[step] ?? 0) >= TELLING_MS)
      .map((step) => line(`Spark · ${stepLabel(step, language)}`, left[step], right[step])),
  ];
}

/** Shorter steps are told with --all. */
const TELLING_MS = 500;

function stepTimes({ spark }: KeptRun): Readonly<Record<string, number>> {
  return Object.fromEntries((spark?.steps ?? []).map(({ step, job_ms }) => [step, job_ms]));
}

function optionLines(a: RunRecord, b: RunRecord): Line[] {
  const text = (value: unknown) =>
    value === undefined ? "–" : typeof value === "string" ? value : JSON.stringify(value);
  return namesOf(a.parameters, b.parameters)
    .map((name) => ({ what: name, a: text(a.parameters[name]), b: text(b.parameters[name]), change: "" }))
    .filter((line) => line.a !== line.b);
}

/** By content, where it is known of all; null where not. */
function sameInputs(a: RunRecord, b: RunRecord): boolean | null {
  const hashes = ({ inputs }: RunRecord) => inputs.map(({ sha256 }) => sha256);
  const [left, right] = [hashes(a), hashes(b)];
  if (left.length === 0 || right.length === 0 || [...left, ...right].includes(null)) return null;
  return JSON.stringify(left) === JSON.stringify(right);
}

function namesOf(a: object, b: object): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}

function numberOf(value: string | number | null): number | null {
  const found = value === null || value === "" ? Number.NaN : Number(value);
  return Number.isNaN(found) ? null : found;
}

function changeText(a: number | null, b: number | null, { change }: RunLook["format"]): string {
  if (a === null || b === null) return "";
  if (a === b) return "=";
  return a === 0 ? "" : change((b - a) / Math.abs(a));
}
