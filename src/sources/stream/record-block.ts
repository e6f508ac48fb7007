import { MAX_VALUE_BYTES, type OddRecord, type RecordBlock } from "../../model/stream/records.ts";

export type { OddRecord, RecordBlock } from "../../model/stream/records.ts";

export interface RecordBlockBuilder {
  readonly count: number;
  /** Bytes of values so far. */
  readonly bytes: number;
  /** Copies a value; `from` and `to` are its place in `source`. */
  add(source: Buffer, from: number, to: number, offset: number, time: number): void;
  /** A record without a value. */
  addNull(offset: number, time: number): void;
  /** The records so far; the builder is empty afterwards and shares nothing with the block. */
  take(): RecordBlock;
}

/** As much of a longer one is kept. */
const KEPT_BYTES = 65_536;

const OPEN = 0x7b;
const CLOSE = 0x7d;
const LINE_FEED = 0x0a;
const BLANKS: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);
const STANDS_FOR_ODD = Buffer.from("{}");

/** An empty block. */
export const NO_RECORDS: RecordBlock = createRecordBlock(0).take();

/** Collects the records of one partition. `expectedBytes` is a guess; the block grows as needed. */
export function createRecordBlock(expectedBytes = 65_536): RecordBlockBuilder {
  let lines = Buffer.allocUnsafeSlow(expectedBytes);
  let end = 0;
  let rows = Math.ceil(expectedBytes / 128) + 1;
  let starts = new Uint32Array(rows + 1);
  let offsets = new Float64Array(rows);
  let times = new Float64Array(rows);
  let count = 0;
  let odd = new Map<number, OddRecord>();

  function reserve(bytes: number): void {
    if (end + bytes > lines.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(end + bytes, lines.length * 2));
      lines.copy(larger, 0, 0, end);
      lines = larger;
    }
    if (count === rows) {
      rows *= 2;
      starts = grown(starts, new Uint32Array(rows + 1));
      offsets = grown(offsets, new Float64Array(rows));
      times = grown(times, new Float64Array(rows));
    }
  }

  function finish(offset: number, time: number): void {
    lines[end] = LINE_FEED;
    end += 1;
    offsets[count] = offset;
    times[count] = time;
    count += 1;
    starts[count] = end;
  }

  function addOdd(raw: Uint8Array | null, bytes: number, offset: number, time: number): void {
    odd.set(count, { raw, bytes });
    reserve(STANDS_FOR_ODD.length + 1);
    end += STANDS_FOR_ODD.copy(lines, end);
    finish(offset, time);
  }

  return {
    get count() {
      return count;
    },
    get bytes() {
      return end;
    },
    add(source, from, to, offset, time) {
      // At least two bytes, or the brackets may be those of the records around it.
      const length = to - from;
      if (source[from] === OPEN && source[to - 1] === CLOSE && length > 1 && length <= MAX_VALUE_BYTES) {
        reserve(to - from + 1);
        const last = end + source.copy(lines, end, from, to);
        lines[last] = LINE_FEED;
        // A line feed within would make two lines of one record; the one just set keeps the search short.
        if (lines.indexOf(LINE_FEED, end) === last) {
          end = last;
          finish(offset, time);
          return;
        }
      }
      const value = onOneLine(source.subarray(from, to));
      if (value === undefined) {
        addOdd(Uint8Array.from(source.subarray(from, Math.min(to, from + KEPT_BYTES))), to - from, offset, time);
        return;
      }
      reserve(value.length + 1);
      lines.set(value, end);
      end += value.length;
      finish(offset, time);
    },
    addNull(offset, time) {
      addOdd(null, 0, offset, time);
    },
    take() {
      const block = {
        count,
        lines: lines.subarray(0, end),
        starts: starts.subarray(0, count + 1),
        offsets: offsets.subarray(0, count),
        times: times.subarray(0, count),
        odd,
      };
      // The next block is likely to be as large as this one.
      lines = Buffer.allocUnsafeSlow(Math.max(expectedBytes, Math.ceil(end * 1.125)));
      rows = Math.max(Math.ceil(expectedBytes / 128) + 1, Math.ceil(count * 1.125));
      starts = new Uint32Array(rows + 1);
      offsets = new Float64Array(rows);
      times = new Float64Array(rows);
      odd = new Map();
      end = 0;
      count = 0;
      return block;
    },
  };
}

/** A JSON object written over several lines or with blanks around it, as one line; undefined for anything else. */
function onOneLine(value: Buffer): Uint8Array | undefined {
  if (value.length > MAX_VALUE_BYTES) return undefined;
  let from = 0;
  let to = value.length;
  while (from < to && BLANKS.has(value[from] ?? 0)) from += 1;
  while (to > from && BLANKS.has(value[to - 1] ?? 0)) to -= 1;
  if (value[from] !== OPEN || value[to - 1] !== CLOSE) return undefined;
  const trimmed = value.subarray(from, to);
  if (!trimmed.includes(LINE_FEED)) return trimmed;
  try {
    // Within a text a line feed is not allowed, so in what can be read each of them stands between two tokens.
    JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(trimmed));
  } catch {
    return undefined;
  }
  return trimmed.map((byte) => (byte === LINE_FEED ? 0x20 : byte));
}

function grown<T extends Uint32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
