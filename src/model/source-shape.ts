/** What an engine sees when it looks at the first rows of a file, before anyone says what they mean. */
export interface SourceShape {
  /** Absolute path, or `hdfs://` and the like where the engine reads those. */
  readonly path: string;
  readonly format: SourceFormat;
  readonly columns: readonly SourceColumn[];
  /** Up to some thousand rows as text, in the order of `columns`; null where there is no value. */
  readonly sample: readonly (readonly (string | null)[])[];
  /** Those of `columns` that are not in the file: the names of its folders say them. */
  readonly pathColumns?: readonly PathColumn[];
}

/** A column with the same value in all rows of a file. */
export interface PathColumn {
  readonly name: string;
  readonly value: string | null;
}

export type SourceFormat =
  | ({ readonly kind: "csv" } & CsvLayout)
  | { readonly kind: "ndjson" }
  | { readonly kind: "json" }
  | { readonly kind: "parquet" };

export interface CsvLayout {
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: string;
  readonly header: boolean;
}

/** What text may be written in; engines are given UTF-8 whatever it was. */
export type TextEncodingName = "utf-8" | "latin-1" | "utf-16";

export interface SourceColumn {
  readonly name: string;
  /** `text` for every CSV column; the file's own type otherwise. `zoned_time` is an instant, `time` a wall clock. */
  readonly type: "text" | "integer" | "decimal" | "time" | "zoned_time" | "date" | "other";
}
