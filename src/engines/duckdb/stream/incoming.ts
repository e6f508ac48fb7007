import type { OddRecord, PartitionBatch } from "../../../model/stream/records.ts";

/** The records of a micro-batch as rows numbered from 0, one partition behind the other. */
export interface Incoming {
  readonly count: number;
  /** Only the partitions that have records, each with the rows [from, to). */
  readonly parts: readonly { readonly batch: PartitionBatch; readonly from: number; readonly to: number }[];
  record(row: number): IncomingRecord;
  /** The line that the engine is given for a row, with its line feed. */
  line(row: number): Uint8Array;
}

export interface IncomingRecord {
  readonly partition: string;
  readonly offset: number;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly raw: OddRecord;
}

export function numberRows(partitions: readonly PartitionBatch[]): Incoming {
  let count = 0;
  const parts = partitions
    .filter(({ records }) => records.count > 0)
    .map((batch) => {
      const from = count;
      count += batch.records.count;
      return { batch, from, to: count };
    });
  const locate = (row: number) => {
    const part = parts.find(({ from, to }) => row >= from && row < to);
    if (part === undefined) throw new Error(`there is no row ${row} among ${count}`);
    return { ...part.batch, index: row - part.from };
  };
  return {
    count,
    parts,
    line(row) {
      const { records, index } = locate(row);
      return records.lines.subarray(records.starts[index], records.starts[index + 1]);
    },
    record(row) {
      const { partition, records, index } = locate(row);
      return {
        partition,
        offset: records.offsets[index] ?? 0,
        time: records.times[index] ?? 0,
        raw: records.odd.get(index) ?? lineOf(records.lines, records.starts, index),
      };
    },
  };
}

/** SQL for the number of the partition among `parts` that a row belongs to. */
export function partSql({ parts }: Incoming, row: string): string {
  const search = (low: number, high: number): string => {
    if (high - low <= 1) return String(low);
    const middle = Math.floor((low + high) / 2);
    return `CASE WHEN ${row} < ${parts[middle]?.from ?? 0} THEN ${search(low, middle)} ELSE ${search(middle, high)} END`;
  };
  return search(0, parts.length);
}

function lineOf(lines: Uint8Array, starts: Uint32Array, index: number): OddRecord {
  const from = starts[index] ?? 0;
  const to = (starts[index + 1] ?? from + 1) - 1;
  return { raw: lines.subarray(from, to), bytes: to - from };
}
