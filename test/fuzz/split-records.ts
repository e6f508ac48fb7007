import type { SourceFormat } from "../../src/model/source-shape.ts";

/** One data record as this file's own reading of the bytes finds it. */
export interface SplitRecord {
  /** Physical line of its first byte, from 1. */
  readonly line: number;
  readonly raw: Buffer;
  /** CSV only: fields without their quotes. */
  readonly fields: readonly Buffer[];
  /** Whether every quote that opens closes, with nothing but blanks before the next delimiter. */
  readonly sound: boolean;
}

const [TAB, LF, CR, SPACE] = [9, 10, 13, 32];

/**
 * The data records of a text in UTF-8, found without the product's help: what the fuzzer holds the product to.
 * Null where a text has no records to tell apart without parsing it (a JSON array).
 */
export function splitRecords(bytes: Buffer, format: SourceFormat): SplitRecord[] | null {
  switch (format.kind) {
    case "csv":
      return splitCsv(bytes, format).slice(format.header ? 1 : 0);
    case "ndjson":
      return splitLines(bytes);
    case "json":
    case "parquet":
      return null;
  }
}

/** Lines that hold more than white space; only LF ends one. */
function splitLines(bytes: Buffer): SplitRecord[] {
  const records: SplitRecord[] = [];
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const found = bytes.indexOf(LF, start);
    const end = found < 0 ? bytes.length : found;
    const raw = bytes.subarray(start, bytes[end - 1] === CR && end > start ? end - 1 : end);
    if (raw.some((byte) => byte !== SPACE && (byte < TAB || byte > CR))) {
      records.push({ line, raw, fields: [], sound: true });
    }
    start = end + 1;
  }
  return records;
}

interface Marks {
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: string;
}

/** RFC 4180, and what DuckDB makes of what it leaves open: LF, CRLF and CR each end a record, empty lines are none. */
function splitCsv(bytes: Buffer, marks: Marks): SplitRecord[] {
  const records: SplitRecord[] = [];
  let line = 1;
  const seen = { lf: false, cr: false };
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < bytes.length) {
    const start = at;
    const fields: Buffer[] = [];
    let sound = true;
    if (!isLineEnd(bytes[at])) {
      for (;;) {
        const field = readField(bytes, at, marks);
        fields.push(field.text);
        sound &&= field.sound;
        at = field.end;
        if (at >= bytes.length || isLineEnd(bytes[at])) {
          break;
        }
        at += Buffer.byteLength(marks.delimiter);
      }
      const raw = bytes.subarray(start, at);
      records.push({ line, raw, fields, sound });
      // Inside quotes a line ends with LF; in a file whose lines so far ended with lone CRs, with CR.
      const mark = seen.cr && !seen.lf ? CR : LF;
      line += raw.filter((byte) => byte === mark).length;
    }
    const isLoneCr = bytes[at] === CR && bytes[at + 1] !== LF;
    seen[isLoneCr ? "cr" : "lf"] = true;
    line += 1;
    at += bytes[at] === CR && bytes[at + 1] === LF ? 2 : 1;
  }
  return records;
}

interface Field {
  readonly text: Buffer;
  /** Where the delimiter or line end stands that closes it. */
  readonly end: number;
  readonly sound: boolean;
}

function readField(bytes: Buffer, start: number, marks: Marks): Field {
  const quote = marks.quote.charCodeAt(0);
  const opening = bytes[start] === SPACE ? start + 1 : start;
  if (marks.quote === "" || bytes[opening] !== quote) {
    const end = endOfBare(bytes, start, marks);
    return { text: bytes.subarray(start, end), end, sound: true };
  }
  const parts: Buffer[] = [];
  let from = opening + 1;
  for (;;) {
    const closing = endOfQuoted(bytes, from, marks, parts);
    let at = closing + 1;
    while (bytes[at] === SPACE) {
      at += 1;
    }
    // After spaces even another quote goes on.
    if (bytes[at] !== quote || marks.escape !== marks.quote) {
      const end = Math.min(bytes.length, endOfBare(bytes, at, marks));
      return { text: Buffer.concat(parts), end, sound: closing < bytes.length && end === Math.min(at, bytes.length) };
    }
    parts.push(bytes.subarray(closing, at));
    from = at + 1;
  }
}

function endOfBare(bytes: Buffer, start: number, { delimiter }: Marks): number {
  const found = bytes.indexOf(delimiter, start);
  const limit = found < 0 ? bytes.length : found;
  for (let at = start; at < limit; at += 1) {
    if (isLineEnd(bytes[at])) {
      return at;
    }
  }
  return Math.max(start, limit);
}

/** Place of the closing quote; the end of the file where there is none. The text goes to `parts`. */
function endOfQuoted(bytes: Buffer, start: number, { quote, escape: escapeMark }: Marks, parts: Buffer[]): number {
  let from = start;
  for (let at = start; at < bytes.length; at += 1) {
    const isEscape = escapeMark !== quote && escapeMark !== "" && bytes[at] === escapeMark.charCodeAt(0);
    const isQuote = bytes[at] === quote.charCodeAt(0);
    if (isEscape || (isQuote && escapeMark === quote && bytes[at + 1] === bytes[at])) {
      parts.push(bytes.subarray(from, at));
      at += 1;
      from = at;
    } else if (isQuote) {
      parts.push(bytes.subarray(from, at));
      return at;
    }
  }
  parts.push(bytes.subarray(from));
  return bytes.length;
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === LF || byte === CR;
}
