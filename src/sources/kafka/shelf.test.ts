import fc from "fast-check";
import { expect, test } from "vitest";
import { makeBatch } from "../../../test/kafka/make-batch.ts";
import { type ReadRecord, recordsOf } from "../../../test/kafka/read-batches.ts";
import { NO_RECORDS } from "../stream/record-block.ts";
import { createPartition, type Partition } from "./partition.ts";
import { createShelf, type Parcel, type Shelf } from "./shelf.ts";
import { storeRecords } from "./store-records.ts";
import { ALL_RECORDS } from "./transactions.ts";

const text = (n: number, bytes: number) => `{"n":${n},"x":"${"x".repeat(bytes)}"}`;

/** Puts `count` records behind those that were read of the partition. */
function put(shelf: Shelf, partition: Partition, count: number, bytes: number): void {
  const records = Array.from({ length: count }, (_, delta) => ({
    delta,
    value: Buffer.from(text(partition.read + delta, bytes)),
  }));
  storeRecords(shelf, partition, makeBatch({ base: partition.read, records }), ALL_RECORDS, 0);
}

const bytesOf = (parcel: Parcel) => [...parcel.values()].reduce((sum, { records }) => sum + records.lines.length, 0);

test("whatever is put and taken in whatever sizes: all of it, once, in order, and never too much", () => {
  const step = fc.oneof(
    fc.record({ put: fc.nat(2), count: fc.integer({ min: 1, max: 40 }), bytes: fc.nat(120) }),
    fc.record({ take: fc.integer({ min: 1, max: 4_000 }) }),
    fc.record({ resize: fc.integer({ min: 1, max: 4_000 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const shelf = createShelf(1_000);
      const partitions = [0, 1, 2].map((index) => createPartition("t", index, 0, 10));
      const put_ = new Map(partitions.map((each) => [each, [] as string[]]));
      const got = new Map(partitions.map((each) => [each, [] as ReadRecord[]]));
      const next = new Map(partitions.map((each) => [each, 10]));

      function take(maxBytes: number): void {
        const parcel = shelf.take(maxBytes);
        const records = [...parcel.values()].reduce((sum, each) => sum + each.records.count, 0);
        // The last record of a parcel may exceed its size, and a single one any.
        if (records > 1) expect(bytesOf(parcel)).toBeLessThanOrEqual(maxBytes + 150);
        for (const [partition, portion] of parcel) {
          got.get(partition)?.push(...recordsOf(portion.records));
          next.set(partition, portion.next);
          expect(portion.next).toBe(10 + (got.get(partition)?.length ?? 0));
        }
      }

      for (const each of steps) {
        if ("take" in each) take(each.take);
        else if ("resize" in each) shelf.resize(each.resize);
        else {
          const partition = partitions[each.put] as Partition;
          for (let n = 0; n < each.count; n += 1) put_.get(partition)?.push(text(partition.read + n, each.bytes));
          put(shelf, partition, each.count, each.bytes);
        }
      }
      while (shelf.bytes > 0) take(10_000);
      for (const partition of partitions) {
        expect(got.get(partition)?.map(({ value }) => value)).toEqual(put_.get(partition));
        expect(got.get(partition)?.map(({ offset }) => offset - 10)).toEqual(got.get(partition)?.map((_, n) => n));
        expect(next.get(partition)).toBe(partition.read);
      }
    }),
    { seed: 20_261_122, numRuns: 200 },
  );
});

test("a taken partition is forgotten, the others stay", () => {
  const shelf = createShelf(500);
  const [a, b] = [createPartition("t", 0, 0, 0), createPartition("t", 1, 0, 0)];
  for (let n = 0; n < 3; n += 1) {
    put(shelf, a, 5, 50);
    put(shelf, b, 5, 50);
  }
  shelf.forget(a);
  const rest: number[] = [];
  while (shelf.bytes > 0) {
    const parcel = shelf.take(500);
    expect(parcel.has(a)).toBe(false);
    rest.push(...recordsOf(parcel.get(b)?.records ?? NO_RECORDS).map(({ offset }) => offset));
  }
  expect(rest).toEqual(Array.from({ length: 15 }, (_, n) => n));
});

test("a position that moves without records is handed out as well", () => {
  const shelf = createShelf(500);
  const partition = createPartition("t", 0, 0, 0);
  partition.read = 7;
  shelf.pass(partition);
  expect(shelf.take(500).get(partition)).toMatchObject({ next: 7, records: { count: 0 } });
});

test("reading rests at about two parcels", () => {
  const shelf = createShelf(1_000);
  const partition = createPartition("t", 0, 0, 0);
  put(shelf, partition, 10, 80);
  expect([shelf.full, shelf.ready]).toEqual([false, false]);
  put(shelf, partition, 14, 80);
  expect([shelf.full, shelf.ready]).toEqual([true, true]);
  shelf.take(1_000);
  expect(shelf.full).toBe(false);
});
