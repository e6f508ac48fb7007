import { crc32 } from "node:zlib";
import type { BatchReader } from "./batch-reader.ts";
import { decompress } from "./compression.ts";
import { DamagedBatch } from "./damaged-batch.ts";
import { readInt64 } from "./int64.ts";

/*
 Messages from before Kafka 0.11: offset 8, size 4, CRC-32 4, magic 1, attributes 1, time 8 (magic 1 only), key length 4,
 key, value length 4, value. A compressed message holds others in its value. Kafka 3 may still serve such segments.
*/
const SIZE_AT = 8;
const CHECKSUM_AT = 12;
const COVERED_FROM = 16;
const ATTRIBUTES_AT = 17;
const BODY_AT = 18;
const CODEC_BITS = 0x07;
const APPEND_TIME = 0x08;

interface OldMessage {
  readonly offset: number;
  readonly time: number;
  readonly data: Buffer;
  /** Place of the value; from > to where there is none. */
  readonly from: number;
  readonly to: number;
}

/** Reads one message of the old formats, with those inside where it is compressed. @throws {DamagedBatch} */
export function readOldMessages(message: Buffer, magic: number, from: number, now: number): BatchReader {
  const offset = readInt64(message, 0);
  const messages = unpack(message, magic).filter((each) => each.offset >= from);
  let done = 0;
  return {
    copy(builder, limit) {
      for (; done < messages.length && builder.bytes < limit; done += 1) {
        const each = messages[done] as OldMessage;
        const time = each.time < 0 ? now : each.time;
        if (each.from > each.to) builder.addNull(each.offset, time);
        else builder.add(each.data, each.from, each.to, each.offset, time);
      }
      return done < messages.length;
    },
    get next() {
      return messages[done]?.offset ?? offset + 1;
    },
  };
}

function unpack(message: Buffer, magic: number): OldMessage[] {
  const outer = readMessage(message, magic);
  const attributes = message[ATTRIBUTES_AT] ?? 0;
  const codec = attributes & CODEC_BITS;
  if (codec === 0) return [outer];
  const data = decompress(codec, outer.data.subarray(outer.from, outer.to));
  const inner: OldMessage[] = [];
  for (let at = 0; at + CHECKSUM_AT < data.length; ) {
    const end = at + CHECKSUM_AT + data.readInt32BE(at + SIZE_AT);
    if (end <= at || end > data.length) throw new DamagedBatch("length");
    inner.push(readMessage(data.subarray(at, end), magic));
    at = end;
  }
  if (magic === 0) return inner;
  // The outer message has the offset of the last one within; within they count from 0.
  const base = outer.offset - (inner.at(-1)?.offset ?? 0);
  const appended = (attributes & APPEND_TIME) !== 0;
  return inner.map((each) => ({ ...each, offset: base + each.offset, time: appended ? outer.time : each.time }));
}

function readMessage(message: Buffer, magic: number): OldMessage {
  if (crc32(message.subarray(COVERED_FROM)) !== message.readUInt32BE(CHECKSUM_AT)) throw new DamagedBatch("checksum");
  const keyAt = magic === 0 ? BODY_AT : BODY_AT + 8;
  const valueAt = keyAt + 4 + Math.max(0, message.readInt32BE(keyAt));
  if (valueAt + 4 > message.length) throw new DamagedBatch("record");
  const from = valueAt + 4;
  const to = from + message.readInt32BE(valueAt);
  if (to > message.length) throw new DamagedBatch("record");
  return {
    offset: readInt64(message, 0),
    time: magic === 0 ? -1 : readInt64(message, BODY_AT),
    data: message,
    from,
    to,
  };
}
