import { isUtf8 } from "node:buffer";
import { CARRIAGE_RETURN, LINE_FEED } from "./record-cutter.ts";

const DELIMITERS = [",", ";", "\t", "|"] as const;
const QUOTE = 0x22;
const CANDIDATES: ReadonlySet<number> = new Set(DELIMITERS.map((delimiter) => delimiter.charCodeAt(0)));

export interface CsvHeader {
  readonly delimiter: number;
  /** As JSON keys with their colon, in order. */
  readonly keys: readonly string[];
}

/**
 * Where the record that begins at `from` ends: the place of its line feed, -1 while that has not come. A quote counts
 * where a field begins; a line feed within quotes belongs to the field (RFC 4180).
 */
export function csvRecordEnd(bytes: Buffer, from: number, delimiters: ReadonlySet<number> = CANDIDATES): number {
  let quoted = false;
  let fieldBegins = true;
  let justClosed = false;
  for (let index = from; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (quoted) {
      quoted = byte !== QUOTE;
      justClosed = !quoted;
      continue;
    }
    if (byte === LINE_FEED) return index;
    // The second of two quotes within a field opens again what the first seemed to close.
    quoted = byte === QUOTE && (fieldBegins || justClosed);
    fieldBegins = delimiters.has(byte);
    justClosed = false;
  }
  return -1;
}

/** Reads a header: the delimiter is the mark that stands most often outside quotes. Undefined where it is no text. */
export function readCsvHeader(record: Buffer): CsvHeader | undefined {
  const delimiter = mostFrequent(record);
  const names = csvFields(record, delimiter);
  if (names === undefined) return undefined;
  const seen = new Map<string, number>();
  const keys = names.map((name, index) => {
    const given = name.trim() === "" ? `column${index}` : name.trim();
    const times = seen.get(given) ?? 0;
    seen.set(given, times + 1);
    return `${JSON.stringify(times === 0 ? given : `${given}_${times}`)}:`;
  });
  return { delimiter, keys };
}

/** A record as a line of JSON, all values text and empty ones null; undefined where it does not fit the header. */
export function csvToJson(record: Buffer, { delimiter, keys }: CsvHeader): Buffer | undefined {
  const fields = csvFields(record, delimiter);
  if (fields === undefined || fields.length !== keys.length) return undefined;
  const members = fields.map((field, index) => `${keys[index]}${field === "" ? "null" : JSON.stringify(field)}`);
  return Buffer.from(`{${members.join(",")}}`);
}

function mostFrequent(record: Buffer): number {
  const counts = new Map<number, number>();
  let quoted = false;
  for (const byte of record) {
    if (byte === QUOTE) quoted = !quoted;
    else if (!quoted && CANDIDATES.has(byte)) counts.set(byte, (counts.get(byte) ?? 0) + 1);
  }
  const [first = 0x2c] = [...CANDIDATES].toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  return first;
}

/** The fields of one record, its line feed left out; undefined where quotes or encoding are broken. */
function csvFields(record: Buffer, delimiter: number): string[] | undefined {
  if (!isUtf8(record)) return undefined;
  const text = record.at(-1) === CARRIAGE_RETURN ? record.toString("utf8", 0, record.length - 1) : record.toString();
  const mark = String.fromCharCode(delimiter);
  const fields: string[] = [];
  let from = 0;
  for (;;) {
    if (text[from] === '"') {
      const end = closingQuote(text, from + 1);
      if (end === -1 || (end + 1 < text.length && text[end + 1] !== mark)) return undefined;
      fields.push(text.slice(from + 1, end).replaceAll('""', '"'));
      from = end + 1;
    } else {
      const end = text.indexOf(mark, from);
      fields.push(text.slice(from, end === -1 ? text.length : end));
      from = end === -1 ? text.length : end;
    }
    if (from >= text.length) return fields;
    from += 1;
  }
}

function closingQuote(text: string, from: number): number {
  let end = text.indexOf('"', from);
  while (end !== -1 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
  return end;
}
