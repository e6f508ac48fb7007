import { MAX_VALUE_BYTES } from "../../model/stream/records.ts";
import { type CsvHeader, csvRecordEnd, csvToJson, readCsvHeader } from "./csv-text.ts";
import { bomLength, CARRIAGE_RETURN, LINE_FEED, type RecordCutter, type TakeRecord } from "./record-cutter.ts";

const NOTHING = Buffer.alloc(0);

export interface CutCsvOptions {
  /** The place of the first byte. */
  readonly start?: number;
  /** Undefined where the first record is the header. */
  readonly header?: CsvHeader | undefined;
}

/**
 * Each record of a CSV in UTF-8, quoted line feeds and all, becomes a line of JSON. The slow path: JavaScript looks at
 * every byte, about a tenth of the speed of NDJSON. What does not fit the header is handed out as it stands.
 */
export function cutCsv({ start = 0, header: known }: CutCsvOptions = {}): RecordCutter {
  let header = known;
  let delimiters = header === undefined ? undefined : new Set([header.delimiter]);
  let held: Buffer = NOTHING;
  let from = 0;
  let place = start;
  let dropped = 0;

  function consume(to: number): void {
    place += to - from + dropped;
    from = to;
    dropped = 0;
  }

  /** Where the next record ends. A quote that is never closed must not swallow the file: then its line stands alone. */
  function recordEnd(): number {
    if (dropped > 0) return held.indexOf(LINE_FEED, from);
    const end = csvRecordEnd(held, place === 0 ? bomLength(held) : from, delimiters);
    const length = (end === -1 ? held.length : end) - from;
    return length > MAX_VALUE_BYTES ? held.indexOf(LINE_FEED, from) : end;
  }

  function shorten(): void {
    const excess = held.length - from - (MAX_VALUE_BYTES + 1);
    if (excess <= 0) return;
    held = Buffer.from(held.subarray(from, from + MAX_VALUE_BYTES + 1));
    from = 0;
    dropped += excess;
  }

  /** Hands out the record that ends before `to`; whether another one is wanted. */
  function give(to: number, next: number, take: TakeRecord): boolean {
    const at = place;
    const begin = at === 0 ? bomLength(held) : from;
    const cut = dropped > 0;
    consume(next);
    const last = !cut && to > begin && held[to - 1] === CARRIAGE_RETURN ? to - 1 : to;
    const record = held.subarray(begin, Math.min(last, begin + MAX_VALUE_BYTES + 1));
    if (record.length === 0) return true;
    if (header === undefined) {
      header = readCsvHeader(record);
      delimiters = header === undefined ? undefined : new Set([header.delimiter]);
      if (header !== undefined) return true;
    }
    const json = cut || header === undefined ? undefined : csvToJson(record, header);
    return json === undefined ? take(record, 0, record.length, at) : take(json, 0, json.length, at);
  }

  return {
    get place() {
      return place;
    },
    push(bytes) {
      let added = bytes;
      if (dropped > 0) {
        const end = bytes.indexOf(LINE_FEED);
        dropped += end === -1 ? bytes.length : end;
        if (end === -1) return;
        added = bytes.subarray(end);
      }
      held = from === held.length ? added : Buffer.concat([held.subarray(from), added]);
      from = 0;
    },
    drain(take) {
      for (;;) {
        const end = recordEnd();
        if (end === -1) {
          shorten();
          return true;
        }
        if (!give(end, end + 1, take)) return false;
      }
    },
    finish(take) {
      if (held.length > from || dropped > 0) give(held.length, held.length, take);
      held = NOTHING;
      from = 0;
    },
  };
}
