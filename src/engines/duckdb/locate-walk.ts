import { createCsvWalker } from "./locate-walk-csv.ts";
import { createLineWalker } from "./locate-walk-lines.ts";

/** How a text file in UTF-8 falls into records. */
export interface RecordLayout {
  /** `lines`: every line is a record, as in NDJSON. */
  format: "csv" | "lines";
  /** Between the fields of a CSV record, one to four bytes; by default a comma. */
  delimiter?: string;
  /** One ASCII character around fields, by default `"`, empty for none. */
  quote?: string;
  /** One ASCII character before a quote inside quotes; by default the quote itself, empty for none. */
  escape?: string;
  /** The first record names the columns. */
  header: boolean;
  /** Lines before the header that belong to no record. */
  skipLines?: number;
}

/** One record as it passes. Offsets count bytes of the decompressed stream. */
export interface WalkedRecord {
  start: number;
  /** Exclusive; the line terminator is not part of the record. */
  end: number;
  /** Physical line of its first byte, from 1. */
  line: number;
  /** Something other than spaces stands between a closing quote and the next delimiter. */
  malformed: boolean;
  /** The file ends inside quotes. */
  unterminated: boolean;
  /** A line ends inside quotes. */
  multiline: boolean;
}

/** Called for each record that is not blank, the header too. Both arguments hold during the call only. */
export type OnRecord = (record: Readonly<WalkedRecord>, bytes: () => Uint8Array) => void;

/** Line ends outside quotes, by kind, and lines with nothing on them (in `lines`: nothing but white space). */
export interface WalkTally {
  blank: number;
  lf: number;
  crlf: number;
  cr: number;
}

export interface Walker {
  feed(chunk: Buffer): void;
  /** The last record, where no line end closed it. */
  end(): void;
  readonly tally: Readonly<WalkTally>;
}

/** Of a record that began in an earlier chunk no more than its first `keep` bytes are remembered. */
export function createWalker(layout: RecordLayout, onRecord: OnRecord, keep: number): Walker {
  return layout.format === "lines" ? createLineWalker(onRecord, keep) : createCsvWalker(layout, onRecord, keep);
}
