import { MAX_VALUE_BYTES } from "../../model/stream/records.ts";
import { type CsvHeader, csvRecordEnd, csvToJson, readCsvHeader } from "./csv-text.ts";
import { holdBytes } from "./held-bytes.ts";
import { bomLength, CARRIAGE_RETURN, LINE_FEED, type RecordCutter, type TakeRecord } from "./record-cutter.ts";

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
  const held = holdBytes(start);

  /** Where the next record ends. A quote that is never closed must not swallow the file: then its line stands alone. */
  function recordEnd(): number {
    const { bytes, from, dropped, place } = held;
    if (dropped > 0) return bytes.indexOf(LINE_FEED, from);
    const end = csvRecordEnd(bytes, place === 0 ? bomLength(bytes) : from, delimiters);
    const length = (end === -1 ? bytes.length : end) - from;
    return length > MAX_VALUE_BYTES ? bytes.indexOf(LINE_FEED, from) : end;
  }

  /** Hands out the record that ends before `to`; whether another one is wanted. */
  function give(to: number, next: number, take: TakeRecord): boolean {
    const { bytes, from, place: at, dropped } = held;
    const begin = at === 0 ? bomLength(bytes) : from;
    const cut = dropped > 0;
    held.consume(next);
    const last = !cut && to > begin && bytes[to - 1] === CARRIAGE_RETURN ? to - 1 : to;
    const record = bytes.subarray(begin, Math.min(last, begin + MAX_VALUE_BYTES + 1));
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
      return held.place;
    },
    push: held.push,
    drain(take) {
      for (;;) {
        const end = recordEnd();
        if (end === -1) {
          held.shorten();
          return true;
        }
        if (!give(end, end + 1, take)) return false;
      }
    },
    finish(take) {
      const { bytes, from, dropped } = held;
      if (bytes.length > from || dropped > 0) give(bytes.length, bytes.length, take);
      held.clear();
    },
  };
}
