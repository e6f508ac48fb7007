import { mkdir, rmdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { wordsFor } from "../../i18n/words.ts";
import { ANALYSIS_IDS, DEFAULT_ANALYSES } from "../../model/analyses/catalogue.ts";
import type { BatchOutcome } from "../../model/batch-outcome.ts";
import { writeError } from "../../sinks/files/system-error.ts";
import { computeBatch } from "../compute-batch.ts";
import { type Session, tell } from "../io.ts";
import { shownPath } from "../paths.ts";
import type { DemoFlags } from "./demo.ts";
import { printTables, tellPlaces } from "./run-batch.ts";
import { generateWithProgress } from "./run-generate.ts";

/** `vitrina demo`: a shop is made up and then treated like any other. Returns the exit code. */
export async function runDemo({ rows, out }: DemoFlags, session: Session): Promise<number> {
  const { io, words, language } = session;
  const folder = out ?? words.demo.folder;
  const sales = join(folder, words.demo.sales);
  const results = join(folder, wordsFor(language).outputs.folder);
  await inFolder(folder, io.cwd, async () => {
    await generateWithProgress({ rows, output: sales }, session);
    const outcome = await computeBatch({
      inputs: [sales],
      mapping: { currency: "EUR" },
      analyses: ANALYSIS_IDS,
      folder: results,
      strict: false,
      also: [],
      report: true,
      session,
    });
    await printTables(onlyDefault(outcome), session);
    await tellPlaces(outcome, results, session);
    await tell(session, words.sales_in({ file: shownPath(resolve(io.cwd, sales), io.cwd, "file") }));
  });
  return 0;
}

/** The tables of a plain batch; the others are drawn in the report. */
function onlyDefault(outcome: BatchOutcome): BatchOutcome {
  return { ...outcome, analyses: outcome.analyses.filter(({ id }) => DEFAULT_ANALYSES.includes(id)) };
}

/** A folder that had to be created and stays empty is taken back. */
async function inFolder(folder: string, cwd: string, work: () => Promise<void>): Promise<void> {
  let created: string | undefined;
  try {
    created = await mkdir(resolve(cwd, folder), { recursive: true });
  } catch (error) {
    throw writeError(error, folder);
  }
  try {
    await work();
  } catch (error) {
    if (created !== undefined) await rmdir(resolve(cwd, folder)).catch(() => undefined);
    throw error;
  }
}
