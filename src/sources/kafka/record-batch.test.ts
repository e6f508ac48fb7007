import { compressionsAlgorithms, crc32c, createRecordsBatch, type MessageRecord } from "@platformatic/kafka";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { endMarker, makeBatch, type PlannedRecord, wrapBatch } from "../../../test/kafka/make-batch.ts";
import { readBatches } from "../../../test/kafka/read-batches.ts";
import { DamagedBatch } from "./damaged-batch.ts";
import { offsetBehind } from "./record-batch.ts";
import { createTransactionFilter } from "./transactions.ts";

const CODECS = ["none", "gzip", "snappy", "lz4", "zstd"] as const;
const value = (n: number) => Buffer.from(`{"n":${n}}`);
const one = (n: number): PlannedRecord => ({ delta: n, value: value(n) });
const offsets = (bytes: Buffer, options = {}) => readBatches(bytes, options).records.map(({ offset }) => offset);

describe("batches the library writes", () => {
  test.each(CODECS)("%s", (compression) => {
    const messages: MessageRecord[] = Array.from({ length: 300 }, (_, n) => ({
      topic: "t",
      key: Buffer.from(`key ${n}`),
      value: value(n),
      headers: new Map([[Buffer.from("name"), Buffer.from("text")]]),
      timestamp: BigInt(1_700_000_000_000 + n * 7 - 100),
    }));
    const { buffer } = createRecordsBatch(messages, { compression });
    expect(readBatches(buffer)).toEqual({
      next: 300,
      records: messages.map((message, n) => ({
        offset: n,
        time: Number(message.timestamp),
        value: `{"n":${n}}`,
      })),
    });
  });
});

describe("what a batch may hold", () => {
  test("a tombstone is a record without a value", () => {
    const bytes = makeBatch({ base: 5, records: [one(0), { delta: 1, key: Buffer.from("k"), value: null }, one(2)] });
    expect(readBatches(bytes).records.map(({ value }) => value)).toEqual(['{"n":0}', null, '{"n":2}']);
  });

  test("compaction leaves gaps, also at the end and up to a whole batch", () => {
    const bytes = Buffer.concat([
      makeBatch({ base: 100, records: [one(1), one(7)], lastDelta: 9 }),
      makeBatch({ base: 110, records: [], lastDelta: 4 }),
    ]);
    expect(readBatches(bytes)).toMatchObject({ next: 115, records: [{ offset: 101 }, { offset: 107 }] });
    expect(offsetBehind(bytes, 100)).toBe(115);
  });

  test("records before the offset asked for are left out", () => {
    const bytes = Buffer.concat([
      makeBatch({ base: 0, records: [0, 1, 2].map(one) }),
      makeBatch({ base: 3, records: [one(0)] }),
    ]);
    expect(offsets(bytes, { from: 2 })).toEqual([2, 3]);
    expect(offsets(bytes, { from: 3 })).toEqual([3]);
  });

  test("with the broker's append time every record has the batch's", () => {
    const records = [one(0), { ...one(1), timeDelta: 5 }];
    const bytes = makeBatch({ base: 0, records, appendTime: true, baseTime: 10, greatestTime: 1_234 });
    expect(readBatches(bytes).records.map(({ time }) => time)).toEqual([1_234, 1_234]);
  });

  test("times far apart are exact, and none at all is now", () => {
    const deltas = [0, -1, 2 ** 41, -(2 ** 41), 63, 64, -64, -65];
    const records = deltas.map((timeDelta, delta) => ({ ...one(delta), timeDelta }));
    const times = readBatches(makeBatch({ base: 0, records, baseTime: 2 ** 42 })).records.map(({ time }) => time);
    expect(times).toEqual(deltas.map((delta) => 2 ** 42 + delta));
    expect(readBatches(makeBatch({ base: 0, records: [one(0)], baseTime: -1 }), { now: 99 }).records[0]?.time).toBe(99);
  });

  test("snappy in the frames that Java writes", () => {
    const plain = Buffer.concat([0, 1, 2].map((n) => bodyOf(makeBatch({ base: 0, records: [one(n)] }))));
    const framed = [plain.subarray(0, 20), plain.subarray(20)].map((part) => {
      const packed = compressionsAlgorithms.snappy.compressSync(part);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(packed.length);
      return Buffer.concat([length, packed]);
    });
    const head = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
    const plan = { base: 0, records: [0, 1, 2].map(one), codec: "snappy" as const };
    expect(offsets(wrapBatch(plan, 3, Buffer.concat([head, ...framed])))).toEqual([0, 1, 2]);
  });
});

describe("transactions", () => {
  const batch = (base: number, producer: bigint) =>
    makeBatch({ base, producer, transactional: true, records: [one(0), one(1)] });

  test("what was aborted is left out, by producer and only up to its marker", () => {
    const bytes = Buffer.concat([
      batch(0, 1n),
      batch(2, 2n),
      makeBatch({ base: 4, records: [one(0)] }),
      endMarker(5, 1n, "abort"),
      batch(6, 1n),
      endMarker(8, 2n, "commit"),
      endMarker(9, 1n, "commit"),
    ]);
    const transactions = createTransactionFilter([{ producer: 1n, firstOffset: 0 }]);
    expect(offsets(bytes, { transactions })).toEqual([2, 3, 4, 6, 7]);
    expect(offsets(bytes)).toEqual([0, 1, 2, 3, 4, 6, 7]);
    expect(readBatches(bytes).next).toBe(10);
  });

  test("a producer that aborts twice", () => {
    const bytes = Buffer.concat([
      batch(0, 1n),
      endMarker(2, 1n, "abort"),
      batch(3, 1n),
      endMarker(5, 1n, "abort"),
      batch(6, 1n),
    ]);
    const aborted = [3, 0].map((firstOffset) => ({ producer: 1n, firstOffset }));
    expect(offsets(bytes, { transactions: createTransactionFilter(aborted) })).toEqual([6, 7]);
  });

  test("compaction removed what was aborted and left the marker", () => {
    const bytes = Buffer.concat([endMarker(9, 1n, "abort"), batch(10, 1n)]);
    expect(offsets(bytes, { transactions: createTransactionFilter([{ producer: 1n, firstOffset: 5 }]) })).toEqual([
      10, 11,
    ]);
  });

  test("a marker that compaction emptied", () => {
    const empty = makeBatch({ base: 2, producer: 1n, transactional: true, control: true, records: [] });
    expect(offsets(Buffer.concat([batch(0, 1n), empty, batch(3, 1n)]))).toEqual([0, 1, 3, 4]);
  });
});

describe("damage", () => {
  test.each([21, 40, 70])("a byte that changed at %i is noticed", (at) => {
    const bytes = makeBatch({ base: 0, records: [one(0), one(1)] });
    bytes.writeUInt8((bytes[at] ?? 0) ^ 0x10, at);
    expect(() => readBatches(bytes)).toThrow(DamagedBatch);
  });

  test("a body that is not what the codec writes", () => {
    for (const codec of ["gzip", "snappy", "lz4", "zstd"] as const) {
      const bytes = wrapBatch({ base: 0, records: [one(0)], codec }, 1, Buffer.from("nothing of the kind"));
      expect(() => readBatches(bytes), codec).toThrow(DamagedBatch);
    }
  });

  test("lengths that lie, under a good checksum", () => {
    const bytes = wrapBatch({ base: 0, records: [one(0)] }, 1, Buffer.from([0x7e, 0, 0, 0, 1, 0x7e]));
    expect(() => readBatches(bytes)).toThrow(DamagedBatch);
  });

  test("the checksum is that of the library", () => {
    const bytes = makeBatch({ base: 0, records: [one(0)] });
    expect(bytes.readUInt32BE(17)).toBe(crc32c(bytes.subarray(21)));
  });
});

test("any records in any batches, cut anywhere, from any offset, in any steps", () => {
  const text = fc.option(
    fc.string({ maxLength: 300 }).map((each) => Buffer.from(JSON.stringify({ each }))),
    { nil: null },
  );
  const record = fc.record({
    gap: fc.nat(3),
    timeDelta: fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
    key: fc.option(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      { nil: null },
    ),
    value: text,
    headers: fc.array(fc.tuple(fc.string({ maxLength: 9 }), fc.string({ maxLength: 99 })), { maxLength: 3 }),
  });
  const batch = fc.record({
    records: fc.array(record, { minLength: 1, maxLength: 30 }),
    codec: fc.constantFrom(...CODECS),
  });
  fc.assert(
    fc.property(
      fc.array(batch, { minLength: 1, maxLength: 6 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 1, max: 2_000 }),
      (plan, cut, start, step) => {
        const expected: { offset: number; time: number; value: string | null; end: number }[] = [];
        const parts: Buffer[] = [];
        let base = 1_000;
        let length = 0;
        for (const { records, codec } of plan) {
          let delta = -1;
          const planned = records.map(({ gap, ...each }) => {
            delta += gap + 1;
            return { ...each, delta };
          });
          const bytes = makeBatch({ base, records: planned, codec, baseTime: 2 ** 41 });
          length += bytes.length;
          parts.push(bytes);
          for (const { delta, timeDelta, value } of planned) {
            const shown = value === null ? null : value.toString();
            expected.push({ offset: base + delta, time: 2 ** 41 + timeDelta, value: shown, end: length });
          }
          base += delta + 1;
        }
        const size = Math.floor(length * cut);
        const from = 1_000 + Math.floor((base - 1_000) * start);
        const { records } = readBatches(Buffer.concat(parts).subarray(0, size), { from, step });
        expect(records).toEqual(
          expected.filter(({ offset, end }) => end <= size && offset >= from).map(({ end: _, ...each }) => each),
        );
      },
    ),
    { seed: 20_261_122, numRuns: 150 },
  );
});

/** The records of a batch that is not compressed. */
function bodyOf(batch: Buffer): Buffer {
  return batch.subarray(61);
}
