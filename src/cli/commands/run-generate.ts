import { isAbsolute, resolve } from "node:path";
import { type GenerateOptions, type GenerateSummary, generateSales } from "../../generator/generate.ts";
import { createFormatter } from "../../i18n/format.ts";
import { createPaint } from "../../sinks/console/paint.ts";
import { print, type Session, wantsColor } from "../io.ts";
import { shownPath } from "../paths.ts";
import { createProgress } from "../progress.ts";
import type { GenerateFlags } from "./generate.ts";

/** `vitrina generate`. Returns the exit code. */
export async function runGenerate(flags: GenerateFlags, session: Session): Promise<number> {
  const summary = await generateWithProgress(flags, session);
  await print(session, summaryText(summary, session));
  return 0;
}

export async function generateWithProgress(
  options: Omit<GenerateOptions, "onProgress" | "signal" | "now">,
  session: Session,
): Promise<GenerateSummary> {
  const { cwd, signal, now } = session.io;
  const progress = createProgress(session);
  try {
    return await generateSales({
      ...options,
      // As written where that means the same, because complaints name it.
      output: isAbsolute(options.output) || cwd === process.cwd() ? options.output : resolve(cwd, options.output),
      signal,
      now,
      onProgress: ({ rows, total, bytes }) =>
        progress.show({
          phase: "generate",
          fraction: rows / total,
          rows: { done: rows, all: total },
          bytes: { done: bytes, all: null },
        }),
    });
  } finally {
    progress.clear();
  }
}

function summaryText(summary: GenerateSummary, session: Session): string {
  const { io, language } = session;
  const words = session.words.generated;
  const format = createFormatter({ language, currency: "" });
  const paint = createPaint(wantsColor(io, io.stdout));
  const { rows, durationMs } = summary;
  const speed = words.took({
    time: format.duration(durationMs),
    rate: format.count(Math.round((rows * 1000) / Math.max(1, durationMs))),
  });
  const lines = [
    [words.rows, `${format.count(rows)} (${speed})`],
    [words.categories, summary.categories.join(", ")],
    [words.totals, words.range({ from: format.amount(summary.minTotal), to: format.amount(summary.maxTotal) })],
    [words.period, words.range({ from: format.time(summary.firstTimestamp), to: format.time(summary.lastTimestamp) })],
    [words.file, `${shownPath(summary.file, io.cwd, "file")} (${format.bytes(summary.bytes)})`],
  ] as const;
  const widest = Math.max(...lines.map(([label]) => label.length));
  return lines.map(([label, text]) => `${paint.dim(label.padEnd(widest))}  ${text}\n`).join("");
}
