import { createLiveLines } from "../../src/generator/live-lines.ts";
import type { PartitionBatch } from "../../src/model/stream/records.ts";
import type { StreamDefinition } from "../../src/model/stream/stream-definition.ts";
import { createRecordBlock } from "../../src/sources/stream/record-block.ts";

/** The definition that `stream` has without options, for batches made here. */
export const BENCH_DEFINITION: StreamDefinition = {
  source: "bench",
  queries: ["totals", "by_category", "by_payment_method", "by_status"],
  sizeSeconds: 60,
  slideSeconds: 60,
  watermarkSeconds: 60,
  futureSeconds: 3600,
  duplicateSeconds: 86_400,
  late: "keep",
  rows: "keep",
  strict: false,
  mapping: {},
  timeZone: "UTC",
  currency: "EUR",
};

/** Batch `number`, from 1 on, of so many sales: two partitions, a second of event time each. */
export function createBatches(rows: number, start: number): (number: number) => PartitionBatch[] {
  const lines = createLiveLines({ seed: 42, timeZone: "UTC" });
  return (number) => {
    const first = (number - 1) * rows;
    const time = start + number * 1000;
    const all = lines(first + 1, new Float64Array(rows).fill(time));
    const blocks = [createRecordBlock(all.length), createRecordBlock(all.length)];
    let from = 0;
    for (let row = 0; row < rows; row++) {
      const to = all.indexOf(0x0a, from);
      blocks[row % 2]?.add(all, from, to, first + row, time);
      from = to + 1;
    }
    return blocks.map((block, partition) => ({
      partition: `bench/${partition}`,
      records: block.take(),
      next: String(first + rows),
      behind: 0,
      caughtUp: true,
    }));
  };
}
