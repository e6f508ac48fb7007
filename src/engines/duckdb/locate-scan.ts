import { isUtf8 } from "node:buffer";
import { type ReadOptions, readChunks } from "./locate-input.ts";
import {
  CLOSED,
  csvStates,
  delimiterMatcher,
  FIELD,
  FRESH,
  LINE_INSIDE,
  OPENING,
  PLAIN,
  QUOTED,
  SEPARATOR,
  SPACED,
  STRAY,
} from "./locate-states.ts";
import { createWalker, type RecordLayout, type WalkedRecord, type WalkTally } from "./locate-walk.ts";

/** What a file holds, told without DuckDB. */
export interface RecordScan {
  /** Data records: blank lines, lines to skip and the header do not count. */
  readonly total: number;
  /** Offsets at which records begin that DuckDB refuses, ascending: fit for `WantedRecords.dropped`. */
  readonly dropped: readonly number[];
  /** Records with a line end inside quotes. */
  readonly multiline: number;
  /** The file ends inside quotes; that record is one of the dropped. */
  readonly unterminated: boolean;
  /** The header, if any, is the first line of the file (after lines to skip) and well formed. */
  readonly headerIsLine: boolean;
  readonly lineEnds: Readonly<WalkTally>;
}

export interface RecordLimits {
  /** Fields a record may have; empty ones beyond do no harm. */
  readonly columns: number;
  /** The reader's `max_line_size`. */
  readonly maxLineBytes: number;
}

/** A data record and whether DuckDB refuses it. */
export type OnScanned = (record: Readonly<WalkedRecord>, bytes: () => Uint8Array, refused: boolean) => void;

/**
 * Counts records and finds those that the reader refuses over their quotes. With `limits` it looks into each record and
 * also finds those that are not UTF-8, too wide or too long; that takes several times as long.
 */
export async function scanRecords(
  path: string,
  layout: RecordLayout,
  limits: RecordLimits | null,
  { onRecord, ...options }: ReadOptions & { onRecord?: OnScanned } = {},
): Promise<RecordScan> {
  const refuses = limits === null ? isBroken : refusalOf(layout, limits);
  const dropped: number[] = [];
  let total = 0;
  let multiline = 0;
  let unterminated = false;
  let header = layout.header;
  let headerIsLine = true;
  const walker = createWalker(
    layout,
    (record, bytes) => {
      const refused = refuses(record, bytes, header);
      if (header) {
        header = false;
        headerIsLine = !refused && !record.multiline && record.line === 1 + (layout.skipLines ?? 0);
        return;
      }
      total += 1;
      multiline += record.multiline ? 1 : 0;
      unterminated ||= record.unterminated;
      if (refused) {
        dropped.push(record.start);
      }
      onRecord?.(record, bytes, refused);
    },
    limits?.maxLineBytes ?? 0,
  );
  await readChunks(path, (chunk) => walker.feed(chunk), options);
  walker.end();
  return { total, dropped, multiline, unterminated, headerIsLine, lineEnds: walker.tally };
}

type Refuses = (record: Readonly<WalkedRecord>, bytes: () => Uint8Array, isHeader: boolean) => boolean;

const isBroken: Refuses = (record) => record.malformed || record.unterminated;

function refusalOf(layout: RecordLayout, { columns, maxLineBytes }: RecordLimits): Refuses {
  const isTooWide = layout.format === "csv" ? wideness(layout, columns) : () => false;
  // DuckDB measures from the end of the record before, blank lines included
  let measuredFrom: number | null = null;
  return (record, bytes, isHeader) => {
    const from = measuredFrom ?? record.start;
    measuredFrom = isHeader ? null : record.end;
    if (isBroken(record, bytes, isHeader) || record.end - from > maxLineBytes) {
      return true;
    }
    const content = bytes();
    return !isUtf8(content) || isTooWide(content);
  };
}

/** Tells whether a record has a field beyond the last column that is not empty; `""` is empty. */
function wideness(layout: RecordLayout, columns: number): (record: Uint8Array) => boolean {
  const { table, delimiter } = csvStates(layout);
  const endsDelimiter = delimiterMatcher(delimiter);
  return (record) => {
    let state = FRESH;
    let field = 0;
    for (let at = 0; at < record.length; at += 1) {
      const byte = record[at] ?? 0;
      const next = settle(table[state * 256 + byte] ?? PLAIN, () => endsDelimiter(byte, at));
      if (next === FIELD) {
        if (field >= columns && state === SPACED) {
          return true;
        }
        field += 1;
      } else if (field >= columns && isContent(state, next)) {
        return true;
      }
      state = next;
    }
    return field >= columns && state === SPACED;
  };
}

function settle(next: number, endsDelimiter: () => boolean): number {
  switch (next) {
    case OPENING:
    case LINE_INSIDE:
      return QUOTED;
    case SEPARATOR:
      return endsDelimiter() ? FIELD : PLAIN;
    case STRAY:
      return PLAIN;
    default:
      return next;
  }
}

function isContent(state: number, next: number): boolean {
  return next === PLAIN || (state >= QUOTED && next !== CLOSED) || (state === CLOSED && next === QUOTED);
}
