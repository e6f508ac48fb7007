import type { RecordBlockBuilder } from "../stream/record-block.ts";
import type { BatchHead, BatchReader, TransactionFilter } from "./batch-reader.ts";
import { hasGoodChecksum } from "./checksum.ts";
import { decompress } from "./compression.ts";
import { DamagedBatch } from "./damaged-batch.ts";
import { readInt64 } from "./int64.ts";
import { readOldMessages } from "./old-messages.ts";

/*
 Record batch, version 2: base offset 8, length 4, leader epoch 4, magic 1, CRC-32C 4, attributes 2, last offset delta 4,
 base time 8, greatest time 8, producer 8, epoch 2, sequence 4, count 4, records. The checksum covers what follows it.
 https://kafka.apache.org/documentation/#recordbatch
*/
const LENGTH_AT = 8;
const MAGIC_AT = 16;
const ATTRIBUTES_AT = 21;
const LAST_DELTA_AT = 23;
const BASE_TIME_AT = 27;
const GREATEST_TIME_AT = 35;
const PRODUCER_AT = 43;
const COUNT_AT = 57;
const RECORDS_AT = 61;
/** Base offset and length: what the length does not count. */
const HEAD_BYTES = 12;

const CODEC_BITS = 0x07;
const APPEND_TIME = 0x08;
const TRANSACTIONAL = 0x10;
const CONTROL = 0x20;

/** The batch that begins here; undefined where it is cut off, as the last of a response may be. */
export function batchAt(records: Buffer, start: number): BatchHead | undefined {
  if (start + MAGIC_AT >= records.length) return undefined;
  const end = start + HEAD_BYTES + records.readInt32BE(start + LENGTH_AT);
  if (end <= start + MAGIC_AT) throw new DamagedBatch("length");
  if (end > records.length) return undefined;
  const magic = records[start + MAGIC_AT] ?? 0;
  if (magic === 2 && end < start + RECORDS_AT) throw new DamagedBatch("length");
  const first = readInt64(records, start);
  // In older messages the offset is that of the last one within.
  return { start, end, magic, lastOffset: magic >= 2 ? first + records.readInt32BE(start + LAST_DELTA_AT) : first };
}

/** Offset behind the last whole batch; `from` where there is none. Looks at no checksum. */
export function offsetBehind(records: Buffer, from: number): number {
  let behind = from;
  for (let head = batchAt(records, 0); head !== undefined; head = batchAt(records, head.end)) {
    behind = Math.max(behind, head.lastOffset + 1);
  }
  return behind;
}

/**
 * Checks and opens a batch; undefined where it holds nothing to read. Records before `from` are left out. `now` stands
 * for the time of records that carry none.
 * @throws {DamagedBatch}
 */
export function openBatch(
  records: Buffer,
  head: BatchHead,
  from: number,
  transactions: TransactionFilter,
  now: number,
): BatchReader | undefined {
  if (head.magic < 2) return readOldMessages(records.subarray(head.start, head.end), head.magic, from, now);
  if (head.magic > 2) throw new DamagedBatch("magic");
  if (!hasGoodChecksum(records, head.start, head.end)) throw new DamagedBatch("checksum");
  const { start } = head;
  const attributes = records.readInt16BE(start + ATTRIBUTES_AT);
  const producer = records.readBigInt64BE(start + PRODUCER_AT);
  if ((attributes & CONTROL) !== 0) {
    transactions.marker(producer, head.lastOffset, isAbortMarker(records, head));
    return undefined;
  }
  if ((attributes & TRANSACTIONAL) !== 0 && transactions.drops(producer, head.lastOffset)) return undefined;
  if (head.lastOffset < from) return undefined;
  const base = readInt64(records, start);
  const codec = attributes & CODEC_BITS;
  const data = codec === 0 ? records : decompress(codec, records.subarray(start + RECORDS_AT, head.end));
  return recordsOf(data, {
    at: codec === 0 ? start + RECORDS_AT : 0,
    end: codec === 0 ? head.end : data.length,
    count: records.readInt32BE(start + COUNT_AT),
    base,
    from,
    behind: head.lastOffset + 1,
    time: readInt64(records, start + ((attributes & APPEND_TIME) === 0 ? BASE_TIME_AT : GREATEST_TIME_AT)),
    ownTimes: (attributes & APPEND_TIME) === 0,
    now,
  });
}

interface RecordsOptions {
  readonly at: number;
  readonly end: number;
  readonly count: number;
  readonly base: number;
  readonly from: number;
  readonly behind: number;
  readonly time: number;
  /** Whether each record has a time of its own, relative to `time`. */
  readonly ownTimes: boolean;
  readonly now: number;
}

/*
 Record: length, attributes 1, time delta, offset delta, key length, key, value length, value, headers; every number but
 the attributes is a zigzag varint. Whatever follows the value is skipped by the length. Each number but the time is
 decoded in place: this loop runs a million times a second, and a helper that returns a value and a length would
 allocate. A number of one byte, the usual case, is read without a loop.
*/
function recordsOf(data: Buffer, options: RecordsOptions): BatchReader {
  const { end, base, from, behind, ownTimes, now } = options;
  const baseTime = options.time;
  let at = options.at;
  let left = options.count;
  let next = from;

  function copy(builder: RecordBlockBuilder, limit: number): boolean {
    let pos = at;
    let byte = 0;
    let shift = 0;
    let raw = 0;
    while (left > 0 && builder.bytes < limit) {
      byte = data[pos++] as number;
      raw = byte & 0x7f;
      for (shift = 7; byte > 0x7f && shift < 35; shift += 7) {
        byte = data[pos++] as number;
        raw |= (byte & 0x7f) << shift;
      }
      const recordEnd = pos + ((raw >>> 1) ^ -(raw & 1));
      if (!(recordEnd <= end && recordEnd > pos)) throw new DamagedBatch("record");
      pos += 1;

      let time = baseTime;
      byte = data[pos++] as number;
      let delta = byte & 0x7f;
      if (byte > 0x7f) {
        // Time differences may need more than 32 bits; doubles are exact to 53.
        let factor = 128;
        do {
          byte = data[pos++] as number;
          delta += (byte & 0x7f) * factor;
          factor *= 128;
        } while (byte > 0x7f);
      }
      if (ownTimes) time += delta % 2 === 0 ? delta / 2 : -(delta + 1) / 2;
      if (time < 0) time = now;

      byte = data[pos++] as number;
      raw = byte & 0x7f;
      for (shift = 7; byte > 0x7f && shift < 35; shift += 7) {
        byte = data[pos++] as number;
        raw |= (byte & 0x7f) << shift;
      }
      const offset = base + ((raw >>> 1) ^ -(raw & 1));

      byte = data[pos++] as number;
      raw = byte & 0x7f;
      for (shift = 7; byte > 0x7f && shift < 35; shift += 7) {
        byte = data[pos++] as number;
        raw |= (byte & 0x7f) << shift;
      }
      const keyBytes = (raw >>> 1) ^ -(raw & 1);
      if (keyBytes > 0) pos += keyBytes;

      byte = data[pos++] as number;
      raw = byte & 0x7f;
      for (shift = 7; byte > 0x7f && shift < 35; shift += 7) {
        byte = data[pos++] as number;
        raw |= (byte & 0x7f) << shift;
      }
      const valueBytes = (raw >>> 1) ^ -(raw & 1);
      if (!(pos <= recordEnd && pos + valueBytes <= recordEnd)) throw new DamagedBatch("record");
      if (offset >= from) {
        if (valueBytes < 0) builder.addNull(offset, time);
        else builder.add(data, pos, pos + valueBytes, offset, time);
        next = offset + 1;
      }
      pos = recordEnd;
      left -= 1;
    }
    at = pos;
    if (left === 0) next = behind;
    return left > 0;
  }

  return {
    copy,
    get next() {
      return next;
    },
  };
}

/** The key of a control record: version 2 bytes, kind 2 bytes, of which 0 is an abort. Compaction may leave no record. */
function isAbortMarker(records: Buffer, head: BatchHead): boolean {
  if (records.readInt32BE(head.start + COUNT_AT) === 0) return false;
  let at = head.start + RECORDS_AT;
  const skip = () => {
    while ((records[at++] ?? 0) > 0x7f);
  };
  skip();
  at += 1;
  skip();
  skip();
  skip();
  if (at + 4 > head.end) throw new DamagedBatch("record");
  return records.readInt16BE(at + 2) === 0;
}
