import { compare } from "./compare.ts";
import { desk } from "./desk.ts";
import { doctor } from "./doctor.ts";
import { files } from "./files-help.ts";
import { produce } from "./produce.ts";
import { runs } from "./runs.ts";
import { stream } from "./stream.ts";
import { topics } from "./topics-help.ts";

/** What the command line says besides its help: progress, summaries and what went wrong with the line itself. */
export const cli = {
  unknown_option: (p: { option: string; meant: readonly string[] }) =>
    `Unknown option ${p.option}.${didYouMean(p.meant)}`,
  unknown_command: (p: { command: string; meant: readonly string[] }) =>
    `Unknown command "${p.command}".${didYouMean(p.meant)}`,
  missing_argument: (p: { argument: string }) => `${p.argument} is missing.`,
  option_without_value: (p: { option: string }) => `${p.option} needs a value.`,
  option_missing: (p: { option: string }) => `${p.option} is missing.`,
  too_many_arguments: (p: { command: string; expected: number; given: number }) =>
    `${p.command} takes ${p.expected === 0 ? "no arguments" : p.expected === 1 ? "one argument" : `${p.expected} arguments`}, and ${p.given} ${p.given === 1 ? "was" : "were"} given.`,
  see_help: (p: { command: string }) => `See ${p.command} --help.`,

  expected: {
    one_of: (p: { values: readonly string[] }) => listed(p.values, "or"),
    analysis: (p: { meant: readonly string[] }) =>
      p.meant.length === 0
        ? 'the id of an analysis ("vitrina analyses" lists them) or all'
        : `the id of an analysis, perhaps ${listed(p.meant, "or")}`,
    rows: "a whole number of rows, 1 or more, such as 100000, 100k or 10m",
    days: "a whole number of days, 1 or more",
    seed: "a whole number, 0 or more",
    threads: "a whole number of threads, 1 to 512",
    moment: "a date or time in ISO 8601, such as 2026-03-31 or 2026-03-31T18:00:00",
    memory: "a size of 64MB or more, such as 512MB, 2GB or 1.5GiB",
    limit: "a share such as 1% or 0.01, or a number of rows such as 500",
    currency: "a currency code of ISO 4217, such as EUR, USD or MXN",
    time_zone: (p: { meant: readonly string[] }) =>
      `an IANA time zone such as Europe/Madrid${p.meant.length === 0 ? "" : `, perhaps ${listed(p.meant, "or")}`}`,
  },

  spark_not_yet: "The Spark engine is not in this version yet. Leave --engine out, or write --engine duckdb.",
  proposal_exists: (p: { file: string }) =>
    `${p.file}: this file exists and would be overwritten. Choose another name for --propose, or move it away.`,
  proposal_not_needed: (p: { file: string }) =>
    `Nothing was proposed in ${p.file}: the files were understood without a mapping.`,
  too_many_rejected: (p: { rejected: string; read: string; share: string; limit: string; file: string }) =>
    `${p.rejected} of ${p.read} rows were rejected (${p.share}), more than --max-rejected ${p.limit}. The results were written; the rejected rows and their reasons are in ${p.file}.`,
  stopped: "Stopped: nothing half-written.",
  defect: (p: { message: string }) =>
    `This is a defect of Vitrina, not of your data: ${p.message}. Run it again with VITRINA_DEBUG=1 to see where, and report it.`,

  results_in: (p: { folder: string }) => `Results: ${p.folder}`,
  report_in: (p: { file: string }) => `Report:  ${p.file}`,
  sales_in: (p: { file: string }) => `Sales:   ${p.file}`,

  generated: {
    rows: "Rows",
    categories: "Categories",
    totals: "Totals",
    period: "Period",
    file: "File",
    range: (p: { from: string; to: string }) => `${p.from} to ${p.to}`,
    took: (p: { time: string; rate: string }) => `in ${p.time}, ${p.rate} rows/s`,
  },

  progress: {
    load: "Reading",
    analyse: "Analysing",
    write: "Writing",
    generate: "Generating",
    send: "Sending",
    receive: "Receiving",
    of: (p: { done: string; all: string }) => `${p.done} of ${p.all}`,
    rows: (p: { count: string }) => `${p.count} rows`,
    per_second: (p: { amount: string }) => `${p.amount}/s`,
    left: (p: { time: string }) => `${p.time} left`,
  },

  catalogue: {
    by_default: (p: { count: number }) => `Computed by every batch (${p.count})`,
    on_request: (p: { count: number }) => `Computed with --analysis ID or --analysis all (${p.count})`,
    formula: "Formula",
    columns: "Columns",
    needs: "Needs",
    file: "File",
  },

  /** Names of what the demo writes. */
  demo: { folder: "demo", sales: "sales.csv" },

  files,

  topics,

  stream,

  produce,
  runs,
  doctor,
  compare,
  desk,
};

export type CliMessages = typeof cli;

function didYouMean(meant: readonly string[]): string {
  return meant.length === 0 ? "" : ` Did you mean ${listed(meant, "or")}?`;
}

function listed(names: readonly string[], word: string): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${word} ${names.at(-1)}`;
}
