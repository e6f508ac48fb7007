import { MAX_VALUE_BYTES } from "../../model/stream/records.ts";
import { LINE_FEED } from "./record-cutter.ts";

/** Bytes that were pushed and belong to no record that was handed out: those of `bytes` behind `from`. */
export interface HeldBytes {
  readonly bytes: Buffer;
  readonly from: number;
  /** No line feed lies between `from` and here. */
  searched: number;
  /** As many bytes of the record at `from` were let go because it is too long: all but what shows that it is. */
  readonly dropped: number;
  /** Of the byte at `from`, from the beginning of it all. */
  readonly place: number;
  /** Keeps the bytes, not a copy of them. */
  push(added: Buffer): void;
  /** The bytes up to here are dealt with. */
  consume(to: number): void;
  /** Lets go of a record that is too long. */
  shorten(): void;
  clear(): void;
}

const NOTHING = Buffer.alloc(0);

export function holdBytes(start: number): HeldBytes {
  let bytes: Buffer = NOTHING;
  let from = 0;
  let searched = 0;
  let place = start;
  let dropped = 0;
  return {
    get bytes() {
      return bytes;
    },
    get from() {
      return from;
    },
    get searched() {
      return searched;
    },
    set searched(to) {
      searched = to;
    },
    get dropped() {
      return dropped;
    },
    get place() {
      return place;
    },
    push(pushed) {
      let added = pushed;
      if (dropped > 0) {
        const end = pushed.indexOf(LINE_FEED);
        dropped += end === -1 ? pushed.length : end;
        if (end === -1) return;
        added = pushed.subarray(end);
      }
      bytes = from === bytes.length ? added : Buffer.concat([bytes.subarray(from), added]);
      searched = Math.max(0, searched - from);
      from = 0;
    },
    consume(to) {
      place += to - from + dropped;
      from = to;
      searched = to;
      dropped = 0;
    },
    shorten() {
      const excess = bytes.length - from - (MAX_VALUE_BYTES + 1);
      if (excess <= 0) return;
      bytes = Buffer.from(bytes.subarray(from, from + MAX_VALUE_BYTES + 1));
      from = 0;
      searched = bytes.length;
      dropped += excess;
    },
    clear() {
      bytes = NOTHING;
      from = 0;
      searched = 0;
    },
  };
}
