import type { TransactionFilter } from "../../src/sources/kafka/batch-reader.ts";
import { batchAt, openBatch } from "../../src/sources/kafka/record-batch.ts";
import { ALL_RECORDS } from "../../src/sources/kafka/transactions.ts";
import { createRecordBlock, type RecordBlock } from "../../src/sources/stream/record-block.ts";

export interface ReadOptions {
  readonly from?: number;
  readonly transactions?: TransactionFilter;
  /** Copies in steps of this many bytes. */
  readonly step?: number;
  readonly now?: number;
}

/** What the source's own reader makes of the bytes of a response. */
export function readBatches(bytes: Buffer, options: ReadOptions = {}): { records: ReadRecord[]; next: number } {
  const { from = 0, transactions = ALL_RECORDS, step = Number.POSITIVE_INFINITY, now = 0 } = options;
  const builder = createRecordBlock();
  let next = from;
  for (let head = batchAt(bytes, 0); head !== undefined; head = batchAt(bytes, head.end)) {
    const batch = openBatch(bytes, head, from, transactions, now);
    while (batch?.copy(builder, builder.bytes + step));
    next = Math.max(next, batch?.next ?? head.lastOffset + 1);
  }
  return { records: recordsOf(builder.take()), next };
}

export interface ReadRecord {
  readonly offset: number;
  readonly time: number;
  /** Null for a record without a value. */
  readonly value: string | null;
}

export function recordsOf(block: RecordBlock): ReadRecord[] {
  return Array.from({ length: block.count }, (_, row) => {
    const odd = block.odd.get(row);
    const raw = odd === undefined ? block.lines.subarray(block.starts[row], (block.starts[row + 1] ?? 0) - 1) : odd.raw;
    return {
      offset: block.offsets[row] ?? Number.NaN,
      time: block.times[row] ?? Number.NaN,
      value: raw === null ? null : Buffer.from(raw).toString(),
    };
  });
}
