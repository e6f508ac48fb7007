import { serve as english } from "../i18n/en/serve.ts";
import { serve as spanish } from "../i18n/es/serve.ts";
import { createFormatter } from "../i18n/format.ts";
import type { BatchOutcome } from "../model/batch-outcome.ts";
import { toRecords } from "../model/result.ts";
import type { BothLanguages, RunRecord } from "../model/run-record.ts";

/** What is kept of a batch that is done. */
export function finishedBatch(outcome: BatchOutcome): Partial<RunRecord> {
  const { quality, phases, inputs, outputs, engine } = outcome;
  return {
    status: "done",
    engine: engine.id,
    rows: quality.read,
    quality: { ...quality, late: 0, duplicate: 0 },
    figures: figuresOf(outcome),
    phases: { ...phases },
    inputs: inputs.map(({ path, bytes, sha256, rows }) => ({
      name: path,
      bytes,
      sha256: sha256 === "" ? null : sha256,
      rows,
    })),
    outputs: outputs.map(({ path, bytes, rows, parts = null }) => ({ path, bytes, rows, parts })),
  };
}

/** Lines of the log, in order. */
export const BATCH_LOG = {
  began: (): BothLanguages => ({ en: english.log.began({}), es: spanish.log.began({}) }),
  loaded: ({ quality }: BatchOutcome): BothLanguages => ({
    en: english.log.loaded(counts("en", quality)),
    es: spanish.log.loaded(counts("es", quality)),
  }),
  written: ({ outputs }: BatchOutcome): BothLanguages => {
    const files = { files: String(outputs.length) };
    return { en: english.log.written(files), es: spanish.log.written(files) };
  },
};

function counts(language: "en" | "es", { read, rejected }: BatchOutcome["quality"]) {
  const { count } = createFormatter({ language, currency: "" });
  return { read: count(read), rejected: count(rejected) };
}

/** The measures over all sales, where they were asked for. */
function figuresOf({ analyses }: BatchOutcome): RunRecord["figures"] {
  const summary = analyses.find(({ id }) => id === "revenue_summary");
  if (summary?.kind !== "computed") return null;
  const [row] = toRecords(summary.table);
  return row ?? null;
}
