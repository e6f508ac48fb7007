import type { SalePlan } from "../model/plan.ts";
import type { Column } from "../model/query.ts";
import type { ResultTable } from "../model/result.ts";
import type { Quality } from "../model/rules.ts";
import type { SaleColumn } from "../model/sale.ts";
import type { CsvLayout, PathColumn, SourceShape } from "../model/source-shape.ts";
import type { Dialect } from "../model/sql/dialect.ts";

/** Tables: what an engine must do for a batch. It reads files itself; rows never pass through JavaScript. */
export interface TableEngine {
  readonly id: "duckdb" | "spark";
  readonly version: string;
  readonly dialect: Dialect;
  /** Looks at the first rows of a file. */
  inspect(file: FileToInspect): Promise<SourceShape>;
  /** Reads, judges and keeps all rows of the sources, in their order. Replaces what was loaded before. */
  load(sources: readonly PlannedSource[], options: LoadOptions): Promise<LoadedSales>;
  /** Computes a query once and keeps its rows, in its order; returns SQL to select from. */
  keep(name: string, sql: string): Promise<string>;
  query(sql: string, columns: readonly Column[]): Promise<ResultTable>;
  /** Writes a query's rows, in its order, to one file. */
  write(sql: string, target: WriteTarget): Promise<{ rows: number }>;
  /**
   * Hands over the accepted sales, with the columns the shop has, as one Parquet file at that path. They were
   * written while loading, so this costs a rename; nothing can be read from `relation` afterwards.
   */
  handOver(path: string): Promise<void>;
  close(): Promise<void>;
}

export interface FileToInspect {
  /** Text is UTF-8. */
  readonly path: string;
  readonly format: "csv" | "ndjson" | "json" | "parquet";
  /** The file as the person named it, for messages. */
  readonly shown: string;
  /** What the mapping says of the file overrides what is detected. */
  readonly csv?: Partial<CsvLayout>;
  /** What the names of a Parquet file's folders say of all its rows; a column of the file itself goes before. */
  readonly pathColumns?: readonly PathColumn[];
}

export interface PlannedSource {
  readonly shape: SourceShape;
  readonly plan: SalePlan;
  /** The file as the person named it, for rejected rows and messages. */
  readonly shown: string;
}

export interface LoadOptions {
  readonly strict: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (progress: LoadProgress) => void;
}

export interface LoadProgress {
  /** From 0 to 1 over all sources. */
  readonly fraction: number;
}

export interface LoadedSales {
  /** Accepted sales as SQL to select from. All ten sale columns, null where the shop has none, and `event_time` (UTC). */
  readonly relation: string;
  /** The same rows as SQL to write to files from: labels may be held in a way that is fast to write and odd to sort by. */
  readonly compact: string;
  /** Rejected rows as SQL to select from: source, line (null where unknown), reason, raw. */
  readonly rejected: string;
  readonly columns: ReadonlySet<SaleColumn>;
  readonly quality: Quality;
  /** Rows read of each source. */
  readonly rows: readonly number[];
  readonly span: { readonly first: string; readonly last: string } | null;
}

export interface WriteTarget {
  /** A file; or, where a cluster computes, an address of its own: then a folder of parts. */
  readonly path: string;
  readonly format: "parquet" | "csv" | "json";
  /** Rows in any number: what writes to a folder of parts may write several at once, in any order. */
  readonly large?: boolean;
}
