import type { OnRecord, WalkedRecord, Walker } from "./locate-walk.ts";
import { createWindow } from "./locate-window.ts";

const LF = 10;
const CR = 13;

/** Lines end with LF; those of white space only are no records, as DuckDB's JSON reader has it. */
export function createLineWalker(onRecord: OnRecord, keep: number): Walker {
  const window = createWindow(keep);
  const tally = { blank: 0, lf: 0, crlf: 0, cr: 0 };
  const record: WalkedRecord = { start: 0, end: 0, line: 1, malformed: false, unterminated: false, multiline: false };
  let blank = true;
  let lastByte = LF;
  let length = 0;
  const bytes = () => window.slice(record.start, record.end);

  const finish = (end: number, previous: number) => {
    record.end = previous === CR ? end - 1 : end;
    if (blank) {
      tally.blank += 1;
    } else {
      onRecord(record, bytes);
    }
  };

  return {
    tally,
    feed(chunk) {
      window.open(chunk);
      const base = window.base();
      for (let at = 0; at < chunk.length; ) {
        const found = chunk.indexOf(LF, at);
        const stop = found < 0 ? chunk.length : found;
        blank &&= isBlank(chunk, at, stop);
        if (found < 0) {
          break;
        }
        const previous = stop > 0 ? (chunk[stop - 1] ?? LF) : lastByte;
        finish(base + stop, previous);
        tally[previous === CR ? "crlf" : "lf"] += 1;
        at = stop + 1;
        record.start = base + at;
        record.line += 1;
        blank = true;
      }
      lastByte = chunk[chunk.length - 1] ?? lastByte;
      length = base + chunk.length;
      window.close(record.start);
    },
    end() {
      if (length > record.start) {
        finish(length, lastByte);
      }
    },
  };
}

function isBlank(chunk: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const byte = chunk[at] ?? 0;
    if (byte !== 32 && (byte < 9 || byte > 13)) {
      return false;
    }
  }
  return true;
}
