import { createRecordBlock } from "../../src/sources/stream/record-block.ts";
import type { PartitionBatch, Positions, StreamSource } from "../../src/sources/stream/stream-source.ts";

/** A record of a test: its value as text, null for a tombstone, and when it was appended (ms), 0 by default. */
export interface ListedRecord {
  readonly value: string | Buffer | null;
  readonly time?: number;
}

export interface ListSourceOptions {
  /** The records of each partition. */
  readonly partitions: Readonly<Record<string, readonly ListedRecord[]>>;
  /** For each read, how many records of each partition it takes; after the last, all that is left. */
  readonly cuts?: readonly Readonly<Record<string, number>>[];
  /** Number of the read, from 0, that fails as if the process had been killed. */
  readonly abortAt?: number;
  readonly endless?: boolean;
  /** Called before each read with its number, from 0; may change the lists. */
  readonly onRead?: (read: number) => void;
}

export class Aborted extends Error {}

/** A stream whose every read is written down. Positions are places in the lists. */
export function listSource({
  partitions,
  cuts = [],
  abortAt,
  endless = false,
  onRead,
}: ListSourceOptions): StreamSource {
  const at = new Map(Object.keys(partitions).map((partition) => [partition, 0]));
  let reads = 0;
  return {
    id: "list",
    async open(positions: Positions) {
      for (const [partition, next] of positions) at.set(partition, Number(next));
    },
    async read() {
      if (reads === abortAt) throw new Aborted();
      onRead?.(reads);
      const cut = cuts[reads];
      reads += 1;
      const batches = Object.entries(partitions).map(([partition, records]): PartitionBatch => {
        const from = at.get(partition) ?? 0;
        const to = cut === undefined ? records.length : Math.min(records.length, from + (cut[partition] ?? 0));
        at.set(partition, to);
        const block = createRecordBlock(4096);
        records.slice(from, to).forEach(({ value, time = 0 }, index) => {
          if (value === null) block.addNull(from + index, time);
          else {
            const bytes = Buffer.from(value);
            block.add(bytes, 0, bytes.length, from + index, time);
          }
        });
        const behind = records.length - to;
        return { partition, records: block.take(), next: String(to), behind, caughtUp: behind === 0 };
      });
      return { partitions: batches, events: [], ended: !endless && batches.every(({ caughtUp }) => caughtUp) };
    },
    committed: async () => undefined,
    close: async () => undefined,
  };
}
