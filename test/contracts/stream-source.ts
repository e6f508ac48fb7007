import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StreamSource } from "../../src/sources/stream/stream-source.ts";
import { type PoisonKind, poisonRecords } from "./poison-records.ts";
import { positionsBehind, readRecords, request, type SeenRecord, seenRecords } from "./stream-records.ts";

/** A place from which one kind of source reads, made anew for each test. */
export interface StreamSourceHarness {
  /** A source that reads this place from the earliest record on; not opened yet. */
  create(): Promise<StreamSource>;
  /** Puts records at the end of a partition, numbered from 0; done when they can be read. Null is a tombstone. */
  write(records: readonly (Buffer | null)[], partition: number): Promise<void>;
  close(): Promise<void>;
}

/** What a kind of source can do. */
export interface StreamSourceTraits {
  /** Whether positions lead back to the same records. */
  readonly resumes: boolean;
  /** How many partitions `create` gives to read. */
  readonly partitions: number;
  /** `lines`: a line feed ends a record, blank lines are none. `records`: any bytes are one record. */
  readonly framing: "lines" | "records";
  /** Poison that the writer is told of instead. */
  readonly refuses: readonly PoisonKind[];
}

/** What every stream source must do; each source's own test file calls this with a harness. */
export function describeStreamSource(
  name: string,
  traits: StreamSourceTraits,
  newHarness: () => Promise<StreamSourceHarness>,
): void {
  describe(`stream source: ${name}`, () => {
    let harness: StreamSourceHarness;
    let opened: StreamSource[];
    beforeEach(async () => {
      harness = await newHarness();
      opened = [];
    });
    afterEach(async () => {
      for (const source of opened) await source.close();
      await harness.close();
    });

    async function start(positions: ReadonlyMap<string, string> = new Map()): Promise<StreamSource> {
      const source = await harness.create();
      opened.push(source);
      await source.open(positions);
      return source;
    }

    /** Writes records in turn to every partition and says what was written to each. */
    async function fill(count: number, from = 0): Promise<Buffer[][]> {
      const written: Buffer[][] = Array.from({ length: traits.partitions }, () => []);
      for (let n = from; n < from + count; n += 1) written[n % traits.partitions]?.push(sale(n));
      for (const [partition, records] of written.entries()) await harness.write(records, partition);
      return written;
    }

    it.each([
      ["one record at a time", () => 1],
      ["a few hundred bytes", () => 700],
      ["all at once", () => 10_000_000],
      ["pieces of changing size", changing(7)],
    ])("gives the same records in order, cut in %s", async (_, maxBytes) => {
      const source = await start();
      const written = await fill(120);
      const { records } = await readRecords(source, 120, maxBytes);
      expect(sorted(byPartition(records).map(texts))).toEqual(sorted(written.map((part) => part.map(String))));
      for (const part of byPartition(records)) {
        expect(part.every(({ offset }, index) => index === 0 || offset > (part[index - 1]?.offset ?? 0))).toBe(true);
        expect(part.every(({ time }) => Number.isFinite(time) && time > 0)).toBe(true);
      }
    });

    if (traits.resumes) {
      it("goes on exactly where a batch ended: nothing twice, nothing lost", async () => {
        const positions = new Map<string, string>();
        const texts: string[] = [];
        const maxBytes = changing(3);
        let source = await start();
        const written = (await fill(60)).flat().map(String);
        for (let restart = 0; texts.length < written.length && restart < 200; restart += 1) {
          const batch = await source.read(request({ maxBytes: maxBytes() }));
          texts.push(...seenRecords(batch).map(({ bytes }) => String(bytes)));
          for (const [partition, next] of positionsBehind(batch)) positions.set(partition, next);
          if (restart % 2 === 0) await source.committed(positions);
          // What is handed out here and kept nowhere comes again.
          await source.read(request({ maxBytes: 100, waitMs: 1 }));
          await source.close();
          source = await start(positions);
        }
        expect(sorted(texts)).toEqual(sorted(written));
        expect(seenRecords(await source.read(request({ waitMs: 20 })))).toEqual([]);
        const later = (await fill(3, 60)).flat().map(String);
        const { records } = await readRecords(source, 3);
        expect(sorted(records.map(({ bytes }) => String(bytes)))).toEqual(sorted(later));
      });
    }

    it("goes on reading after what was read has been committed", async () => {
      const source = await start();
      await fill(10);
      const first = await readRecords(source, 10);
      for (const batch of first.batches) await source.committed(positionsBehind(batch));
      const later = (await fill(5, 10)).flat().map(String);
      const { records } = await readRecords(source, 5);
      expect(sorted(records.map(({ bytes }) => String(bytes)))).toEqual(sorted(later));
    });

    it("comes back with the first records where any will do", async () => {
      const source = await start();
      const reading = source.read(request({ until: "any", waitMs: 3_600_000 }));
      await fill(1);
      expect(seenRecords(await reading)).toHaveLength(1);
    });

    it("goes on collecting where all are wanted, until enough bytes are there", async () => {
      const source = await start();
      const reading = source.read(request({ until: "all", waitMs: 3_600_000, maxBytes: sale(0).length * 12 }));
      await fill(6);
      await fill(20, 6);
      // More than the first writing: about as many as were asked for, a source may stop just before or behind.
      expect(seenRecords(await reading).length).toBeGreaterThan(6);
    });

    it("goes on collecting where all are wanted, until the time is over", async () => {
      const source = await start();
      const written = await fill(4);
      const batch = await source.read(request({ until: "all", waitMs: 1500 }));
      const later = await readRecords(source, 4 - seenRecords(batch).length);
      const all = [...seenRecords(batch), ...later.records];
      expect(sorted(byPartition(all).map(texts))).toEqual(sorted(written.map((part) => part.map(String))));
    });

    it("comes back with nothing after the wait, and names what it reads", async () => {
      const source = await start();
      const batch = await source.read(request({ waitMs: 30 }));
      expect(seenRecords(batch)).toEqual([]);
      expect(batch.partitions).toHaveLength(traits.partitions);
      expect(batch.ended).toBe(false);
    });

    it("says when it has caught up", async () => {
      const source = await start();
      await fill(30);
      const { batches } = await readRecords(source, 30, () => 500);
      expect(batches.length).toBeGreaterThan(1);
      const rest = await source.read(request({ waitMs: 20 }));
      expect(rest.partitions.map(({ caughtUp }) => caughtUp)).toEqual(rest.partitions.map(() => true));
      expect(batches[0]?.partitions.some(({ caughtUp }) => !caughtUp)).toBe(true);
    });

    it("comes back when it is aborted, and loses nothing by it", async () => {
      const source = await start();
      const abort = new AbortController();
      const reading = source.read(request({ until: "all", waitMs: 3_600_000, signal: abort.signal }));
      const written = (await fill(8)).flat().map(String);
      abort.abort();
      const first = seenRecords(await reading);
      const already = seenRecords(await source.read(request({ waitMs: 3_600_000, signal: AbortSignal.abort() })));
      const { records } = await readRecords(source, 8 - first.length - already.length);
      const all = [...first, ...already, ...records].map(({ bytes }) => String(bytes));
      expect(sorted(all)).toEqual(sorted(written));
    });

    it("hands out a bounded number of bytes, however much there is", async () => {
      const source = await start();
      await fill(2000);
      const { batches, records } = await readRecords(source, 2000, () => 20_000);
      expect(records).toHaveLength(2000);
      const sizes = batches.map(({ partitions }) =>
        partitions.reduce((sum, { records }) => sum + records.lines.length, 0),
      );
      expect(Math.max(...sizes)).toBeLessThanOrEqual(20_000 + 2 * sale(0).length * traits.partitions);
    });

    const poison = poisonRecords(traits.framing, traits.refuses);
    it.each(poison)("hands out poison as a line or as odd, never loses it: $kind", async ({ record, expected }) => {
      const source = await start();
      await harness.write([sale(1), record, sale(2)], 0);
      const { records } = await readRecords(source, expected.length + 2);
      const [before, ...rest] = records.filter(({ partition }) => partition === records[0]?.partition);
      const after = rest.pop();
      expect([String(before?.bytes), String(after?.bytes)]).toEqual([String(sale(1)), String(sale(2))]);
      expect(rest.map(({ odd }) => odd)).toEqual(expected.map(({ odd }) => odd));
      expect(rest.map(({ bytes }, index) => startsAlike(bytes, expected[index]?.bytes ?? null))).toEqual(
        expected.map(() => true),
      );
    });

    it("ends a read that is under way when it is closed", async () => {
      const source = await start();
      const [read] = await Promise.allSettled([source.read(request({ waitMs: 3_600_000 })), source.close()]);
      expect(["fulfilled", "rejected"]).toContain(read.status);
      opened = opened.filter((other) => other !== source);
    });
  });
}

/** NDJSON of one sale, all of the same length up to a thousand and such that no two are equal. */
function sale(n: number): Buffer {
  return Buffer.from(
    `{"transaction_id":${100_000 + n},"timestamp":"2026-03-01 10:00:00","category":"Electrónica","total":12.50}`,
  );
}

/** A long value is kept in part. */
function startsAlike(got: Buffer | null | undefined, wanted: Buffer | null): boolean {
  if (got === undefined || got === null || wanted === null) return got === wanted;
  return got.length < 60_000 ? got.equals(wanted) : wanted.subarray(0, got.length).equals(got);
}

function byPartition(records: readonly SeenRecord[]): SeenRecord[][] {
  return [...Map.groupBy(records, ({ partition }) => partition).values()];
}

function texts(records: readonly SeenRecord[]): string[] {
  return records.map(({ bytes }) => String(bytes));
}

/** Order among partitions, or of what came from several of them, is nobody's promise. */
function sorted<T>(values: readonly T[]): T[] {
  return values.toSorted((a, b) => (String(a) < String(b) ? -1 : 1));
}

/** Sizes between 1 and 3000 bytes, the same in each run. */
function changing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return 1 + (state % 3000);
  };
}
