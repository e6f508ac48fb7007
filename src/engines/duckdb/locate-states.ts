import type { RecordLayout } from "./locate-walk.ts";

/** Where the next byte stands: before a record, at a field's start, after one space there, in or after quotes. */
export const FRESH = 0;
export const FIELD = 1;
const SPACED = 2;
export const PLAIN = 3;
const CLOSED = 4;
/** From here on inside quotes. */
export const QUOTED = 5;
const ESCAPED = 6;
/** As `PLAIN`, and the record is not well formed. */
export const MALFORMED = 7;

/** What a byte is. */
export const OTHER = 0;
export const LINE_END = 1;
/** Part of the delimiter. */
export const SEPARATOR = 2;
const QUOTE = 3;
const ESCAPE = 4;
const SPACE = 5;
export const KINDS = 6;

export interface CsvStates {
  /** Kind by byte. */
  kinds: Uint8Array;
  /** Next state by state × `KINDS` + kind; for a separator, where it does not complete a delimiter. */
  nextState: Uint8Array;
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
  const kinds = new Uint8Array(256);
  kinds[10] = LINE_END;
  kinds[13] = LINE_END;
  kinds[32] = SPACE;
  if (escapeBy !== "") {
    kinds[escapeBy.charCodeAt(0)] = ESCAPE;
  }
  if (quote !== "") {
    kinds[quoteByte] = QUOTE;
  }
  for (const byte of delimiter) {
    kinds[byte] = SEPARATOR;
  }

  const rows: [number, Partial<Record<number, number>>, number][] = [
    [FRESH, { [QUOTE]: QUOTED, [SPACE]: SPACED }, PLAIN],
    [FIELD, { [QUOTE]: QUOTED, [SPACE]: SPACED }, PLAIN],
    [SPACED, { [QUOTE]: QUOTED }, PLAIN],
    [PLAIN, {}, PLAIN],
    [CLOSED, { [SEPARATOR]: PLAIN, [QUOTE]: escapeBy === quote ? QUOTED : MALFORMED, [SPACE]: CLOSED }, MALFORMED],
    [QUOTED, { [QUOTE]: CLOSED, [ESCAPE]: ESCAPED }, QUOTED],
    [ESCAPED, {}, QUOTED],
  ];
  const nextState = new Uint8Array(rows.length * KINDS);
  for (const [state, exceptions, otherwise] of rows) {
    for (let kind = 0; kind < KINDS; kind += 1) {
      nextState[state * KINDS + kind] = exceptions[kind] ?? otherwise;
    }
  }
  return { kinds, nextState, delimiter, quoteByte };
}
