import { MAX_VALUE_BYTES } from "../../model/stream/records.ts";
import { holdBytes } from "./held-bytes.ts";
import { bomLength, CARRIAGE_RETURN, isBlank, LINE_FEED, type RecordCutter } from "./record-cutter.ts";

/** Each line is a record, with LF or CRLF behind it; blank lines are none. `start` is the place of the first byte. */
export function cutLines(start = 0): RecordCutter {
  const held = holdBytes(start);
  return {
    get place() {
      return held.place;
    },
    push: held.push,
    drain(take) {
      for (;;) {
        const { bytes, from, place: at, dropped } = held;
        const end = bytes.indexOf(LINE_FEED, Math.max(from, held.searched));
        if (end === -1) {
          held.searched = bytes.length;
          held.shorten();
          return true;
        }
        const begin = at === 0 ? bomLength(bytes) : from;
        const last = dropped === 0 && end > begin && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
        const to = Math.min(last, begin + MAX_VALUE_BYTES + 1);
        held.consume(end + 1);
        if (!isBlank(bytes, begin, to) && !take(bytes, begin, to, at)) return false;
      }
    },
    finish(take) {
      const { bytes, from, place: at } = held;
      const begin = at === 0 ? bomLength(bytes) : from;
      held.consume(bytes.length);
      if (!isBlank(bytes, begin, bytes.length)) take(bytes, begin, bytes.length, at);
      held.clear();
    },
  };
}
