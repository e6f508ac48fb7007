import { Reader, readRecordsBatch } from "@platformatic/kafka";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Compression, createBatchBuilder, type OutgoingRecord } from "./record-batch.ts";

const STAMP = { producerId: 2n ** 40n, epoch: 3, firstSequence: 2 ** 31 - 1 };
const CODECS: Compression[] = ["none", "gzip", "snappy", "lz4", "zstd"];

const record: fc.Arbitrary<OutgoingRecord> = fc.record({
  key: fc.option(fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes))),
  value: fc.oneof(fc.string({ unit: "grapheme", maxLength: 300 }), fc.constant(null)),
  // Clocks are set back, and a record may be much older than the one before.
  time: fc.integer({ min: 0, max: 4e12 }),
  headers: fc.array(fc.tuple(fc.string({ maxLength: 9 }), fc.string({ unit: "grapheme", maxLength: 90 })), {
    maxLength: 3,
  }),
});

test("the library's own reader finds in a batch what was put in, in every compression", () => {
  const builder = createBatchBuilder(64);
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 30 }), fc.constantFrom(...CODECS), (records, codec) => {
      for (const each of records) builder.add(each);
      expect(builder.count).toBe(records.length);
      const bytes = builder.take(codec).stamp(STAMP);
      const read = readRecordsBatch(Reader.from(bytes));
      const times = records.map(({ time }) => time);
      expect(read).toMatchObject({
        magic: 2,
        length: bytes.length - 12,
        attributes: CODECS.indexOf(codec),
        lastOffsetDelta: records.length - 1,
        firstTimestamp: BigInt(times[0] ?? 0),
        maxTimestamp: BigInt(Math.max(...times)),
        producerId: STAMP.producerId,
        producerEpoch: STAMP.epoch,
        firstSequence: STAMP.firstSequence,
      });
      expect(
        read.records.map(({ key, value, timestampDelta, offsetDelta, headers }) => ({
          key: hex(key),
          value: hex(value),
          time: Number(read.firstTimestamp + timestampDelta),
          place: offsetDelta,
          headers: Array.from(headers, ([name, text]) => [hex(name), hex(text)]),
        })),
      ).toEqual(
        records.map(({ key, value, time, headers = [] }, place) => ({
          key: hex(key),
          value: hex(value === null ? null : Buffer.from(value)),
          time,
          place,
          headers: headers.map(([name, text]) => [hex(Buffer.from(name)), hex(Buffer.from(text))]),
        })),
      );
    }),
    { seed: 4, numRuns: 200 },
  );
});

test("the checksum is Castagnoli's over everything behind it, and the same stamp gives the same bytes", () => {
  const builder = createBatchBuilder(64);
  builder.add({ key: null, value: "sale", time: 1 });
  const batch = builder.take("none");
  const bytes = Buffer.from(batch.stamp(STAMP));
  expect(bytes.readUInt32BE(17)).toBe(castagnoli(bytes.subarray(21)));
  expect(batch.stamp({ ...STAMP, firstSequence: 7 })).not.toEqual(bytes);
  expect(batch.stamp(STAMP)).toEqual(bytes);
});

test("a builder that was emptied shares nothing with its last batch", () => {
  const builder = createBatchBuilder(64);
  builder.add({ key: null, value: "first", time: 1 });
  const first = builder.take("none");
  builder.add({ key: null, value: "other", time: 2 });
  const value = readRecordsBatch(Reader.from(first.stamp(STAMP))).records[0]?.value;
  expect(value?.toString()).toBe("first");
});

function hex(bytes: Buffer | string | null | undefined): string | null {
  return bytes === null || bytes === undefined ? null : Buffer.from(bytes).toString("hex");
}

/** Bit by bit, as in RFC 3720. */
function castagnoli(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 0 ? crc >>> 1 : (crc >>> 1) ^ 0x82f63b78;
  }
  return ~crc >>> 0;
}
