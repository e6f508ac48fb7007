import { createRecordBlock, NO_RECORDS, type RecordBlock, type RecordBlockBuilder } from "../stream/record-block.ts";
import type { BatchReader } from "./batch-reader.ts";
import { joined, partOf, rowsWithin } from "./block-parts.ts";
import type { Partition } from "./partition.ts";

/** What was read ahead, cut into parcels of the size that was last asked for. */
export interface Shelf {
  /** Bytes of values it holds. */
  readonly bytes: number;
  /** Whether reading should rest: about two parcels are there. */
  readonly full: boolean;
  /** Whether a whole parcel is there. */
  readonly ready: boolean;
  /** Size of the parcels from now on. */
  resize(parcelBytes: number): void;
  /** Puts a batch's records behind what is there of the partition. */
  store(partition: Partition, batch: BatchReader): void;
  /** The partition's position moves although there are no records, as where a transaction ends. */
  pass(partition: Partition): void;
  /** The oldest parcel, with the next where they fit in together; a part of it where it is too large. */
  take(maxBytes: number): Parcel;
  /** Forgets what there is of a partition. */
  forget(partition: Partition): void;
}

export type Parcel = Map<Partition, Portion>;

export interface Portion {
  readonly records: RecordBlock;
  /** Offset behind it. */
  readonly next: number;
}

interface Sealed {
  readonly portions: Parcel;
  /** The size it was cut to, which its last record may exceed. */
  readonly size: number;
  readonly bytes: number;
}

/** A partition's block begins at this size; a busy one grows to its share within some parcels. */
const FIRST_BLOCK_BYTES = 65_536;

export function createShelf(parcelBytes: number): Shelf {
  let size = parcelBytes;
  const sealed: Sealed[] = [];
  let open = new Map<Partition, RecordBlockBuilder>();
  const builders = new Map<Partition, RecordBlockBuilder>();
  let openBytes = 0;
  let sealedBytes = 0;

  function builderOf(partition: Partition): RecordBlockBuilder {
    let builder = builders.get(partition);
    if (builder === undefined) {
      builder = createRecordBlock(FIRST_BLOCK_BYTES);
      builders.set(partition, builder);
    }
    open.set(partition, builder);
    return builder;
  }

  function seal(): void {
    if (open.size === 0) return;
    const portions: Parcel = new Map();
    for (const [partition, builder] of open) {
      portions.set(partition, { records: builder.count === 0 ? NO_RECORDS : builder.take(), next: partition.read });
    }
    sealed.push({ portions, size, bytes: openBytes });
    sealedBytes += openBytes;
    open = new Map();
    openBytes = 0;
  }

  return {
    get bytes() {
      return openBytes + sealedBytes;
    },
    get full() {
      return openBytes + sealedBytes >= 2 * size;
    },
    get ready() {
      return sealed.length > 0 || openBytes >= size;
    },
    resize(bytes) {
      // What is open was filled to the old size; sealed as such, it is known to need splitting.
      if (openBytes > bytes) seal();
      size = Math.max(1, bytes);
    },
    store(partition, batch) {
      for (let more = true; more; ) {
        if (openBytes >= size) seal();
        const builder = builderOf(partition);
        const before = builder.bytes;
        more = batch.copy(builder, before + size - openBytes);
        openBytes += builder.bytes - before;
        partition.read = batch.next;
      }
    },
    pass(partition) {
      builderOf(partition);
    },
    take(maxBytes) {
      if (sealed.length === 0) seal();
      const first = sealed.shift();
      if (first === undefined) return new Map();
      sealedBytes -= first.bytes;
      if (first.size > maxBytes && first.bytes > maxBytes) {
        const { head, rest } = split(first, maxBytes);
        sealed.unshift(rest);
        sealedBytes += rest.bytes;
        return head;
      }
      const parcel = first.portions;
      let bytes = first.bytes;
      for (let next = sealed[0]; next !== undefined && bytes + next.bytes <= maxBytes; next = sealed[0]) {
        for (const [partition, portion] of next.portions) {
          const records = joined(parcel.get(partition)?.records ?? NO_RECORDS, portion.records);
          parcel.set(partition, { records, next: portion.next });
        }
        bytes += next.bytes;
        sealedBytes -= next.bytes;
        sealed.shift();
      }
      return parcel;
    },
    forget(partition) {
      openBytes -= builders.get(partition)?.bytes ?? 0;
      builders.delete(partition);
      open.delete(partition);
      for (const [place, parcel] of sealed.entries()) {
        const bytes = parcel.portions.get(partition)?.records.lines.length ?? 0;
        parcel.portions.delete(partition);
        sealed[place] = { ...parcel, bytes: parcel.bytes - bytes };
        sealedBytes -= bytes;
      }
    },
  };
}

/** Takes a fair part of each partition, at least one record in all. */
function split(parcel: Sealed, maxBytes: number): { head: Parcel; rest: Sealed } {
  const head: Parcel = new Map();
  const portions: Parcel = new Map();
  const fewestFirst = [...parcel.portions].sort((a, b) => a[1].records.lines.length - b[1].records.lines.length);
  let room = maxBytes;
  let taken = 0;
  for (const [place, [partition, { records, next }]] of fewestFirst.entries()) {
    const others = fewestFirst.length - place;
    const last = others === 1;
    const rows = Math.max(rowsWithin(records, room / others), last && taken === 0 ? 1 : 0);
    if (rows >= records.count) head.set(partition, { records, next });
    else {
      if (rows > 0) {
        head.set(partition, { records: partOf(records, 0, rows), next: (records.offsets[rows - 1] ?? 0) + 1 });
      }
      portions.set(partition, { records: partOf(records, rows, records.count), next });
    }
    taken += rows;
    room -= records.starts[rows] ?? 0;
  }
  const bytes = [...portions.values()].reduce((sum, { records }) => sum + records.lines.length, 0);
  return { head, rest: { portions, size: parcel.size, bytes } };
}
