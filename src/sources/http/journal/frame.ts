import { crc32 } from "node:zlib";

/** What one request added: records that follow each other, confirmed together. */
export interface JournalEntry {
  /** The records, each ended by a line feed. */
  readonly lines: Buffer;
  readonly count: number;
  /** When they were received, milliseconds since the epoch. */
  readonly time: number;
  /** Null where the request had no idempotency key. */
  readonly key: RequestKey | null;
}

/** Hashes, so that neither keys nor bodies can be read from the file. */
export interface RequestKey {
  readonly key: string;
  readonly body: string;
}

/** An entry in its place: `first` is the number of its first record. */
export interface Frame extends JournalEntry {
  readonly first: number;
  /** With its header, in the file. */
  readonly bytes: number;
}

/** Length of what follows, CRC-32 of everything behind it, first, time, count, length of the key. Little endian. */
export const HEADER_BYTES = 32;
const CHECKED_FROM = 8;

export function encodeFrame({ lines, count, time, key }: JournalEntry, first: number): Buffer {
  const keyText = Buffer.from(key === null ? "" : `${key.key}.${key.body}`);
  const frame = Buffer.allocUnsafe(HEADER_BYTES + keyText.length + lines.length);
  frame.writeUInt32LE(keyText.length + lines.length, 0);
  frame.writeDoubleLE(first, 8);
  frame.writeDoubleLE(time, 16);
  frame.writeUInt32LE(count, 24);
  frame.writeUInt32LE(keyText.length, 28);
  keyText.copy(frame, HEADER_BYTES);
  lines.copy(frame, HEADER_BYTES + keyText.length);
  frame.writeUInt32LE(crc32(frame.subarray(CHECKED_FROM)), 4);
  return frame;
}

/** The length of the frame that begins with this header, header and all. */
export function frameBytes(header: Buffer): number {
  return HEADER_BYTES + header.readUInt32LE(0);
}

/** Undefined where the bytes are not those that were written. */
export function decodeFrame(frame: Buffer): Frame | undefined {
  if (frame.length < HEADER_BYTES || frame.length !== frameBytes(frame)) return undefined;
  if (crc32(frame.subarray(CHECKED_FROM)) !== frame.readUInt32LE(4)) return undefined;
  const keyEnd = HEADER_BYTES + frame.readUInt32LE(28);
  const [key, body] = frame.toString("latin1", HEADER_BYTES, keyEnd).split(".");
  return {
    first: frame.readDoubleLE(8),
    time: frame.readDoubleLE(16),
    count: frame.readUInt32LE(24),
    key: key === undefined || body === undefined ? null : { key, body },
    lines: frame.subarray(keyEnd),
    bytes: frame.length,
  };
}
