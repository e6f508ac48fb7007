import { compressionsAlgorithms, crc32c, Writer } from "@platformatic/kafka";

/** What is written to Kafka. The time is the record's own, milliseconds since the epoch. */
export interface OutgoingRecord {
  readonly key: Buffer | null;
  /** Null: a tombstone. */
  readonly value: string | Buffer | null;
  readonly time: number;
  readonly headers?: readonly (readonly [name: string, value: string])[];
}

export type Compression = keyof typeof compressionsAlgorithms;

/** Who wrote a batch and as which record of the partition; with it a broker knows a batch that comes twice. */
export interface ProducerStamp {
  readonly producerId: bigint;
  readonly epoch: number;
  readonly firstSequence: number;
}

/** Records of one partition, in the layout of Kafka's record batch, version 2. */
export interface RecordBatch {
  readonly count: number;
  /** The bytes to send. The same stamp gives the same bytes. */
  stamp(stamp: ProducerStamp): Buffer;
}

export interface RecordBatchBuilder {
  readonly count: number;
  readonly bytes: number;
  add(record: OutgoingRecord): void;
  /** The records so far; the builder is empty afterwards. */
  take(compression: Compression): RecordBatch;
}

/** https://kafka.apache.org/documentation/#recordbatch: base offset, length, leader epoch, magic, checksum, … */
const LENGTH_AT = 8;
const MAGIC_AT = 16;
const CHECKSUM_AT = 17;
const COVERED_FROM = 21;
const PRODUCER_AT = 43;
const HEADER_BYTES = 61;
const MAGIC = 2;

/** More than the varints of a record take. */
const VARINTS = 48;
const SHORT = 24;
const NO_HEADERS: NonNullable<OutgoingRecord["headers"]> = [];

/** Records are written to their place at once: nothing is kept of them as objects. */
export function createBatchBuilder(expectedBytes: number): RecordBatchBuilder {
  let buffer = Buffer.allocUnsafeSlow(expectedBytes + HEADER_BYTES);
  let end = HEADER_BYTES;
  let count = 0;
  let baseTime = 0;
  let greatestTime = 0;

  function reserve(bytes: number): void {
    if (end + bytes <= buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(end + bytes, buffer.length * 2));
    buffer.copy(larger, 0, 0, end);
    buffer = larger;
  }

  function putBytes(bytes: string | Buffer, length: number): void {
    end = putVarint(buffer, end, length);
    if (typeof bytes === "string") end += buffer.write(bytes, end, "utf8");
    else if (length > SHORT) end += bytes.copy(buffer, end);
    // For a few bytes the way into native code costs more than they do.
    else for (let at = 0; at < length; at++) buffer[end++] = bytes[at] ?? 0;
  }

  return {
    get count() {
      return count;
    },
    get bytes() {
      return end - HEADER_BYTES;
    },
    add({ key, value, time, headers = NO_HEADERS }) {
      if (count === 0) {
        baseTime = time;
        greatestTime = time;
      }
      const valueBytes = value === null ? 0 : Buffer.byteLength(value);
      const keyBytes = key === null ? 0 : key.length;
      const headerBytes = headersLength(headers);
      const length =
        1 +
        varintBytes(time - baseTime) +
        varintBytes(count) +
        varintBytes(key === null ? -1 : keyBytes) +
        keyBytes +
        varintBytes(value === null ? -1 : valueBytes) +
        valueBytes +
        headerBytes;
      reserve(keyBytes + valueBytes + headerBytes + VARINTS);
      end = putVarint(buffer, end, length);
      buffer[end++] = 0;
      end = putVarint(buffer, end, time - baseTime);
      end = putVarint(buffer, end, count);
      if (key === null) end = putVarint(buffer, end, -1);
      else putBytes(key, keyBytes);
      if (value === null) end = putVarint(buffer, end, -1);
      else putBytes(value, valueBytes);
      end = putVarint(buffer, end, headers.length);
      for (const [name, text] of headers) {
        putBytes(name, Buffer.byteLength(name));
        putBytes(text, Buffer.byteLength(text));
      }
      count += 1;
      if (time > greatestTime) greatestTime = time;
    },
    take(compression) {
      const filled = compress(buffer.subarray(0, end), compression);
      writeHeader(filled, { count, baseTime, greatestTime, codec: compressionsAlgorithms[compression].bitmask });
      const batch = { count, stamp: (stamp: ProducerStamp) => stampBatch(filled, stamp) };
      buffer = Buffer.allocUnsafeSlow(buffer.length);
      end = HEADER_BYTES;
      count = 0;
      return batch;
    },
  };
}

function compress(batch: Buffer, compression: Compression): Buffer {
  if (compression === "none") return batch;
  const packed = compressionsAlgorithms[compression].compressSync(batch.subarray(HEADER_BYTES));
  return Buffer.concat([batch.subarray(0, HEADER_BYTES), packed]);
}

interface HeaderFields {
  readonly count: number;
  readonly baseTime: number;
  readonly greatestTime: number;
  readonly codec: number;
}

function writeHeader(batch: Buffer, { count, baseTime, greatestTime, codec }: HeaderFields): void {
  batch.writeBigInt64BE(0n, 0);
  batch.writeInt32BE(batch.length - LENGTH_AT - 4, LENGTH_AT);
  batch.writeInt32BE(-1, LENGTH_AT + 4);
  batch.writeInt8(MAGIC, MAGIC_AT);
  batch.writeInt16BE(codec, COVERED_FROM);
  batch.writeInt32BE(count - 1, COVERED_FROM + 2);
  batch.writeBigInt64BE(BigInt(baseTime), COVERED_FROM + 6);
  batch.writeBigInt64BE(BigInt(greatestTime), COVERED_FROM + 14);
  batch.writeInt32BE(count, HEADER_BYTES - 4);
}

function stampBatch(batch: Buffer, { producerId, epoch, firstSequence }: ProducerStamp): Buffer {
  batch.writeBigInt64BE(producerId, PRODUCER_AT);
  batch.writeInt16BE(epoch, PRODUCER_AT + 8);
  batch.writeInt32BE(firstSequence, PRODUCER_AT + 10);
  // The library's native function copies a Buffer first, but not the inside of its own kind of buffer.
  const covered = Writer.create().append(batch.subarray(COVERED_FROM)).dynamicBuffer;
  batch.writeUInt32BE(crc32c(covered), CHECKSUM_AT);
  return batch;
}

function headersLength(headers: NonNullable<OutgoingRecord["headers"]>): number {
  let length = varintBytes(headers.length);
  for (const pair of headers) {
    for (const text of pair) {
      const bytes = Buffer.byteLength(text);
      length += varintBytes(bytes) + bytes;
    }
  }
  return length;
}

/** Kafka writes signed numbers so that small ones of either sign are short. Exact for safe integers. */
function zigzag(value: number): number {
  return value >= 0 ? value * 2 : -value * 2 - 1;
}

function varintBytes(value: number): number {
  let bytes = 1;
  for (let rest = zigzag(value); rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes += 1;
  return bytes;
}

/** Returns the place behind it. */
function putVarint(buffer: Buffer, at: number, value: number): number {
  let rest = zigzag(value);
  let end = at;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) buffer[end++] = (rest % 0x80) | 0x80;
  buffer[end++] = rest;
  return end;
}
