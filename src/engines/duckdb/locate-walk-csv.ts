import type { OnRecord, RecordLayout, WalkedRecord, Walker } from "./locate-walk.ts";
import { createWindow } from "./locate-window.ts";

const LF = 10;
const CR = 13;
const SPACE = 32;

/** Where the next byte stands: before a record, at the start of a field, after one space there, and so on. */
const FRESH = 0;
const FIELD = 1;
const SPACED = 2;
const PLAIN = 3;
const QUOTED = 4;
const ESCAPED = 5;
const CLOSED = 6;

/**
 * Splits CSV into records as DuckDB's reader does in strict mode. A quote opens only at the start of a field or after one
 * space there; between a closing quote and the delimiter spaces may stand, and after them even another quote.
 * Outside quotes LF, CRLF and a lone CR end a record, each wherever it is (DuckDB holds to the file's first kind).
 * Lines without quotes are found at the speed of `indexOf`, the others byte by byte.
 */
export function createCsvWalker(layout: RecordLayout, onRecord: OnRecord, keep: number): Walker {
  const { delimiter = ",", quote = '"', skipLines = 0 } = layout;
  const escapeBy = layout.escape ?? quote;
  const delimiterBytes = Buffer.from(delimiter);
  const delimiterByte = delimiterBytes.length === 1 ? (delimiterBytes[0] ?? -1) : -1;
  const quoteByte = quote === "" ? -1 : quote.charCodeAt(0);
  const escapeByte = escapeBy === "" || escapeBy === quote ? -1 : escapeBy.charCodeAt(0);
  const doubles = escapeBy === quote;
  const spaceIsText = ![delimiter.slice(0, 1), quote, escapeBy].includes(" ");
  const stopsPlain = byteSet([LF, CR, ...delimiterBytes]);
  const stopsQuoted = byteSet([LF, CR, quoteByte, escapeByte]);

  const window = createWindow(keep);
  const tally = { blank: 0, lf: 0, crlf: 0, cr: 0 };
  const record: WalkedRecord = { start: 0, end: 0, line: 1, malformed: false, unterminated: false, multiline: false };
  const bytes = () => window.slice(record.start, record.end);
  let state = FRESH;
  let line = 1;
  let linesToSkip = skipLines;
  /** Bytes of a longer delimiter met so far. */
  let matched = 0;
  /** Bytes fed so far. */
  let length = 0;
  /** The last chunk ended with a CR that closed a line: an LF now belongs to it. */
  let openCr = false;
  /** Places in the chunk of the next LF, CR and quote; they hold until passed. */
  let lf = -1;
  let cr = -1;
  let mark = -1;

  const firstByte = (chunk: Buffer): number => {
    if (length === 0 && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) {
      return 3;
    }
    if (openCr && chunk[0] === LF) {
      tally.cr -= 1;
      tally.crlf += 1;
      return 1;
    }
    return 0;
  };

  /** Whole lines without quotes; returns where something else begins. */
  const plainLines = (chunk: Buffer, from: number, base: number): number => {
    let at = from;
    record.malformed = false;
    record.multiline = false;
    while (at < chunk.length) {
      lf = lf < at ? place(chunk, LF, at) : lf;
      cr = cr < at ? place(chunk, CR, at) : cr;
      mark = mark < at ? place(chunk, quoteByte, at) : mark;
      const end = cr < lf ? cr : lf;
      if (mark < end || end === chunk.length || (end === cr && cr + 1 === chunk.length)) {
        break;
      }
      if (end > at) {
        record.start = base + at;
        record.end = base + end;
        record.line = line;
        onRecord(record, bytes);
      } else {
        tally.blank += 1;
      }
      line += 1;
      if (end === lf) {
        tally.lf += 1;
        at = lf + 1;
      } else if (end + 1 === lf) {
        tally.crlf += 1;
        at = lf + 1;
      } else {
        tally.cr += 1;
        at = cr + 1;
      }
    }
    return at;
  };

  /** Byte by byte to the end of one line or of the chunk; returns the place of the byte after it. */
  const bytewise = (chunk: Buffer, from: number, base: number): number => {
    if (state === FRESH) {
      record.start = base + from;
      record.line = line;
      record.malformed = false;
      record.multiline = false;
    }
    for (let at = from; ; at += 1) {
      if (state === PLAIN && matched === 0) {
        at = skip(chunk, at, stopsPlain);
      } else if (state === QUOTED) {
        at = skip(chunk, at, stopsQuoted);
      }
      const byte = chunk[at];
      if (byte === undefined) {
        return chunk.length;
      }
      const isLineEnd = byte === LF || byte === CR;
      if (linesToSkip === 0 && (state === QUOTED || state === ESCAPED)) {
        if (isLineEnd) {
          lineInside(byte);
        }
        state = nextInside(byte);
      } else if (isLineEnd) {
        return lineEnd(chunk, at, base);
      } else if (linesToSkip === 0) {
        state = next(byte);
      }
    }
  };

  const lineInside = (byte: number) => {
    // in a file of lone CRs these are its lines, elsewhere LFs are
    const lonely = tally.cr > 0 && tally.lf + tally.crlf === 0;
    line += byte === (lonely ? CR : LF) ? 1 : 0;
    record.multiline = true;
  };

  const nextInside = (byte: number): number => {
    if (state === ESCAPED) {
      return QUOTED;
    }
    return byte === quoteByte ? CLOSED : byte === escapeByte ? ESCAPED : QUOTED;
  };

  const lineEnd = (chunk: Buffer, at: number, base: number): number => {
    const isCr = chunk[at] === CR;
    const isCrLf = isCr && chunk[at + 1] === LF;
    openCr = isCr && at + 1 === chunk.length;
    tally[isCrLf ? "crlf" : isCr ? "cr" : "lf"] += 1;
    if (linesToSkip > 0) {
      linesToSkip -= 1;
    } else if (state === FRESH) {
      tally.blank += 1;
    } else {
      record.end = base + at;
      onRecord(record, bytes);
    }
    state = FRESH;
    matched = 0;
    line += 1;
    return at + (isCrLf ? 2 : 1);
  };

  /** The state after a byte that stands outside quotes and ends no line. */
  const next = (byte: number): number => {
    if (byte === delimiterByte || (delimiterByte < 0 && endsDelimiter(byte))) {
      return FIELD;
    }
    if (state === PLAIN) {
      return PLAIN;
    }
    if (byte === quoteByte && (state !== CLOSED || doubles)) {
      return QUOTED;
    }
    if (byte === SPACE && spaceIsText && state !== SPACED) {
      return state === CLOSED ? CLOSED : SPACED;
    }
    record.malformed ||= state === CLOSED && matched === 0;
    return PLAIN;
  };

  const endsDelimiter = (byte: number): boolean => {
    matched = byte === delimiterBytes[matched] ? matched + 1 : byte === delimiterBytes[0] ? 1 : 0;
    const isWhole = matched > 0 && matched === delimiterBytes.length;
    matched = isWhole ? 0 : matched;
    return isWhole;
  };

  return {
    tally,
    feed(chunk) {
      window.open(chunk);
      const base = window.base();
      let at = firstByte(chunk);
      openCr = false;
      lf = -1;
      cr = -1;
      mark = -1;
      while (at < chunk.length) {
        at = state === FRESH && linesToSkip === 0 ? plainLines(chunk, at, base) : at;
        at = at < chunk.length ? bytewise(chunk, at, base) : at;
      }
      length = base + chunk.length;
      window.close(state === FRESH ? null : record.start);
    },
    end() {
      if (state !== FRESH) {
        record.unterminated = state === QUOTED || state === ESCAPED;
        record.end = length;
        onRecord(record, bytes);
      }
    },
  };
}

function byteSet(members: readonly number[]): Uint8Array {
  const set = new Uint8Array(256);
  for (const byte of members.filter((member) => member >= 0)) {
    set[byte] = 1;
  }
  return set;
}

/** Place of a byte at or after `from`; the length of the chunk where there is none. */
function place(chunk: Buffer, byte: number, from: number): number {
  const found = byte < 0 ? -1 : chunk.indexOf(byte, from);
  return found < 0 ? chunk.length : found;
}

/** Place of the first byte at or after `from` that is in the set, or the length of the chunk. */
function skip(chunk: Buffer, from: number, stops: Uint8Array): number {
  let at = from;
  while (at < chunk.length && stops[chunk[at] ?? 0] === 0) {
    at += 1;
  }
  return at;
}
