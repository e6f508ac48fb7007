import { readFileSync, statSync } from "node:fs";
import { totalmem } from "node:os";
import { join } from "node:path";
import { peersFolder, peersPython, requirementsFile, vitrinaCommand } from "./places.ts";

/** What a run of the job found: how many rows it kept, and the sum of their totals in cents. */
export interface Outcome {
  rows: number;
  grossCents: bigint;
}

/** Somebody who can do the original job as a whole process. */
export interface Contender {
  id: string;
  /** Name and version for people. */
  label: string;
  /** Keeps all rows in memory at once and cannot work with less. */
  needsAllInMemory: boolean;
  command(input: string, out: string): string[];
  /** What it said it found; undefined where its output has no such answer. */
  readOutcome(stdout: string): Outcome | undefined;
}

/** The seven analyses of the original job. */
const analyses = [
  "summary_statistics",
  "sales_by_category",
  "sales_by_payment_method",
  "top_products",
  "sales_by_day",
  "sales_by_hour",
  "sales_by_status",
];

export const vitrina: Contender = {
  id: "vitrina",
  label: "Vitrina",
  needsAllInMemory: false,
  command: (input, out) => [
    ...vitrinaCommand("batch", input, "--out", out, "--lang", "en", "--format", "json"),
    ...analyses.flatMap((id) => ["--analysis", id]),
  ],
  readOutcome: readVitrinaJson,
};

/** Everybody Vitrina is compared with, in the order of the tables. */
export const peers: Contender[] = [
  peer("duckdb", "DuckDB by hand"),
  peer("chdb", "chDB", { needsAllInMemory: true }),
  peer("polars", "Polars", { needsAllInMemory: true }),
  peer("pandas", "pandas", { needsAllInMemory: true }),
  peer("pyspark", "PySpark"),
  { ...peer("pyspark", "PySpark stock", { options: ["--stock"] }), id: "pyspark-stock" },
];

/** Loaded rows and the copies made on the way take several times the size of their CSV. */
const memoryPerCsvByte = 4;

/** Whether a contender may be let loose on a file without bringing the whole machine down. */
export function fitsInMemory(contender: Contender, input: string): boolean {
  return !contender.needsAllInMemory || statSync(input).size * memoryPerCsvByte < totalmem();
}

interface PeerOptions {
  needsAllInMemory?: boolean;
  options?: string[];
}

/** A tool of requirements.txt with the script of its name. */
function peer(tool: string, name: string, { needsAllInMemory = false, options = [] }: PeerOptions = {}): Contender {
  return {
    id: tool,
    label: `${name} ${pinnedVersion(tool)}`.trim(),
    needsAllInMemory,
    command: (input, out) => [peersPython, join(peersFolder, `${tool}_job.py`), input, out, ...options],
    readOutcome: readLastLine,
  };
}

function pinnedVersion(tool: string): string {
  return new RegExp(`^${tool}==([^;\\s]+)`, "m").exec(readFileSync(requirementsFile, "utf8"))?.[1] ?? "";
}

/** The line every peer ends with: `rows=100000 gross=276969386.04`. */
function readLastLine(stdout: string): Outcome | undefined {
  const [, rows, gross] = /^rows=(\d+) gross=(\S+)\s*$/m.exec(stdout) ?? [];
  const grossCents = gross === undefined ? undefined : parseCents(gross);
  return rows === undefined || grossCents === undefined ? undefined : { rows: Number(rows), grossCents };
}

/** What the job reads from the answer of `vitrina batch --format json`. */
interface BatchAnswer {
  quality: { accepted: number };
  analyses: { sales_by_status: { gross_sales: string }[] };
}

function readVitrinaJson(stdout: string): Outcome | undefined {
  try {
    const { quality, analyses } = JSON.parse(stdout) as BatchAnswer;
    const cents = analyses.sales_by_status.map((row) => parseCents(row.gross_sales) ?? 0n);
    return { rows: quality.accepted, grossCents: cents.reduce((sum, part) => sum + part, 0n) };
  } catch {
    return undefined;
  }
}

/** "12.5" is 1250 cents; undefined for what is no plain amount or has parts of a cent. */
function parseCents(text: string): bigint | undefined {
  const [, whole, decimals = ""] = /^(\d+)(?:\.(\d{1,2})0*)?$/.exec(text) ?? [];
  return whole === undefined ? undefined : BigInt(whole) * 100n + BigInt(decimals.padEnd(2, "0"));
}
