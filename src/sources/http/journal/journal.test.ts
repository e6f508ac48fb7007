import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Journal, openJournal } from "./journal.ts";

type Gap = readonly [from: number, to: number];

interface Opened {
  readonly journal: Journal;
  readonly gaps: Gap[];
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "vitrina-journal-"));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function open(folder: string, from?: number, segmentBytes = 1000): Promise<Opened> {
  const gaps: Gap[] = [];
  const onGap = (...gap: Gap) => gaps.push(gap);
  return { journal: await openJournal({ folder, from, segmentBytes, onGap, onDurable: () => {} }), gaps };
}

/** An entry of so many records, all told apart by `name`. */
function append(journal: Journal, name: string, count: number): Promise<number> {
  const lines = Buffer.from(Array.from({ length: count }, (_, index) => `{"${name}":${index}}\n`).join(""));
  return journal.append({ lines, count, time: 7, key: { key: name, body: "b" } });
}

async function readAll(journal: Journal): Promise<[number, string][]> {
  const records: [number, string][] = [];
  await journal.reader.read((source, from, to, number) => {
    records.push([number, source.toString("utf8", from, to)]);
    return true;
  });
  return records;
}

const named = (first: number, name: string, count: number) =>
  Array.from({ length: count }, (_, index): [number, string] => [first + index, `{"${name}":${index}}`]);

async function segments(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith(".journal")).sort();
}

describe("openJournal", () => {
  it("loses only what was torn when a crash cuts its last file anywhere", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (counts, share) =>
          inFolder(async (folder) => {
            const first = await open(folder, undefined, 200);
            const written: { readonly records: [number, string][] }[] = [];
            for (const [index, count] of counts.entries()) {
              const name = `e${index}`;
              written.push({ records: named(await append(first.journal, name, count), name, count) });
            }
            await first.journal.close();
            const last = join(folder, (await segments(folder)).at(-1) ?? "");
            const { length } = await readFile(last);
            await truncate(last, Math.floor(length * share));

            const second = await open(folder);
            const found = await readAll(second.journal);
            const whole = written.filter(({ records }) => (records[0]?.[0] ?? 0) <= (found.at(-1)?.[0] ?? 0));
            expect(found).toEqual(whole.flatMap(({ records }) => records));
            if (share === 1) expect(whole).toHaveLength(written.length);
            const next = (found.at(-1)?.[0] ?? 0) + 1;
            expect(await append(second.journal, "after", 2)).toBe(next);
            await second.journal.close();
            const third = await open(folder);
            expect(await readAll(third.journal)).toEqual([...found, ...named(next, "after", 2)]);
            expect(third.gaps).toEqual([]);
            await third.journal.close();
          }),
      ),
      { numRuns: 40, seed: 4 },
    );
  });

  it("goes on from any record", () =>
    inFolder(async (folder) => {
      const { journal } = await open(folder, undefined, 100);
      for (const name of ["a", "b", "c"]) await append(journal, name, 3);
      await journal.close();
      for (let from = 1; from <= 10; from += 1) {
        const other = await open(folder, from);
        expect((await readAll(other.journal)).map(([number]) => number)).toEqual(
          [1, 2, 3, 4, 5, 6, 7, 8, 9].slice(from - 1),
        );
        await other.journal.close();
      }
    }));

  it("tells exactly which records a damaged file has lost, and goes on behind them", () =>
    inFolder(async (folder) => {
      const { journal } = await open(folder, undefined, 1);
      for (const name of ["a", "b", "c"]) await append(journal, name, 2);
      await journal.close();
      const middle = join(folder, (await segments(folder))[1] ?? "");
      const bytes = await readFile(middle);
      bytes[bytes.length - 5] = 0x20;
      await writeFile(middle, bytes);
      const other = await open(folder);
      expect(await readAll(other.journal)).toEqual([...named(1, "a", 2), ...named(5, "c", 2)]);
      expect(other.gaps).toEqual([[3, 5]]);
      await other.journal.close();
    }));

  it("writes together what comes in together, in order and with one number each", () =>
    inFolder(async (folder) => {
      const { journal } = await open(folder, undefined, 500);
      const names = Array.from({ length: 200 }, (_, index) => `n${index}`);
      const firsts = await Promise.all(names.map((name) => append(journal, name, 2)));
      expect(firsts).toEqual(names.map((_, index) => 1 + 2 * index));
      expect(journal.end).toBe(401);
      expect(await readAll(journal)).toEqual(names.flatMap((name, index) => named(1 + 2 * index, name, 2)));
      expect(journal.unreadBytes).toBe(0);
      await journal.close();
    }));

  it("takes nothing while the disk refuses, and no number is lost by it", () =>
    inFolder(async (folder) => {
      const spool = join(folder, "spool");
      const { journal } = await open(spool, undefined, 1);
      await append(journal, "a", 1);
      await rm(spool, { recursive: true });
      const refused = await Promise.allSettled([append(journal, "b", 1), append(journal, "c", 1)]);
      expect(refused.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
      await journal.close();
      const other = await open(spool, 2);
      expect(await append(other.journal, "d", 1)).toBe(2);
      expect(other.journal.keys.find("c", 7)).toBeUndefined();
      await other.journal.close();
    }));

  it("refuses files of a version it does not know", () =>
    inFolder(async (folder) => {
      await writeFile(join(folder, "0000000000000001.journal"), "vitrina-spool-9\n");
      await expect(open(folder)).rejects.toMatchObject({ code: "spool_unknown" });
    }));
});
