import { writeFile } from "node:fs/promises";
import type { LoadedSales, TableEngine } from "../engines/engine.ts";
import type { Language } from "../i18n/language.ts";
import { wordsFor } from "../i18n/words.ts";
import type { AnalysisId } from "../model/analyses/catalogue.ts";
import type { BatchOutcome } from "../model/batch-outcome.ts";
import type { AnalysisOutcome } from "../model/result.ts";
import { dimensionSql } from "../model/sql/compile.ts";
import { writeCsv } from "../sinks/files/csv.ts";
import type { OutputFolder } from "../sinks/files/output-folder.ts";
import { writeJson } from "../sinks/files/json.ts";
import { renderReport } from "../sinks/report/render-report.ts";

export interface OutputOptions {
  readonly folder: OutputFolder;
  /** Beside Parquet, each analysis also as one of these. */
  readonly also: readonly ("csv" | "json")[];
  readonly report: boolean;
}

interface Finished {
  readonly engine: TableEngine;
  readonly loaded: LoadedSales;
  /** SQL to select from, for each computed analysis. */
  readonly kept: ReadonlyMap<AnalysisId, string>;
  readonly language: Language;
  readonly outcome: () => Omit<BatchOutcome, "outputs">;
  readonly lap: (phase: string) => void;
}

type Written = Map<string, number>;

/** Writes every file beside the old result, then puts all in place at once. Returns the outcome with its outputs. */
export async function writeOutputs(options: OutputOptions, finished: Finished): Promise<BatchOutcome> {
  const { folder } = options;
  const written: Written = new Map();
  await writeRows(folder, finished, written);
  for (const analysis of finished.outcome().analyses) {
    if (analysis.kind === "computed") {
      await writeAnalysis(analysis, options, finished, written);
    }
  }
  finished.lap("write");
  const names = wordsFor(finished.language).outputs;
  const outcome = finished.outcome();
  if (options.report) {
    await writeFile(folder.path(names.report), renderReport({ ...outcome, outputs: [] }, finished.language));
    written.set(names.report, outcome.analyses.length);
  }
  const outputs = await folder.describe(written);
  await writeFile(folder.path(names.summary), `${JSON.stringify({ ...outcome, outputs }, null, 2)}\n`);
  await folder.commit([...written.keys(), names.summary]);
  return { ...outcome, outputs };
}

async function writeRows(folder: OutputFolder, { engine, loaded, language }: Finished, written: Written): Promise<void> {
  const names = wordsFor(language).outputs;
  const { dialect } = engine;
  const columns = [...loaded.columns].map(dialect.name).join(", ");
  const dated = [
    `${columns}, ${dialect.zoned("event_time")} AS ${dialect.name(names.columns.parsed_timestamp)}`,
    ...(["hour", "weekday", "day"] as const).map(
      (part) => `${dimensionSql(part, dialect)} AS ${dialect.name(names.columns[part])}`,
    ),
  ];
  const { rows } = await engine.write(`SELECT ${dated.join(", ")} FROM ${loaded.relation}`, {
    path: folder.path(`${names.dated_sales}.parquet`),
    format: "parquet",
  });
  await engine.handOver(folder.path(`${names.clean_sales}.parquet`));
  written.set(`${names.clean_sales}.parquet`, rows).set(`${names.dated_sales}.parquet`, rows);
  for (const format of ["parquet", "csv"] as const) {
    const name = `${names.rejected_rows}.${format}`;
    const columns = format === "csv" ? REJECTED_IN_SPREADSHEETS : "*";
    const rejected = await engine.write(`SELECT ${columns} FROM ${loaded.rejected}`, { path: folder.path(name), format });
    written.set(name, rejected.rows);
  }
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
  { folder, also }: OutputOptions,
  { engine, kept, language }: Finished,
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
