import { createFormatter, type Formatter } from "../i18n/format.ts";
import { bar } from "../sinks/console/bar.ts";
import type { Session } from "./io.ts";

/** One line on the terminal that tells how far long work has come. Where nobody looks nothing is written. */
export interface Progress {
  readonly show: (step: ProgressStep) => void;
  /** Erases the line. It may be shown again. */
  readonly clear: () => void;
}

export interface ProgressStep {
  readonly phase: "load" | "analyse" | "write" | "generate" | "send" | "receive";
  /** From 0 to 1; null where it is not known. */
  readonly fraction: number | null;
  readonly rows?: Amount;
  readonly bytes?: Amount;
}

interface Amount {
  readonly done: number;
  /** Null where it is not known beforehand. */
  readonly all: number | null;
}

/** Work that ends sooner shows nothing. */
const PATIENCE_MS = 300;
const LEAST_INTERVAL_MS = 100;
/** Before this a guess of the time left is worth nothing. */
const GUESS_AFTER_MS = 1000;
const BAR_WIDTH = 16;
const ERASE = "\r\x1b[2K";

export function createProgress(session: Session): Progress {
  const { stderr, env, now } = session.io;
  if (stderr.isTTY !== true || env.TERM === "dumb") return { show: () => undefined, clear: () => undefined };

  const began = now().getTime();
  let phase: ProgressStep["phase"] | undefined;
  let phaseBegan = began;
  let drawn = Number.NEGATIVE_INFINITY;
  let shown = false;
  let format: Formatter | undefined;

  return {
    show(step) {
      const time = now().getTime();
      const changed = step.phase !== phase;
      if (changed) phaseBegan = time;
      phase = step.phase;
      if (time - began < PATIENCE_MS || (!changed && time - drawn < LEAST_INTERVAL_MS)) return;
      drawn = time;
      shown = true;
      format ??= createFormatter({ language: session.language, currency: "" });
      const line = progressLine(step, time - phaseBegan, { ...session, format, width: (stderr.columns ?? 80) - 1 });
      stderr.write(`${ERASE}${line}`, () => undefined);
    },
    clear() {
      if (shown) stderr.write(ERASE, () => undefined);
      shown = false;
    },
  };
}

interface Look extends Pick<Session, "words"> {
  readonly format: Formatter;
  /** Columns that may be used. */
  readonly width: number;
}

interface Part {
  readonly text: string;
  /** The least wanted give way first where the line is too long. */
  readonly wanted: number;
}

/** How far a step has come, in at most `width` columns. */
export function progressLine(step: ProgressStep, elapsedMs: number, { words, format, width }: Look): string {
  const label = words.progress[step.phase];
  if (step.fraction === null) return `${label}…`.slice(0, width);
  const fraction = Math.min(1, Math.max(0, step.fraction));
  const parts: Part[] = [
    { text: label, wanted: 6 },
    { text: bar(fraction, BAR_WIDTH).padEnd(BAR_WIDTH, "·"), wanted: 3 },
    { text: format.percent(fraction).padStart(4), wanted: 7 },
    ...amounts(step, elapsedMs, words, format),
    ...timeLeft(fraction, elapsedMs, words, format),
  ];
  const line = (from: number) =>
    parts
      .filter(({ wanted }) => wanted >= from)
      .map(({ text }) => text)
      .join("  ");
  let from = 0;
  while (line(from).length > width && from < 7) from++;
  return line(from).slice(0, width);
}

function amounts({ rows, bytes }: ProgressStep, elapsedMs: number, words: Look["words"], format: Formatter): Part[] {
  const { of, per_second, rows: rowsOf } = words.progress;
  const text = ({ done, all }: Amount, show: (amount: number) => string) =>
    all === null ? show(done) : of({ done: show(done), all: show(all) });
  const speed = ({ done }: Amount, show: (amount: number) => string) =>
    done === 0 || elapsedMs <= 0 ? [] : [{ text: per_second({ amount: show((done * 1000) / elapsedMs) }), wanted: 2 }];
  if (rows !== undefined) {
    const counted = (count: number) => rowsOf({ count: format.short(count) });
    return [
      { text: rowsOf({ count: text(rows, format.short) }), wanted: 4 },
      ...speed(rows, counted),
      ...(bytes === undefined ? [] : [{ text: text(bytes, format.bytes), wanted: 1 }]),
    ];
  }
  return bytes === undefined
    ? []
    : [{ text: text(bytes, format.bytes), wanted: 4 }, ...speed(bytes, (amount) => format.bytes(Math.round(amount)))];
}

function timeLeft(fraction: number, elapsedMs: number, words: Look["words"], format: Formatter): Part[] {
  if (elapsedMs < GUESS_AFTER_MS || fraction <= 0 || fraction >= 1) return [];
  const seconds = Math.ceil((elapsedMs * (1 - fraction)) / fraction / 1000);
  return [{ text: words.progress.left({ time: format.duration(seconds * 1000) }), wanted: 5 }];
}
