/** Reads a response from front to back, in the old writing of lengths or in the flexible one with tagged fields. */
export interface WireReader {
  int16(): number;
  int32(): number;
  /** Exact below 2^53, as offsets are. */
  int64(): number;
  bigInt64(): bigint;
  bytes(length: number): Buffer;
  skip(length: number): void;
  /** Length of the bytes that follow; null counts as none. */
  length(): number;
  list<T>(item: () => T): T[];
}

export function createWireReader(buffer: Buffer, flexible: boolean): WireReader {
  let at = 0;

  /** Place of the next bytes, which are then behind us. */
  function take(bytes: number): number {
    const from = at;
    at += bytes;
    return from;
  }

  function varint(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = buffer.readUInt8(take(1));
      value |= (byte & 0x7f) << shift;
      if (byte <= 0x7f) return value >>> 0;
    }
  }

  function skipTags(): void {
    for (let left = varint(); left > 0; left -= 1) {
      varint();
      take(varint());
    }
  }

  /** Flexible lengths are one more than they say, so that null is 0. */
  function length(): number {
    return Math.max(0, flexible ? varint() - 1 : buffer.readInt32BE(take(4)));
  }

  return {
    int16: () => buffer.readInt16BE(take(2)),
    int32: () => buffer.readInt32BE(take(4)),
    int64: () => Number(buffer.readBigInt64BE(take(8))),
    bigInt64: () => buffer.readBigInt64BE(take(8)),
    bytes(count) {
      const from = take(count);
      return buffer.subarray(from, at);
    },
    skip: take,
    length,
    list(item) {
      const items = [];
      for (let left = length(); left > 0; left -= 1) {
        items.push(item());
        if (flexible) skipTags();
      }
      return items;
    },
  };
}
