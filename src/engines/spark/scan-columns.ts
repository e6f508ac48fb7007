/** A source's rows carry these beside its own columns; a column of a shop's would have to contain the space. */
export const RAW = "vitrina raw";
/** The place of a row: ascending in the order of the file, with gaps. */
export const ROW = "vitrina row";
/** True for a row that cannot be read as one. */
export const BAD = "vitrina bad";

/** The message of a query that stops at a line which ends within quotes. */
export const QUOTES = "vitrina: quotes over lines";

export interface ScanPlace {
  /** The view of the file. */
  readonly view: string;
  /** The place of the line that names the columns; null where there is none. */
  readonly header: number | null;
}

export interface FileScan {
  /** Rows with the source's columns and those above. */
  readonly sql: string;
  /** Present where a row's place is the number of its line. */
  readonly lines?: "rows";
}
