import { crc32c, Writer } from "@platformatic/kafka";

const CHECKSUM_AT = 17;
const COVERED_FROM = 21;

/** Whether the batch in [start, end) is what the broker wrote. */
export function hasGoodChecksum(records: Buffer, start: number, end: number): boolean {
  // The library's native function copies a Buffer first, but not the inside of its own kind of buffer.
  const covered = Writer.create().append(records.subarray(start + COVERED_FROM, end)).dynamicBuffer;
  return crc32c(covered) === records.readUInt32BE(start + CHECKSUM_AT);
}
