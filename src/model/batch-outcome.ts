import type { Note } from "./propose/reasons.ts";
import type { AnalysisOutcome } from "./result.ts";
import type { Quality } from "./rules.ts";
import type { SaleColumn, StatusLabels } from "./sale.ts";

/** All a finished batch knows: what `summary.json`, the console, the report and the run history are made from. */
export interface BatchOutcome {
  readonly vitrina: string;
  readonly engine: { readonly id: "duckdb" | "spark"; readonly version: string };
  readonly startedAt: string;
  readonly durationMs: number;
  /** Milliseconds by phase, in the order they ran. */
  readonly phases: Readonly<Record<string, number>>;
  readonly inputs: readonly InputSummary[];
  readonly shop: {
    readonly currency: string;
    readonly timeZone: string;
    readonly status: StatusLabels;
    /** Sale columns the shop's files have. */
    readonly columns: readonly SaleColumn[];
  };
  /** What was understood of the files without being told. */
  readonly notes: readonly Note[];
  /** First and last sale, the shop's wall clock (`yyyy-MM-dd HH:mm:ss`); null without accepted sales. */
  readonly span: { readonly first: string; readonly last: string } | null;
  readonly quality: Quality;
  readonly analyses: readonly AnalysisOutcome[];
  readonly outputs: readonly OutputSummary[];
}

export interface InputSummary {
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 of the file's bytes, in hexadecimal. */
  readonly sha256: string;
  readonly rows: number;
}

export interface OutputSummary {
  /** Path within the output folder. */
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
  /** How many files it consists of, where it is a folder: a large table. */
  readonly parts?: number;
}
