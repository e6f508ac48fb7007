import { isUtf8 } from "node:buffer";
import { MAX_VALUE_BYTES } from "../../model/stream/records.ts";
import { UserError } from "../../model/user-error.ts";
import { cutLines } from "../lines/cut-lines.ts";

export type BodyKind = "ndjson" | "json";

export interface SplitBody {
  readonly count: number;
  /** The records, each ended by a line feed. */
  readonly lines: Buffer;
}

const MOST_LEVELS = 64;
const MEBIBYTE = 2 ** 20;
const [QUOTE, BACKSLASH, COMMA, LINE_FEED, RETURN, BLANK] = [0x22, 0x5c, 0x2c, 0x0a, 0x0d, 0x20];
const OPENING: ReadonlySet<number> = new Set([0x7b, 0x5b]);
const CLOSING: ReadonlySet<number> = new Set([0x7d, 0x5d]);

/**
 * Cuts a body into records, their bytes as they came: lines of NDJSON, the elements of a JSON array, or one object.
 * @throws {UserError} ingest_not_json, ingest_line_too_long, ingest_too_deep
 */
export function splitBody(body: Buffer, kind: BodyKind): SplitBody {
  const records = kind === "ndjson" ? splitLines(body) : splitJson(body);
  const pieces: Buffer[] = [];
  for (const [index, record] of records.entries()) {
    const number = index + 1;
    if (record.length > MAX_VALUE_BYTES) {
      throw new UserError("ingest_line_too_long", { record: number, mebibytes: MAX_VALUE_BYTES / MEBIBYTE });
    }
    if (levels(record) > MOST_LEVELS) throw new UserError("ingest_too_deep", { record: number, levels: MOST_LEVELS });
    pieces.push(record, LINE_END);
  }
  return { count: records.length, lines: Buffer.concat(pieces) };
}

const LINE_END = Buffer.from("\n");

function splitLines(body: Buffer): Buffer[] {
  const records: Buffer[] = [];
  const take = (source: Buffer, from: number, to: number) => records.push(source.subarray(from, to)) > 0;
  const cutter = cutLines();
  cutter.push(body);
  cutter.drain(take);
  cutter.finish(take);
  return records;
}

function splitJson(body: Buffer): Buffer[] {
  // Between tokens a line feed means as much as a blank, and within a text it is not allowed.
  const flat = body.map((byte) => (byte === LINE_FEED || byte === RETURN ? BLANK : byte));
  const text = trimmed(Buffer.from(flat.buffer, flat.byteOffset, flat.length));
  const isList = text[0] === 0x5b;
  if (!isList && text[0] !== 0x7b) throw new UserError("ingest_not_json", {});
  if (levels(text) > MOST_LEVELS + 1) throw new UserError("ingest_too_deep", { record: 1, levels: MOST_LEVELS });
  try {
    if (!isUtf8(text)) throw new UserError("ingest_not_json", {});
    JSON.parse(text.toString());
  } catch (error) {
    throw error instanceof UserError ? error : new UserError("ingest_not_json", {}, { cause: error });
  }
  return isList ? elements(text) : [text];
}

/** The elements of an array that is known to be valid JSON. */
function elements(array: Buffer): Buffer[] {
  const found: Buffer[] = [];
  let begin = 1;
  walk(array, (byte, depth, index) => {
    const ends = depth === 0 || (depth === 1 && byte === COMMA);
    if (!ends) return;
    const element = trimmed(array.subarray(begin, index));
    if (element.length > 0) found.push(element);
    begin = index + 1;
  });
  return found;
}

function levels(record: Buffer): number {
  // A sale is one flat object, and a search is many times faster than a walk.
  if (record.indexOf(0x7b, 1) === -1 && record.indexOf(0x5b, 1) === -1) return 1;
  let most = 0;
  walk(record, (_, depth) => {
    if (depth > most) most = depth;
  });
  return most;
}

/** Visits every bracket and comma outside texts, with the depth behind it. */
function walk(bytes: Buffer, visit: (byte: number, depth: number, index: number) => void): void {
  let depth = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte === QUOTE) {
      index = textEnd(bytes, index + 1);
    } else if (OPENING.has(byte)) {
      depth += 1;
      visit(byte, depth, index);
    } else if (CLOSING.has(byte)) {
      depth -= 1;
      visit(byte, depth, index);
    } else if (byte === COMMA) {
      visit(byte, depth, index);
    }
  }
}

/** Where a text ends that begins before `from`. */
function textEnd(bytes: Buffer, from: number): number {
  let end = bytes.indexOf(QUOTE, from);
  while (end !== -1) {
    let slashes = 0;
    while (end - 1 - slashes >= from && bytes[end - 1 - slashes] === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return end;
    end = bytes.indexOf(QUOTE, end + 1);
  }
  return bytes.length;
}

function trimmed(bytes: Buffer): Buffer {
  let [from, to] = [0, bytes.length];
  while (from < to && (bytes[from] === BLANK || bytes[from] === 0x09)) from += 1;
  while (to > from && (bytes[to - 1] === BLANK || bytes[to - 1] === 0x09)) to -= 1;
  return bytes.subarray(from, to);
}
