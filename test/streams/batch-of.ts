import { join } from "node:path";
import { openDuckDbEngine } from "../../src/engines/duckdb/engine.ts";
import type { BatchOutcome } from "../../src/model/batch-outcome.ts";
import { runBatch } from "../../src/pipelines/batch.ts";
import { openOutput } from "../../src/sinks/files/output-folder.ts";
import { resolveInputs } from "../../src/sources/files/resolve-inputs.ts";

/** What `vitrina batch` makes of a folder of files; the results are written beside it. */
export async function batchOf(folder: string, timeZone: string): Promise<BatchOutcome> {
  const signal = new AbortController().signal;
  const output = await openOutput(join(folder, "..", "results"));
  const engine = await openDuckDbEngine({ workFolder: output.workFolder });
  try {
    const spoolFolder = output.workFolder;
    return await runBatch({
      engine,
      inputs: await resolveInputs([folder], { cwd: folder, stdin: process.stdin, spoolFolder, signal }),
      defaults: { timeZone, currency: "EUR" },
      analyses: ["sales_by_hour"],
      strict: false,
      language: "en",
      output: { folder: output, also: [], report: false },
      version: "test",
      signal,
    });
  } finally {
    await engine.close();
    await output.discard();
  }
}
