import { MAX_VALUE_BYTES } from "../../model/stream/records.ts";
import { bomLength, CARRIAGE_RETURN, isBlank, LINE_FEED, type RecordCutter } from "./record-cutter.ts";

const NOTHING = Buffer.alloc(0);

/** Each line is a record, with LF or CRLF behind it; blank lines are none. `start` is the place of the first byte. */
export function cutLines(start = 0): RecordCutter {
  let held: Buffer = NOTHING;
  let from = 0;
  let searched = 0;
  let place = start;
  /** Bytes of the held line that were let go because it is too long. */
  let dropped = 0;

  function consume(to: number): void {
    place += to - from + dropped;
    from = to;
    searched = to;
    dropped = 0;
  }

  /** Keeps of a line that is too long only what shows that it is. */
  function shorten(): void {
    const excess = held.length - from - (MAX_VALUE_BYTES + 1);
    if (excess <= 0) return;
    held = Buffer.from(held.subarray(from, from + MAX_VALUE_BYTES + 1));
    from = 0;
    searched = held.length;
    dropped += excess;
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
      searched = searched > from ? searched - from : 0;
      from = 0;
    },
    drain(take) {
      for (;;) {
        const end = held.indexOf(LINE_FEED, Math.max(from, searched));
        if (end === -1) {
          searched = held.length;
          shorten();
          return true;
        }
        const at = place;
        const begin = at === 0 ? bomLength(held) : from;
        const last = dropped === 0 && end > begin && held[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
        const to = Math.min(last, begin + MAX_VALUE_BYTES + 1);
        consume(end + 1);
        if (!isBlank(held, begin, to) && !take(held, begin, to, at)) return false;
      }
    },
    finish(take) {
      const at = place;
      const begin = at === 0 ? bomLength(held) : from;
      consume(held.length);
      if (!isBlank(held, begin, held.length)) take(held, begin, held.length, at);
      held = NOTHING;
      from = 0;
      searched = 0;
    },
  };
}
