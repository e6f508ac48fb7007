import type { TransactionFilter } from "./batch-reader.ts";

/** A transaction that was given up, as a Fetch response lists it. */
export interface AbortedTransaction {
  readonly producer: bigint;
  readonly firstOffset: number;
}

/**
 * Leaves out what aborted transactions wrote: a producer's batches from the first offset of its aborted transaction to
 * the marker that ends it. A response lists those that reach into it, so its batches are asked in order, once each.
 */
export function createTransactionFilter(aborted: readonly AbortedTransaction[]): TransactionFilter {
  const waiting = [...aborted].sort((a, b) => a.firstOffset - b.firstOffset);
  const open = new Set<bigint>();
  let reached = 0;

  function reach(offset: number): void {
    for (let next = waiting[reached]; next !== undefined && next.firstOffset <= offset; next = waiting[reached]) {
      open.add(next.producer);
      reached += 1;
    }
  }

  return {
    marker(producer, lastOffset, isAbort) {
      // Compaction may have removed what the transaction wrote and left its marker.
      reach(lastOffset);
      if (isAbort) open.delete(producer);
    },
    drops(producer, lastOffset) {
      reach(lastOffset);
      return open.has(producer);
    },
  };
}

/** For reading what no transaction has confirmed as well. */
export const ALL_RECORDS: TransactionFilter = { marker() {}, drops: () => false };
