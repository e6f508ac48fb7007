import type { RecordBlockBuilder } from "../stream/record-block.ts";

export interface BatchHead {
  /** Place of the batch in the buffer, [start, end). */
  readonly start: number;
  readonly end: number;
  readonly magic: number;
  readonly lastOffset: number;
}

/** What tells batches of transactions that came to nothing. */
export interface TransactionFilter {
  /** A control batch: `aborted` where it ends a transaction in vain. */
  marker(producer: bigint, lastOffset: number, aborted: boolean): void;
  /** Whether this batch of a transaction is to be left out. */
  drops(producer: bigint, lastOffset: number): boolean;
}

/** Records of one batch, ready to be copied. */
export interface BatchReader {
  /** Copies records until the builder holds `limit` bytes; whether any are left. */
  copy(builder: RecordBlockBuilder, limit: number): boolean;
  /** Offset behind the last record copied; behind the batch where none is left. */
  readonly next: number;
}
