/**
 * Cuts a run of bytes into records, however the bytes come. Holds little more than one record of the longest length;
 * of a longer one it keeps one byte more than that, so that it is seen to be too long.
 */
export interface RecordCutter {
  /** Bytes that follow those so far; they are kept, not copied. */
  push(bytes: Buffer): void;
  /** Hands out whole records until `take` says that it has enough; false then, true when more bytes are needed. */
  drain(take: TakeRecord): boolean;
  /** Hands out what is left although its end is missing. */
  finish(take: TakeRecord): void;
  /** Behind the last record handed out, in bytes from the beginning of it all. */
  readonly place: number;
}

/** A record is `source` from `from` to `to`; it began at byte `at`. Answers whether another one is wanted. */
export type TakeRecord = (source: Buffer, from: number, to: number, at: number) => boolean;

export const LINE_FEED = 0x0a;
export const CARRIAGE_RETURN = 0x0d;

/** Length of a UTF-8 byte order mark at the beginning of a file. */
export function bomLength(bytes: Buffer): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

/** Whether there is nothing but blanks: such a line is no row. */
export function isBlank(source: Buffer, from: number, to: number): boolean {
  for (let index = from; index < to; index += 1) {
    const byte = source[index];
    if (byte !== 0x20 && byte !== 0x09 && byte !== CARRIAGE_RETURN) return false;
  }
  return true;
}
