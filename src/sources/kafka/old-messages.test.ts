import { crc32, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { readBatches } from "../../../test/kafka/read-batches.ts";
import { DamagedBatch } from "./damaged-batch.ts";

interface Plan {
  readonly offset: number;
  readonly value: Buffer | null;
  readonly time?: number;
  readonly attributes?: number;
}

function message(magic: 0 | 1, { offset, value, time = 0, attributes = 0 }: Plan): Buffer {
  const int = (bytes: number, number: number) => {
    const buffer = Buffer.alloc(bytes);
    if (bytes === 8) buffer.writeBigInt64BE(BigInt(number));
    else buffer.writeInt32BE(number);
    return buffer;
  };
  const body = Buffer.concat([
    Buffer.from([magic, attributes]),
    magic === 1 ? int(8, time) : Buffer.alloc(0),
    int(4, 1),
    Buffer.from("k"),
    int(4, value === null ? -1 : value.length),
    value ?? Buffer.alloc(0),
  ]);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([int(8, offset), int(4, body.length + 4), checksum, body]);
}

const value = (n: number) => Buffer.from(`{"n":${n}}`);

test("messages from before Kafka 0.11 are read", () => {
  const bytes = Buffer.concat([
    message(0, { offset: 3, value: value(3) }),
    message(1, { offset: 4, value: null, time: 44 }),
    message(1, { offset: 5, value: value(5), time: 55 }),
  ]);
  expect(readBatches(bytes, { now: 99 })).toEqual({
    next: 6,
    records: [
      { offset: 3, time: 99, value: '{"n":3}' },
      { offset: 4, time: 44, value: null },
      { offset: 5, time: 55, value: '{"n":5}' },
    ],
  });
});

test("compressed ones count from the offset of the last within", () => {
  const inner = [0, 1, 2].map((n) => message(1, { offset: n, value: value(n), time: n }));
  const outer = message(1, { offset: 12, value: gzipSync(Buffer.concat(inner)), attributes: 1, time: 7 });
  expect(readBatches(outer, { from: 11 }).records).toEqual([
    { offset: 11, time: 1, value: '{"n":1}' },
    { offset: 12, time: 2, value: '{"n":2}' },
  ]);
  const appended = message(1, { offset: 12, value: gzipSync(Buffer.concat(inner)), attributes: 1 | 8, time: 7 });
  expect(readBatches(appended).records.map(({ time }) => time)).toEqual([7, 7, 7]);
  const absolute = [20, 21].map((offset) => message(0, { offset, value: value(offset) }));
  const oldest = message(0, { offset: 21, value: gzipSync(Buffer.concat(absolute)), attributes: 1 });
  expect(readBatches(oldest).records.map(({ offset }) => offset)).toEqual([20, 21]);
});

test("a damaged one is noticed", () => {
  const bytes = message(1, { offset: 0, value: value(0) });
  bytes.writeUInt8(0x7d, bytes.length - 2);
  expect(() => readBatches(bytes)).toThrow(DamagedBatch);
});
