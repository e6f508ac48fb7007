import type { LoadedSales, TableEngine } from "../engines/engine.ts";
import type { Language } from "../i18n/language.ts";
import { wordsFor } from "../i18n/words.ts";
import type { AnalysisId } from "../model/analyses/catalogue.ts";
import type { BatchOutcome } from "../model/batch-outcome.ts";
import type { AnalysisOutcome } from "../model/result.ts";
import { dimensionSql } from "../model/sql/compile.ts";
import { writeCsv } from "../sinks/files/csv.ts";
import { writeJson } from "../sinks/files/json.ts";
import type { OutputFolder } from "../sinks/files/output-folder.ts";
import { PART_SIZES, type PartSizes, splitLargeTable } from "../sinks/files/parquet/large-table.ts";

export interface OutputOptions {
  readonly folder: OutputFolder;
  /** Beside Parquet, each analysis also as one of these. */
  readonly also: readonly ("csv" | "json")[];
  readonly report: boolean;
  /** When the files of rows become folders of parts. */
  readonly parts?: PartSizes;
}

/** What all writing needs. */
interface Shop {
  readonly engine: TableEngine;
  readonly loaded: LoadedSales;
  readonly language: Language;
  readonly output: OutputOptions;
  readonly signal: AbortSignal;
}

/** Rows of each file written so far, by its name. */
type Written = Map<string, number>;

/** Writes the files that hold rows: accepted sales with their dates, and what was rejected. */
export async function writeRows({ engine, loaded, language, output, signal }: Shop): Promise<Written> {
  const names = wordsFor(language).outputs;
  const { dialect } = engine;
  const columns = [
    ...[...loaded.columns].map(dialect.name),
    `${dialect.zoned("event_time")} AS ${dialect.name(names.columns.parsed_timestamp)}`,
    ...(["hour", "weekday", "day"] as const).map(
      (part) => `${dimensionSql(part, dialect)} AS ${dialect.name(names.columns[part])}`,
    ),
  ];
  const files: { name: string; sql: string; format: "parquet" | "csv"; large?: true }[] = [
    {
      name: names.dated_sales,
      sql: `SELECT ${columns.join(", ")} FROM ${output.folder.splits ? loaded.compact : loaded.relation}`,
      format: "parquet",
      large: true,
    },
    { name: names.rejected_rows, sql: `SELECT * FROM ${loaded.rejected}`, format: "parquet" },
    { name: names.rejected_rows, sql: `SELECT ${REJECTED_IN_SPREADSHEETS} FROM ${loaded.rejected}`, format: "csv" },
  ];
  const written: Written = new Map();
  for (const { name, sql, ...how } of files) {
    const { format } = how;
    const file = `${name}.${format}`;
    const { rows } = await engine.write(sql, { path: output.folder.path(file), ...how });
    if (format === "parquet") await splitLargeTable(output.folder, file, rows, output.parts ?? PART_SIZES, signal);
    written.set(file, rows);
  }
  return written;
}

export interface Finished extends Shop {
  /** What `writeRows` wrote. */
  readonly rows: ReadonlyMap<string, number>;
  /** SQL to select from, for each computed analysis. */
  readonly kept: ReadonlyMap<AnalysisId, string>;
  readonly outcome: () => Omit<BatchOutcome, "outputs">;
  readonly lap: (phase: string) => void;
}

/** Writes what is missing beside the old result, then puts all in place at once. Returns the outcome with its outputs. */
export async function writeOutputs(finished: Finished): Promise<BatchOutcome> {
  const { engine, loaded, language, output, signal } = finished;
  const { folder } = output;
  const names = wordsFor(language).outputs;
  const written: Written = new Map(finished.rows);
  for (const analysis of finished.outcome().analyses) {
    if (analysis.kind === "computed") {
      await writeAnalysis(analysis, finished, written);
    }
  }
  // Last, because nothing can be read from the accepted sales afterwards.
  const clean = `${names.clean_sales}.parquet`;
  await engine.handOver(folder.path(clean));
  await splitLargeTable(folder, clean, loaded.quality.accepted, output.parts ?? PART_SIZES, signal);
  written.set(clean, loaded.quality.accepted);
  finished.lap("write");
  const outcome = finished.outcome();
  if (output.report) {
    const { renderReport } = await import("../sinks/report/render-report.ts");
    await folder.writeText(
      names.report,
      renderReport({ ...outcome, outputs: await folder.describe(written) }, language),
    );
    written.set(names.report, 0);
  }
  const outputs = await folder.describe(written);
  // The last of all: where it is, the result is whole.
  await folder.writeText(names.summary, `${JSON.stringify({ ...outcome, outputs }, null, 2)}\n`);
  await folder.commit([...written.keys(), names.summary]);
  return { ...outcome, outputs };
}

/** A spreadsheet takes text that begins like this for a formula; an apostrophe tells it otherwise. */
const REJECTED_IN_SPREADSHEETS = ["source", "line", "reason", "raw"]
  .map((name) =>
    name === "line" || name === "reason"
      ? name
      : `CASE WHEN substr(${name}, 1, 1) IN ('=', '+', '-', '@', '\t', '\r') THEN concat(chr(39), ${name}) ELSE ${name} END AS ${name}`,
  )
  .join(", ");

async function writeAnalysis(
  analysis: AnalysisOutcome & { kind: "computed" },
  { engine, kept, language, output: { folder, also } }: Finished,
  written: Written,
): Promise<void> {
  const words = wordsFor(language);
  const name = words.fileNames[analysis.id];
  const headers = analysis.table.columns.map((column) => words.fileColumn(column.id));
  const renamed = analysis.table.columns.map(
    (column, index) => `${engine.dialect.name(column.id)} AS ${engine.dialect.name(headers[index] ?? column.id)}`,
  );
  const target = { path: folder.path(`${name}.parquet`), format: "parquet" as const };
  await engine.write(`SELECT ${renamed.join(", ")} FROM ${kept.get(analysis.id)}`, target);
  written.set(`${name}.parquet`, analysis.table.rows.length);
  if (also.includes("csv")) {
    await writeCsv(analysis.table, headers, folder.path(`${name}.csv`));
    written.set(`${name}.csv`, analysis.table.rows.length);
  }
  if (also.includes("json")) {
    await writeJson(analysis.table, folder.path(`${name}.json`));
    written.set(`${name}.json`, analysis.table.rows.length);
  }
}
