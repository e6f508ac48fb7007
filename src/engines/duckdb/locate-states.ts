import type { RecordLayout } from "./locate-walk.ts";

export const LF = 10;
export const CR = 13;
const SPACE = 32;

/** Where the next byte stands: before a record, at a field's start, after one space there, after quotes, in quotes. */
export const FRESH = 0;
export const FIELD = 1;
export const SPACED = 2;
export const PLAIN = 3;
export const CLOSED = 4;
/** From here on inside quotes. */
export const QUOTED = 5;
const ESCAPED = 6;
const STATES = 7;

/** Not states: from here on there is something to do about the byte first. A line ends outside quotes… */
export const LINE_END = 8;
/** …or inside. */
export const LINE_INSIDE = 9;
/** A quoted field begins. */
export const OPENING = 10;
/** Text after a closing quote. */
export const STRAY = 11;
/** A byte of a delimiter that has several. */
export const SEPARATOR = 12;

export interface CsvStates {
  /** What follows, by state × 256 + byte. */
  table: Uint8Array;
  delimiter: Buffer;
  /** -1 where nothing quotes. */
  quoteByte: number;
}

/**
 * The states of DuckDB's CSV reader in strict mode, as far as they tell where records end. A quote opens only at the start
 * of a field or after one space there. Spaces may follow a closing quote, and after them even another quote.
 */
export function csvStates(layout: RecordLayout): CsvStates {
  const { delimiter: separator = ",", quote = '"' } = layout;
  const escapeBy = layout.escape ?? quote;
  const delimiter = Buffer.from(separator);
  const quoteByte = quote === "" ? -1 : quote.charCodeAt(0);
  const escapeByte = escapeBy === "" || escapeBy === quote ? -1 : escapeBy.charCodeAt(0);
  const table = new Uint8Array(STATES * 256);
  const set = (state: number, byte: number, next: number) => {
    if (byte >= 0) {
      table[state * 256 + byte] = next;
    }
  };

  for (const state of [FRESH, FIELD, SPACED, PLAIN, CLOSED]) {
    table.fill(state === CLOSED ? STRAY : PLAIN, state * 256, (state + 1) * 256);
    set(state, SPACE, state === CLOSED ? CLOSED : state < SPACED ? SPACED : PLAIN);
    set(state, quoteByte, state < PLAIN ? OPENING : state === PLAIN ? PLAIN : escapeBy === quote ? QUOTED : STRAY);
    for (const byte of delimiter) {
      set(state, byte, delimiter.length === 1 ? FIELD : SEPARATOR);
    }
    set(state, LF, LINE_END);
    set(state, CR, LINE_END);
  }
  table.fill(QUOTED, QUOTED * 256);
  set(QUOTED, quoteByte, CLOSED);
  set(QUOTED, escapeByte, ESCAPED);
  for (const state of [QUOTED, ESCAPED]) {
    set(state, LF, LINE_INSIDE);
    set(state, CR, LINE_INSIDE);
  }
  return { table, delimiter, quoteByte };
}

/** Tells, byte by byte, where a delimiter of several bytes is whole. Offsets show whether bytes follow each other. */
export function delimiterMatcher(delimiter: Buffer): (byte: number, offset: number) => boolean {
  let matched = 0;
  let expectedAt = -1;
  return (byte, offset) => {
    const before = offset === expectedAt ? matched : 0;
    matched = byte === delimiter[before] ? before + 1 : byte === delimiter[0] ? 1 : 0;
    expectedAt = offset + 1;
    const isWhole = matched === delimiter.length;
    matched = isWhole ? 0 : matched;
    return isWhole;
  };
}
