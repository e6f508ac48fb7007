import type { TransactionFilter } from "./batch-reader.ts";
import type { Partition } from "./partition.ts";
import { batchAt, openBatch } from "./record-batch.ts";
import type { Shelf } from "./shelf.ts";

/** Puts the records of a response on the shelf. @throws {DamagedBatch} with the partition behind the last good batch. */
export function storeRecords(
  shelf: Shelf,
  partition: Partition,
  records: Buffer,
  transactions: TransactionFilter,
  now: number,
): void {
  for (let head = batchAt(records, 0); head !== undefined; head = batchAt(records, head.end)) {
    const batch = openBatch(records, head, partition.read, transactions, now);
    if (batch !== undefined) shelf.store(partition, batch);
    else if (head.lastOffset >= partition.read) {
      partition.read = head.lastOffset + 1;
      shelf.pass(partition);
    }
    partition.damaged = 0;
  }
}
