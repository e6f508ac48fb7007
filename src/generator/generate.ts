import { stat } from "node:fs/promises";
import { openDuckDb } from "../engines/duckdb/instance.ts";
import { UserError } from "../model/user-error.ts";
import { type AnswerKey, answerKey } from "./answer-key.ts";
import { numbers } from "./draw.ts";
import { type Figures, figuresOf } from "./figures.ts";
import { compressionOf, type FileFormat, formatOf, type PlanOptions, planSales, type SalesPlan } from "./options.ts";
import { CATEGORIES } from "./ranges.ts";
import { realisticSales } from "./realistic.ts";
import { saleText } from "./sale-text.ts";
import { SCENARIOS } from "./scenarios.ts";
import { quoted } from "./sql-text.ts";
import { openTarget, writeError } from "./target-file.ts";
import { uniformSales } from "./uniform.ts";
import { interruptible, runWithProgress, type WriteProgress } from "./watch.ts";

export interface GenerateOptions extends PlanOptions {
  /** By default what the file's name ends in, else CSV. Text in a file named .gz or .zst is compressed. */
  readonly format?: FileFormat;
  /** The file; it appears, or replaces an older one, when it is whole. */
  readonly output: string;
  readonly threads?: number;
  /** Memory the engine may use, as DuckDB writes sizes. It needs about 400 MB on two threads, for any number of rows. */
  readonly memory?: string;
  /** Whether to compute `expected`, which means drawing all rows once more. */
  readonly answerKey?: boolean;
  /** Called a few times a second, and at the end. */
  readonly onProgress?: (progress: WriteProgress) => void;
  /** When aborted, what was written is removed and the promise rejects with UserError "cancelled". */
  readonly signal?: AbortSignal;
  readonly now?: () => Date;
}

export interface GenerateSummary extends Figures {
  readonly rows: number;
  readonly bytes: number;
  /** Absolute path. */
  readonly file: string;
  readonly format: FileFormat;
  readonly categories: readonly string[];
  readonly durationMs: number;
  /** Only where it was asked for. */
  readonly expected?: AnswerKey;
}

/**
 * Writes made-up sales of the `days` before `end`: 100,000 of 30 days, seed 42, unless told otherwise. Without `end`
 * they reach up to the last midnight before `now`, in UTC. The same options and `end` give the same bytes, on any
 * number of threads. Throws UserError for options that make no sense and for a file that cannot be written.
 */
export async function generateSales(options: GenerateOptions): Promise<GenerateSummary> {
  const { output, signal, onProgress, now = () => new Date() } = options;
  const begun = performance.now();
  const plan = planSales(options, now());
  const format = options.format ?? formatOf(output);
  const target = await openTarget(output);
  try {
    const figures = await writeSales(target.unfinished, plan, format, options);
    const { size: bytes } = await stat(target.unfinished);
    await target.finish();
    onProgress?.({ rows: plan.rows, total: plan.rows, bytes });
    const durationMs = performance.now() - begun;
    return { rows: plan.rows, bytes, file: target.path, format, categories: CATEGORIES, durationMs, ...figures };
  } catch (error) {
    await target.discard();
    throw signal?.aborted ? new UserError("cancelled", {}, { cause: signal.reason }) : writeError(error, output);
  }
}

async function writeSales(
  file: string,
  plan: SalesPlan,
  format: FileFormat,
  { output, threads, memory = "640MB", signal, onProgress: tell = () => undefined, ...options }: GenerateOptions,
): Promise<Figures & { readonly expected?: AnswerKey }> {
  const { setup, sql } = plan.uniform ? uniformSales(plan) : realisticSales(plan);
  const story = SCENARIOS[plan.scenario].tell(`(${sql})`, plan);
  const { select, copyOptions } = saleText(story, format, compressionOf(output));
  const db = await openDuckDb({ memory, ...(threads === undefined ? {} : { threads }) });
  try {
    return await interruptible(db, signal, async () => {
      for (const statement of [...numbers(plan.rows), ...setup]) await db.connection.run(statement);
      const copy = `COPY (${select}) TO ${quoted(file)} (${copyOptions})`;
      await runWithProgress(db, copy, { file, total: plan.rows, tell });
      const figures = await figuresOf(db, story.draw, plan.rows);
      return options.answerKey === true ? { ...figures, expected: await answerKey(db, story.judged) } : figures;
    });
  } finally {
    db.close();
  }
}
