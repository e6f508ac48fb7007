import { rm } from "node:fs/promises";
import { isAbsolute, resolve } from "node:path";
import { openDuckDbEngine } from "../engines/duckdb/engine.ts";
import type { TableEngine } from "../engines/engine.ts";
import type { SparkEngine } from "../engines/spark/engine.ts";
import type { AnalysisId } from "../model/analyses/catalogue.ts";
import type { BatchOutcome } from "../model/batch-outcome.ts";
import type { Mapping } from "../model/mapping.ts";
import { machineTimeZone } from "../model/time-zone.ts";
import { type BatchProgress, runBatch } from "../pipelines/batch.ts";
import type { RunWriter } from "../pipelines/record-run.ts";
import { type OutputFolder, openOutput } from "../sinks/files/output-folder.ts";
import type { InputFile } from "../sources/files/input-file.ts";
import { type ResolveOptions, resolveInputs } from "../sources/files/resolve-inputs.ts";
import type { Session } from "./io.ts";
import { isAddress } from "./paths.ts";
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
  /** Where the run is kept. */
  readonly run?: RunWriter | undefined;
}

/** One batch. Whatever happens, nothing but results stays behind on this machine. */
export function computeBatch(options: ComputeBatchOptions): Promise<BatchOutcome> {
  const { spark, folder } = options;
  return spark !== undefined && isAddress(folder) ? ontoCluster(options, spark) : intoFolder(options);
}

async function intoFolder(options: ComputeBatchOptions): Promise<BatchOutcome> {
  const { folder, session, spark } = options;
  const { cwd } = session.io;
  // As written where that means the same, because complaints name it.
  const output = await openOutput(isAbsolute(folder) || cwd === process.cwd() ? folder : resolve(cwd, folder));
  try {
    // Beside the results and not in the system's folder: on the same disk rows kept there become a result by a move.
    const local = localOf(session, output.workFolder);
    const opening = spark === undefined ? openEmbedded(options, local) : openOnSpark(options, spark, local);
    return await compute(options, opening, async () => output);
  } finally {
    await output.discard();
  }
}

async function ontoCluster(options: ComputeBatchOptions, flags: SparkFlags): Promise<BatchOutcome> {
  const { makeWorkFolder, openClusterOutput } = await import("./cluster-output.ts");
  const workFolder = await makeWorkFolder();
  try {
    const opening = openOnSpark(options, flags, localOf(options.session, workFolder));
    return await compute(options, opening, (engine) => openClusterOutput(options.folder, engine, workFolder));
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}

function localOf({ io }: Session, spoolFolder: string): LocalOptions {
  return { cwd: io.cwd, stdin: io.stdin, spoolFolder, signal: io.signal };
}

type LocalOptions = ResolveOptions & { readonly signal: AbortSignal };

async function compute<Engine extends TableEngine>(
  options: ComputeBatchOptions,
  opening: Promise<Opened<Engine>>,
  openFolder: (engine: Engine) => Promise<OutputFolder>,
): Promise<BatchOutcome> {
  const { io, language } = options.session;
  // Takes a moment, in which the engine opens.
  const timeZone = machineTimeZone();
  const { engine, inputs, close } = await opening;
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
      output: { folder: await openFolder(engine), also: options.also, report: options.report },
      version: readVersion(),
      signal: io.signal,
      onProgress: (step) => {
        progress.show(progressStep(step, bytes));
        options.run?.change({ progress: { ...step, seconds_left: null } });
      },
      now: io.now,
    });
  } finally {
    progress.clear();
    await close();
  }
}

interface Opened<Engine> {
  readonly engine: Engine;
  readonly inputs: readonly InputFile[];
  close(): Promise<void>;
}

async function openEmbedded(
  { inputs, memory, threads }: ComputeBatchOptions,
  local: ResolveOptions,
): Promise<Opened<TableEngine>> {
  const [engine, files] = await Promise.allSettled([
    openDuckDbEngine({
      workFolder: local.spoolFolder,
      ...(memory === undefined ? {} : { memory }),
      ...(threads === undefined ? {} : { threads }),
    }),
    resolveInputs(inputs, local),
  ]);
  if (engine.status === "fulfilled" && files.status === "fulfilled" && local.signal?.aborted !== true) {
    return { engine: engine.value, inputs: files.value, close: () => engine.value.close() };
  }
  if (engine.status === "fulfilled") await engine.value.close();
  if (files.status === "rejected") throw files.reason;
  if (engine.status === "rejected") throw engine.reason;
  throw local.signal?.reason;
}

async function openOnSpark(
  { inputs, session, run }: ComputeBatchOptions,
  flags: SparkFlags,
  local: ResolveOptions,
): Promise<Opened<SparkEngine>> {
  const [{ openSpark }, { resolveClusterInputs }] = await Promise.all([
    import("./open-spark.ts"),
    import("./spark-inputs.ts"),
  ]);
  const engine = await openSpark(flags, { workFolder: local.spoolFolder, session });
  const close = watchedBy(run, engine, session.io.signal);
  try {
    return { engine, inputs: await resolveClusterInputs(inputs, engine, local), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Tells a run where Spark's time goes until the engine is closed by what comes back. */
export function watchedBy(run: RunWriter | undefined, engine: SparkEngine, signal: AbortSignal): () => Promise<void> {
  if (run === undefined) return () => engine.close();
  const watch = engine.watch();
  run.watchSpark(watch.look);
  return async () => {
    // Whoever stopped it does not wait for more.
    const last = signal.aborted ? Promise.resolve(watch.look()) : watch.finish();
    await engine.close();
    run.spark(await last);
    if (signal.aborted) void watch.finish();
  };
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
