import {
  CR,
  csvStates,
  delimiterMatcher,
  FIELD,
  FRESH,
  LF,
  LINE_END,
  LINE_INSIDE,
  OPENING,
  PLAIN,
  QUOTED,
  SEPARATOR,
  STRAY,
} from "./locate-states.ts";
import type { OnRecord, RecordLayout, WalkedRecord, Walker } from "./locate-walk.ts";
import { createWindow } from "./locate-window.ts";

/**
 * Splits CSV into records where DuckDB's reader does in strict mode, except that LF, CRLF and a lone CR each end a record
 * anywhere outside quotes, whereas DuckDB holds to the first kind it meets.
 * Lines without quotes are found at the speed of `indexOf`, the others byte by byte.
 */
export function createCsvWalker(layout: RecordLayout, onRecord: OnRecord, keep: number): Walker {
  const { table, delimiter, quoteByte } = csvStates(layout);
  const endsDelimiter = delimiterMatcher(delimiter);
  const window = createWindow(keep);
  const tally = { blank: 0, lf: 0, crlf: 0, cr: 0 };
  const record: WalkedRecord = { start: 0, end: 0, line: 1, malformed: false, unterminated: false, multiline: false };
  const bytes = () => window.slice(record.start, record.end);
  let state = FRESH;
  let line = 1;
  /** The line read last byte by byte has quoted fields: the next one likely has them too. */
  let quoted = false;
  let linesToSkip = layout.skipLines ?? 0;
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

  const begin = (start: number) => {
    record.start = start;
    record.line = line;
    record.malformed = false;
    record.multiline = false;
  };

  /** Whole lines without quotes; returns where something else begins. */
  const plainLines = (chunk: Buffer, from: number, base: number): number => {
    let at = from;
    while (at < chunk.length) {
      lf = lf < at ? place(chunk, LF, at) : lf;
      cr = cr < at ? place(chunk, CR, at) : cr;
      mark = mark < at ? place(chunk, quoteByte, at) : mark;
      const end = cr < lf ? cr : lf;
      if (mark < end || end === chunk.length || (end === cr && cr + 1 === chunk.length)) {
        break;
      }
      if (end > at) {
        begin(base + at);
        record.end = base + end;
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
      begin(base + from);
      quoted = false;
    }
    const size = chunk.length;
    const states = table;
    let now = state;
    for (let at = from; at < size; at += 1) {
      const byte = chunk[at] ?? 0;
      now = states[(now << 8) | byte] ?? PLAIN;
      if (now >= LINE_END) {
        if (now === LINE_END || (linesToSkip > 0 && (byte === LF || byte === CR))) {
          return lineEnd(chunk, at, base);
        }
        now = act(now, byte, base + at);
      }
    }
    state = now;
    return size;
  };

  const act = (action: number, byte: number, offset: number): number => {
    switch (action) {
      case LINE_INSIDE: {
        // in a file of lone CRs these are its lines, elsewhere LFs are
        const lonely = tally.cr > 0 && tally.lf + tally.crlf === 0;
        line += byte === (lonely ? CR : LF) ? 1 : 0;
        record.multiline = true;
        return QUOTED;
      }
      case OPENING:
        quoted = true;
        return QUOTED;
      case STRAY:
        record.malformed = true;
        return PLAIN;
      case SEPARATOR:
        return endsDelimiter(byte, offset) ? FIELD : PLAIN;
      default:
        return PLAIN;
    }
  };

  const lineEnd = (chunk: Buffer, at: number, base: number): number => {
    const isCr = chunk[at] === CR;
    const isCrLf = isCr && chunk[at + 1] === LF;
    openCr = isCr && at + 1 === chunk.length;
    tally[isCrLf ? "crlf" : isCr ? "cr" : "lf"] += 1;
    if (linesToSkip > 0) {
      linesToSkip -= 1;
    } else if (base + at === record.start) {
      tally.blank += 1;
    } else {
      record.end = base + at;
      onRecord(record, bytes);
    }
    state = FRESH;
    line += 1;
    return at + (isCrLf ? 2 : 1);
  };

  /** A function of its own, so that V8 compiles the loop once and not for every chunk. */
  const walk = (chunk: Buffer, from: number, base: number) => {
    for (let at = from; at < chunk.length; ) {
      if (state === FRESH && !quoted && linesToSkip === 0) {
        at = plainLines(chunk, at, base);
      }
      if (at < chunk.length) {
        at = bytewise(chunk, at, base);
      }
    }
  };

  return {
    tally,
    feed(chunk) {
      window.open(chunk);
      const base = window.base();
      const at = firstByte(chunk);
      openCr = false;
      lf = -1;
      cr = -1;
      mark = -1;
      walk(chunk, at, base);
      length = base + chunk.length;
      window.close(state === FRESH ? null : record.start);
    },
    end() {
      if (state !== FRESH && linesToSkip === 0) {
        record.unterminated = state >= QUOTED;
        record.end = length;
        onRecord(record, bytes);
      }
    },
  };
}

/** Place of a byte at or after `from`; the length of the chunk where there is none. */
function place(chunk: Buffer, byte: number, from: number): number {
  const found = byte < 0 ? -1 : chunk.indexOf(byte, from);
  return found < 0 ? chunk.length : found;
}
