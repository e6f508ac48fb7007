import type { MicroBatch, ReadRequest, SourceEvent, StreamSource } from "../../src/sources/stream/stream-source.ts";
import { type ReadRecord, recordsOf } from "./read-batches.ts";

/** What was read of a source so far, partition by partition, as an engine would take it. */
export interface Taken {
  readonly records: ReadonlyMap<string, ReadRecord[]>;
  readonly positions: Map<string, string>;
  readonly events: SourceEvent[];
  /** Reads until the condition holds, committing each batch. */
  until(condition: (batch: MicroBatch, taken: Taken) => boolean, request?: Partial<ReadRequest>): Promise<MicroBatch>;
  /** Offsets taken from a partition. */
  offsets(partition: string): number[];
  values(partition: string): (string | null)[];
  /** How many records in all. */
  readonly count: number;
}

const PATIENCE_MS = 45_000;

export function take(source: StreamSource): Taken {
  const records = new Map<string, ReadRecord[]>();
  const taken: Taken = {
    records,
    positions: new Map(),
    events: [],
    async until(condition, request = {}) {
      const end = performance.now() + PATIENCE_MS;
      const signal = new AbortController().signal;
      for (;;) {
        const batch = await source.read({ maxBytes: 2 ** 20, until: "any", waitMs: 200, signal, ...request });
        for (const { partition, records: block, next } of batch.partitions) {
          records.set(partition, [...(records.get(partition) ?? []), ...recordsOf(block)]);
          taken.positions.set(partition, next);
        }
        taken.events.push(...batch.events);
        await source.committed(new Map(batch.partitions.map(({ partition, next }) => [partition, next])));
        if (condition(batch, taken)) return batch;
        if (performance.now() > end) throw new Error(`Not reached: ${JSON.stringify([...taken.positions])}`);
      }
    },
    offsets: (partition) => (records.get(partition) ?? []).map(({ offset }) => offset),
    values: (partition) => (records.get(partition) ?? []).map(({ value }) => value),
    get count() {
      return [...records.values()].reduce((sum, { length }) => sum + length, 0);
    },
  };
  return taken;
}

export const allCaughtUp = ({ partitions }: MicroBatch) =>
  partitions.length > 0 && partitions.every(({ caughtUp }) => caughtUp);
