import { stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { ReadableStream as WebStream } from "node:stream/web";
import { openDuckDbEngine } from "../engines/duckdb/engine.ts";
import type { Language } from "../i18n/language.ts";
import { ANALYSIS_IDS } from "../model/analyses/catalogue.ts";
import type { BatchOutcome } from "../model/batch-outcome.ts";
import type { Mapping } from "../model/mapping.ts";
import { MappingNeeded } from "../model/propose/mapping-needed.ts";
import { newRun, type RunRecord, runId } from "../model/run-record.ts";
import { UserError } from "../model/user-error.ts";
import { openOutput } from "../sinks/files/output-folder.ts";
import { resolveInputs } from "../sources/files/resolve-inputs.ts";
import { type BatchProgress, runBatch } from "./batch.ts";
import { failureOf } from "./record-run.ts";
import { BATCH_LOG, finishedBatch } from "./run-of-batch.ts";
import type { RunStore } from "./run-store.ts";
import { type FilePreview, previewFile } from "./shop-preview.ts";
import { openUploads, type UploadRecord } from "./shop-uploads.ts";

/** A shop's files brought in by hand, analysed, and the results to take away. */
export interface ShopFiles {
  readonly mostBytes: number;
  uploads(): readonly UploadRecord[];
  upload(name: string, body: WebStream | null): Promise<UploadRecord>;
  preview(id: string, mapping: Mapping): Promise<{ readonly upload: UploadRecord; readonly preview: FilePreview }>;
  /** Begins a run; what becomes of it is in the run store. @throws {UserError} api_mapping_incomplete */
  run(id: string, mapping: Mapping, language: Language): Promise<string>;
  remove(id: string): Promise<void>;
  results(): Promise<readonly ResultFile[]>;
  /** Where a result lies. @throws {UserError} api_result_unknown */
  result(run: string, path: string): Promise<string>;
  /** Stops what runs and waits for it. */
  close(): Promise<void>;
}

export interface ResultFile {
  readonly run: string;
  readonly path: string;
  readonly bytes: number;
  readonly written: string;
}

export interface ShopFilesOptions {
  /** For uploads and results. */
  readonly folder: string;
  readonly runs: RunStore;
  readonly defaults: { readonly timeZone: string; readonly currency: string };
  readonly version: string;
  readonly memory: string;
  readonly now: () => Date;
}

const MOST_BYTES = 1024 * 2 ** 20;
/** What is shown of a run under way changes so often at most. */
const TELL_MS = 200;

export async function openShopFiles(options: ShopFilesOptions): Promise<ShopFiles> {
  const { folder, runs, defaults, now } = options;
  const uploads = await openUploads(join(folder, "uploads"), MOST_BYTES);
  const stop = new AbortController();
  const reading = new Set<string>();
  let last: Promise<void> = Promise.resolve();

  async function preview(id: string, mapping: Mapping) {
    const found = uploads.find(id);
    const { name } = found.upload;
    const seen = await previewFile({ folder: found.folder, name, mapping, defaults, signal: stop.signal });
    return { upload: found.upload, preview: seen };
  }

  return {
    mostBytes: MOST_BYTES,
    uploads: uploads.list,
    upload: (name, body) => uploads.take(name, body, now()),
    preview,
    async run(id, mapping, language) {
      const { upload, preview: seen } = await preview(id, mapping);
      if (!seen.ready) throw new UserError("api_mapping_incomplete", { gaps: seen.proposal.gaps });
      const run = beginning(upload.name, seen.proposal.mapping, options);
      await runs.put(run, true);
      await uploads.noteRun(id, run.id);
      reading.add(id);
      const work = () =>
        analyseUpload(
          { run, source: uploads.find(id).folder, mapping: seen.proposal.mapping, language },
          options,
          stop.signal,
        );
      // One after the other: the stream needs its share of the machine.
      last = last.then(work).then((ended) => {
        // Whoever sees that it has ended may remove the upload.
        reading.delete(id);
        return runs.put(ended, true);
      });
      return run.id;
    },
    async remove(id) {
      uploads.find(id);
      if (reading.has(id)) throw new UserError("api_upload_busy", { id });
      await uploads.remove(id);
    },
    async results() {
      const found = runs
        .list()
        .flatMap((run) =>
          run.outputs
            .filter(({ parts }) => parts === null && run.outputs_at === null)
            .map(({ path, bytes }) => ({ run: run.id, path, bytes, written: run.ended ?? run.started })),
        );
      return found;
    },
    async result(run, path) {
      // Only what the run says it wrote leads to a file.
      const known = runs.get(run)?.outputs.some((output) => output.path === path);
      const place = join(folder, "results", run, path);
      const isFile =
        known === true &&
        (await stat(place).then(
          (found) => found.isFile(),
          () => false,
        ));
      if (!isFile) throw new UserError("api_result_unknown", { path: path.slice(0, 100) });
      return place;
    },
    async close() {
      stop.abort();
      await last;
    },
  };
}

interface UploadRun {
  readonly run: RunRecord;
  readonly source: string;
  readonly mapping: Mapping;
  readonly language: Language;
}

/** The run as it ended. Never throws: what went wrong is part of it. */
async function analyseUpload(asked: UploadRun, options: ShopFilesOptions, signal: AbortSignal): Promise<RunRecord> {
  const { runs, now } = options;
  let { run } = asked;
  let told = 0;
  const ended = () => ({ ended: now().toISOString(), duration_ms: now().getTime() - Date.parse(run.started) });
  const tell = ({ phase, fraction }: BatchProgress) => {
    const at = now().getTime();
    if (at - told < TELL_MS) return;
    told = at;
    const spent = at - Date.parse(run.started);
    const left = fraction > 0.02 ? Math.round((spent * (1 - fraction)) / fraction / 1000) : null;
    run = {
      ...run,
      progress: { phase, fraction: phase === "write" ? null : fraction, seconds_left: phase === "load" ? left : null },
    };
    void runs.put(run, false);
  };
  try {
    const outcome = await computeUpload(asked, options, signal, tell);
    const time = now().toISOString();
    const lines = [BATCH_LOG.loaded(outcome), BATCH_LOG.written(outcome)].map((text) => ({ time, text }));
    run = { ...run, ...finishedBatch(outcome), ...ended(), progress: null, log: [...run.log, ...lines] };
  } catch (error) {
    const isKnown = error instanceof UserError || error instanceof MappingNeeded;
    // What else went wrong in here is nobody's outside.
    const failure = signal.aborted ? null : failureOf(isKnown ? error : new UserError("api_failed", {}));
    run = { ...run, ...ended(), status: failure === null ? "stopped" : "failed", progress: null, failure };
  }
  return run;
}

async function computeUpload(
  { run, source, mapping, language }: UploadRun,
  { folder, defaults, version, memory, now }: ShopFilesOptions,
  signal: AbortSignal,
  onProgress: (progress: BatchProgress) => void,
): Promise<BatchOutcome> {
  const output = await openOutput(join(folder, "results", run.id));
  try {
    const { workFolder } = output;
    const inputs = await resolveInputs([run.input], {
      cwd: source,
      stdin: Readable.from([]),
      spoolFolder: workFolder,
      signal,
    });
    const engine = await openDuckDbEngine({ workFolder, memory });
    try {
      return await runBatch({
        engine,
        inputs,
        mapping,
        defaults,
        analyses: ANALYSIS_IDS,
        strict: false,
        language,
        output: { folder: output, also: ["csv"], report: true },
        version,
        signal,
        onProgress,
        now,
      });
    } finally {
      await engine.close();
    }
  } finally {
    await output.discard();
  }
}

function beginning(input: string, mapping: Mapping, { version, now }: ShopFilesOptions): RunRecord {
  const at = now();
  const started = at.toISOString();
  return newRun({
    id: runId(at),
    kind: "batch",
    started,
    input,
    engine: "duckdb",
    version,
    parameters: { mapping },
    progress: { phase: "load", fraction: 0, seconds_left: null },
    log: [{ time: started, text: BATCH_LOG.began() }],
  });
}
