import type { LoadedSales, LoadProgress, PlannedSource, TableEngine } from "../engines/engine.ts";
import type { Language } from "../i18n/language.ts";
import { type AnalysisId, compileAnalysis } from "../model/analyses/catalogue.ts";
import type { BatchOutcome, InputSummary } from "../model/batch-outcome.ts";
import type { Mapping } from "../model/mapping.ts";
import type { MetricContext } from "../model/query.ts";
import { type AnalysisOutcome, countsAsNumbers } from "../model/result.ts";
import { SALE_COLUMN_NAMES } from "../model/sale.ts";
import { stopwatch } from "../model/stopwatch.ts";
import type { InputFile } from "../sources/files/input-file.ts";
import { verifyInputs } from "../sources/files/verify-inputs.ts";
import { planSources } from "./plan-sources.ts";
import { type OutputOptions, writeOutputs, writeRows } from "./write-outputs.ts";

export interface BatchOptions {
  readonly engine: TableEngine;
  readonly inputs: readonly InputFile[];
  readonly mapping?: Mapping;
  readonly defaults: { readonly timeZone: string; readonly currency: string };
  readonly analyses: readonly AnalysisId[];
  readonly strict: boolean;
  readonly language: Language;
  readonly output: OutputOptions;
  readonly version: string;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: BatchProgress) => void;
  readonly now?: () => Date;
}

export type BatchProgress = { readonly phase: "load" | "analyse" | "write" } & LoadProgress;

/**
 * One batch from files to figures: source -> clean -> analyse -> sink. Nothing of an earlier result changes
 * before everything of this one is written.
 */
export async function runBatch(options: BatchOptions): Promise<BatchOutcome> {
  const { engine, signal, onProgress, now = () => new Date() } = options;
  const startedAt = now();
  const phases = stopwatch(() => now().getTime());
  const { sources, notes } = await planSources({ ...options, spoolFolder: options.output.folder.workFolder });
  phases.lap("inspect");
  const loading = engine.load(sources, {
    strict: options.strict,
    signal,
    onProgress: ({ fraction }) => onProgress?.({ phase: "load", fraction }),
  });
  // Reads the same bytes as the engine, beside it. A file that is not whole explains whatever else went wrong.
  const [digests, loaded] = await together(verifyInputs(options.inputs, signal), loading);
  phases.lap("load");
  // The large files are written while the analyses run.
  const shop = { engine, loaded, language: options.language, output: options.output, signal };
  const [{ analyses, kept }, rows] = await together(analyse(options, loaded, sources), writeRows(shop));
  phases.lap("analyse");
  const [first] = sources;
  const outcome = (): Omit<BatchOutcome, "outputs"> => ({
    vitrina: options.version,
    engine: { id: engine.id, version: engine.version },
    startedAt: startedAt.toISOString(),
    durationMs: now().getTime() - startedAt.getTime(),
    phases: phases.laps,
    inputs: options.inputs.map(
      (input, index): InputSummary => ({
        path: input.shown,
        bytes: input.bytes,
        sha256: digests[index] ?? "",
        rows: loaded.rows[index] ?? 0,
      }),
    ),
    shop: {
      currency: first?.plan.currency ?? options.defaults.currency,
      timeZone: first?.plan.timeZone ?? options.defaults.timeZone,
      status: first?.plan.status ?? { recognised: [], pending: [], cancelled: [] },
      columns: SALE_COLUMN_NAMES.filter((name) => loaded.columns.has(name)),
    },
    notes,
    span: loaded.span,
    quality: loaded.quality,
    analyses,
  });
  onProgress?.({ phase: "write", fraction: 0 });
  return writeOutputs({ ...shop, rows, kept, outcome, lap: phases.lap });
}

/** Both results, or the first one's error before the second's; ends when both have, so that nothing still uses the engine. */
async function together<A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([a, b]);
  return [await a, await b];
}

/** Each analysis computed once; one that needs a column this shop lacks says so instead of failing. */
async function analyse(
  { engine, analyses, onProgress, signal }: BatchOptions,
  loaded: LoadedSales,
  sources: readonly PlannedSource[],
): Promise<{ analyses: AnalysisOutcome[]; kept: Map<AnalysisId, string> }> {
  const context: MetricContext = {
    relation: loaded.relation,
    columns: loaded.columns,
    status: sources[0]?.plan.status ?? { recognised: [], pending: [], cancelled: [] },
  };
  const kept = new Map<AnalysisId, string>();
  let done = 0;
  const compute = async (id: AnalysisId): Promise<AnalysisOutcome> => {
    signal.throwIfAborted();
    const compiled = compileAnalysis(id, context, engine.dialect);
    if (compiled.kind === "unavailable") return { kind: "unavailable", id, missing: compiled.missing };
    const relation = await engine.keep(`result_${id}`, compiled.sql);
    kept.set(id, relation);
    const table = await engine.query(relation, compiled.columns);
    done += 1;
    onProgress?.({ phase: "analyse", fraction: done / analyses.length });
    return { kind: "computed", id, table: countsAsNumbers(table), sql: compiled.sql };
  };
  // Two at a time: a small shop's questions keep one core busy each.
  const outcomes: AnalysisOutcome[] = [];
  const queue = analyses.entries();
  const work = async () => {
    for (const [index, id] of queue) outcomes[index] = await compute(id);
  };
  await together(work(), work());
  return { analyses: outcomes, kept };
}
