import { join, resolve } from "node:path";
import { createFormatter } from "../../i18n/format.ts";
import { wordsFor } from "../../i18n/words.ts";
import type { BatchOutcome } from "../../model/batch-outcome.ts";
import { MappingNeeded } from "../../model/propose/mapping-needed.ts";
import type { Quality } from "../../model/rules.ts";
import { UserError } from "../../model/user-error.ts";
import { beginRun } from "../../pipelines/record-run.ts";
import { userRunFolder } from "../../pipelines/run-folder.ts";
import { BATCH_LOG, finishedBatch } from "../../pipelines/run-of-batch.ts";
import { printable } from "../../sinks/console/printable.ts";
import { renderBatch } from "../../sinks/console/render-batch.ts";
import { batchJson } from "../batch-json.ts";
import { chooseAnalyses } from "../choose-analyses.ts";
import { computeBatch } from "../compute-batch.ts";
import { print, type Session, tell, wantsColor, widthOfOutput } from "../io.ts";
import { isAddress, shownPath } from "../paths.ts";
import { offerProposal, proposalExists } from "../propose.ts";
import { readMapping } from "../read-mapping.ts";
import type { Limit } from "../values.ts";
import { readVersion } from "../version.ts";
import type { BatchFlags } from "./batch.ts";

/** `vitrina batch`. Returns the exit code. */
export async function runBatchCommand(inputs: readonly string[], flags: BatchFlags, session: Session): Promise<number> {
  const { io, words, language } = session;
  const analyses = chooseAnalyses(flags.analysis, words);
  // Refused before anything is read.
  const folder = outputPlace(flags, wordsFor(language).outputs.folder);
  if (flags.propose !== undefined && (await proposalExists(flags.propose, session))) return 1;
  const mapping = await readMapping(flags, io.cwd);
  const { out: _out, ...options } = flags;
  const run = beginRun(
    userRunFolder(io.env),
    {
      kind: "batch",
      engine: flags.engine,
      input: inputs.join(" "),
      version: readVersion(),
      folder: io.cwd,
      outputs_at: isAddress(folder) ? folder : resolve(io.cwd, folder),
      parameters: { inputs, ...options },
    },
    io.now,
  );
  run.note(BATCH_LOG.began());
  let outcome: BatchOutcome;
  try {
    outcome = await computeBatch({
      inputs,
      mapping,
      analyses,
      folder,
      strict: flags.strict === true,
      also: [...(flags.csv === true ? (["csv"] as const) : []), ...(flags.json === true ? (["json"] as const) : [])],
      report: flags.report === true,
      ...(flags.engine === "spark" ? { spark: flags } : {}),
      memory: flags.memory,
      threads: flags.threads,
      session,
      run,
    });
    run.note(BATCH_LOG.loaded(outcome));
    run.note(BATCH_LOG.written(outcome));
    await run.end(finishedBatch(outcome));
  } catch (error) {
    await run.fail(error, io.signal.aborted);
    if (error instanceof MappingNeeded) return offerProposal(error, flags, session);
    throw error;
  }
  if (flags.propose !== undefined) await tell(session, words.proposal_not_needed({ file: flags.propose }));
  await tellNotes(outcome, session);
  if (flags.format === "json") await print(session, batchJson(outcome));
  else await printTables(outcome, session);
  if (flags.maxRejected !== undefined && isExceeded(flags.maxRejected, outcome.quality)) {
    await tellTooManyRejected(outcome.quality, flags.maxRejected, folder, session);
    return 1;
  }
  await tellPlaces(outcome, folder, session);
  return 0;
}

export async function printTables(outcome: BatchOutcome, session: Session): Promise<void> {
  const { io, language } = session;
  const width = widthOfOutput(io.stdout);
  await print(session, renderBatch(outcome, { language, width, color: wantsColor(io, io.stdout) }));
}

/** Where results go: a folder, or for Spark an address of the cluster's. */
function outputPlace({ out, engine, csv, json, report }: BatchFlags, usual: string): string {
  if (out === undefined || !isAddress(out)) return out ?? usual;
  if (engine !== "spark") throw new UserError("spark_out_address", { address: out });
  const local = [csv === true && "--csv", json === true && "--json", report === true && "--report"];
  const [option] = local.filter((given) => given !== false);
  if (option !== undefined) throw new UserError("spark_out_tables", { option });
  return out;
}

/** Says what was understood of the files without being told, so that a wrong guess is seen. */
async function tellNotes({ notes }: BatchOutcome, session: Session): Promise<void> {
  if (notes.length === 0) return;
  const { sayNote } = await import("../../model/propose/render-proposal.ts");
  for (const note of notes) await tell(session, printable(sayNote(note, session.language)));
}

/** Says where the results are, as paths from the folder the reader is in. */
export async function tellPlaces({ outputs }: BatchOutcome, folder: string, session: Session): Promise<void> {
  const { io, words, language } = session;
  if (isAddress(folder)) {
    await tell(session, `\n${words.results_in({ folder: printable(folder) })}`);
    return;
  }
  const report = outputs.find(({ path }) => path === wordsFor(language).outputs.report);
  const absolute = resolve(io.cwd, folder);
  await tell(session, `\n${words.results_in({ folder: shownPath(absolute, io.cwd, "folder") })}`);
  if (report !== undefined) {
    await tell(session, words.report_in({ file: shownPath(join(absolute, report.path), io.cwd, "file") }));
  }
}

function isExceeded(limit: Limit, { read, rejected }: Quality): boolean {
  return rejected > (limit.kind === "rows" ? limit.rows : limit.share * read);
}

async function tellTooManyRejected(
  { read, rejected }: Quality,
  limit: Limit,
  folder: string,
  session: Session,
): Promise<void> {
  const { words, language, io } = session;
  const format = createFormatter({ language, currency: "" });
  const file = `${wordsFor(language).outputs.rejected_rows}.csv`;
  await tell(
    session,
    words.too_many_rejected({
      rejected: format.count(rejected),
      read: format.count(read),
      share: format.ratio(rejected / read),
      limit: limit.text,
      file: isAddress(folder)
        ? printable(`${folder.replace(/\/+$/, "")}/${file}`)
        : shownPath(join(resolve(io.cwd, folder), file), io.cwd, "file"),
    }),
  );
}
