import type { RecordBlock } from "../../src/sources/stream/record-block.ts";
import type { MicroBatch, Positions, ReadRequest, StreamSource } from "../../src/sources/stream/stream-source.ts";

/** A record as a test looks at it. */
export interface SeenRecord {
  readonly partition: string;
  readonly offset: number;
  readonly time: number;
  /** The line, or the raw bytes where it is odd; null where there is no value. */
  readonly bytes: Buffer | null;
  readonly odd: boolean;
}

export function seenRecords({ partitions }: MicroBatch): SeenRecord[] {
  return partitions.flatMap(({ partition, records }) =>
    Array.from({ length: records.count }, (_, index) => seenRecord(partition, records, index)),
  );
}

export function positionsBehind({ partitions }: MicroBatch): Positions {
  return new Map(partitions.map(({ partition, next }) => [partition, next]));
}

export function request(changes: Partial<ReadRequest> = {}): ReadRequest {
  return { maxBytes: 1_000_000, until: "any", waitMs: 2000, signal: new AbortController().signal, ...changes };
}

export interface ReadAll {
  readonly records: SeenRecord[];
  readonly batches: MicroBatch[];
}

/** Reads batch after batch until so many records have come; `maxBytes` is asked for each of them. */
export async function readRecords(
  source: StreamSource,
  count: number,
  maxBytes: () => number = () => 1_000_000,
): Promise<ReadAll> {
  const records: SeenRecord[] = [];
  const batches: MicroBatch[] = [];
  for (let empty = 0; records.length < count && empty < 15; ) {
    const batch = await source.read(request({ maxBytes: maxBytes() }));
    batches.push(batch);
    const seen = seenRecords(batch);
    records.push(...seen);
    empty = seen.length === 0 ? empty + 1 : 0;
    if (batch.ended) break;
  }
  return { records, batches };
}

function seenRecord(partition: string, block: RecordBlock, index: number): SeenRecord {
  const odd = block.odd.get(index);
  const line = block.lines.subarray(block.starts[index] ?? 0, (block.starts[index + 1] ?? 0) - 1);
  const raw = odd === undefined ? line : odd.raw;
  return {
    partition,
    offset: block.offsets[index] ?? Number.NaN,
    time: block.times[index] ?? Number.NaN,
    bytes: raw === null ? null : Buffer.from(raw),
    odd: odd !== undefined,
  };
}

/** Each record with a line feed behind it. */
export function asLines(records: readonly (Buffer | null)[]): Buffer {
  return Buffer.concat(records.flatMap((record) => [record ?? Buffer.alloc(0), Buffer.from("\n")]));
}
