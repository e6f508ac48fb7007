import { isAbsolute, resolve } from "node:path";
import { openDuckDbEngine } from "../engines/duckdb/engine.ts";
import type { TableEngine } from "../engines/engine.ts";
import type { AnalysisId } from "../model/analyses/catalogue.ts";
import type { BatchOutcome } from "../model/batch-outcome.ts";
import type { Mapping } from "../model/mapping.ts";
import { machineTimeZone } from "../model/time-zone.ts";
import { type BatchProgress, runBatch } from "../pipelines/batch.ts";
import { type OutputFolder, openOutput } from "../sinks/files/output-folder.ts";
import type { InputFile } from "../sources/files/input-file.ts";
import { type ResolveOptions, resolveInputs } from "../sources/files/resolve-inputs.ts";
import type { Session } from "./io.ts";
import { createProgress, type ProgressStep } from "./progress.ts";
import type { SparkFlags } from "./spark-flags.ts";
import { readVersion } from "./version.ts";

export interface ComputeBatchOptions {
  readonly inputs: readonly string[];
  readonly mapping: Mapping;
  readonly analyses: readonly AnalysisId[];
  /** Where the results go. */
  readonly folder: string;
  readonly strict: boolean;
  readonly also: readonly ("csv" | "json")[];
  readonly report: boolean;
  readonly memory?: string | undefined;
  readonly threads?: number | undefined;
  /** Computes on a Spark cluster instead of the embedded engine. */
  readonly spark?: SparkFlags;
  readonly session: Session;
}

/** One batch. Whatever happens, nothing but results stays behind. */
export async function computeBatch(options: ComputeBatchOptions): Promise<BatchOutcome> {
  const { folder, session } = options;
  const { cwd } = session.io;
  // As written where that means the same, because complaints name it.
  const output = await openOutput(isAbsolute(folder) || cwd === process.cwd() ? folder : resolve(cwd, folder));
  try {
    return await computeInto(output, options);
  } finally {
    await output.discard();
  }
}

async function computeInto(output: OutputFolder, options: ComputeBatchOptions): Promise<BatchOutcome> {
  const { io, language } = options.session;
  // Beside the results and not in the system's folder: on the same disk rows kept there become a result by a move.
  const { workFolder } = output;
  const local = { cwd: io.cwd, stdin: io.stdin, spoolFolder: workFolder, signal: io.signal };
  const opening =
    options.spark === undefined ? openEmbedded(options, local) : openOnSpark(options, options.spark, local);
  // Takes a moment, in which the engine opens.
  const timeZone = machineTimeZone();
  const { engine, inputs } = await opening;
  const progress = createProgress(options.session);
  const bytes = inputs.reduce((sum, input) => sum + input.bytes, 0);
  try {
    return await runBatch({
      engine,
      inputs,
      mapping: options.mapping,
      defaults: { timeZone, currency: "" },
      analyses: options.analyses,
      strict: options.strict,
      language,
      output: { folder: output, also: options.also, report: options.report },
      version: readVersion(),
      signal: io.signal,
      onProgress: (step) => progress.show(progressStep(step, bytes)),
      now: io.now,
    });
  } finally {
    progress.clear();
    await engine.close();
  }
}

interface Opened {
  readonly engine: TableEngine;
  readonly inputs: readonly InputFile[];
}

async function openEmbedded({ inputs, memory, threads }: ComputeBatchOptions, local: ResolveOptions): Promise<Opened> {
  const [engine, files] = await Promise.allSettled([
    openDuckDbEngine({
      workFolder: local.spoolFolder,
      ...(memory === undefined ? {} : { memory }),
      ...(threads === undefined ? {} : { threads }),
    }),
    resolveInputs(inputs, local),
  ]);
  if (engine.status === "fulfilled" && files.status === "fulfilled" && local.signal?.aborted !== true) {
    return { engine: engine.value, inputs: files.value };
  }
  if (engine.status === "fulfilled") await engine.value.close();
  if (files.status === "rejected") throw files.reason;
  if (engine.status === "rejected") throw engine.reason;
  throw local.signal?.reason;
}

async function openOnSpark(
  { inputs, session }: ComputeBatchOptions,
  flags: SparkFlags,
  local: ResolveOptions,
): Promise<Opened> {
  const [{ openSpark }, { resolveClusterInputs }] = await Promise.all([
    import("./open-spark.ts"),
    import("./spark-inputs.ts"),
  ]);
  const engine = await openSpark(flags, { workFolder: local.spoolFolder, session });
  try {
    return { engine, inputs: await resolveClusterInputs(inputs, engine, local) };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

function progressStep({ phase, fraction }: BatchProgress, bytes: number): ProgressStep {
  switch (phase) {
    case "load":
      return { phase, fraction, bytes: { done: Math.round(fraction * bytes), all: bytes } };
    case "analyse":
      return { phase, fraction };
    case "write":
      return { phase, fraction: null };
  }
}
