import { appendFile, mkdtemp, rename, rm, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { positionsBehind, readRecords, request, seenRecords } from "../../../test/contracts/stream-records.ts";
import type { SourceEvent, StreamSource } from "../stream/stream-source.ts";
import { openTailSource, type TailSourceOptions } from "./tail-source.ts";

const SHOWN = "sales.ndjson";
const line = (n: number) => `{"transaction_id":${n}}`;

describe("openTailSource", () => {
  let folder: string;
  let path: string;
  let opened: StreamSource[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "vitrina-tail-"));
    path = join(folder, SHOWN);
    opened = [];
  });
  afterEach(async () => {
    for (const source of opened) await source.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function tail(
    changes: Partial<TailSourceOptions> = {},
    positions: ReadonlyMap<string, string> = new Map(),
  ): Promise<StreamSource> {
    const source = openTailSource({ path, shown: SHOWN, from: "earliest", pollMs: 20, graceMs: 40, ...changes });
    opened.push(source);
    await source.open(positions);
    return source;
  }

  /** Reads so many records: their texts and what was told on the way. */
  async function take(source: StreamSource, count: number) {
    const { records, batches } = await readRecords(source, count);
    const events: SourceEvent[] = batches.flatMap((batch) => [...batch.events]);
    return {
      texts: records.map(({ bytes }) => String(bytes)),
      offsets: records.map(({ offset }) => offset),
      events,
      positions: positionsBehind(batches.at(-1) ?? { partitions: [], events: [], ended: false }),
    };
  }

  const nothing = async (source: StreamSource) => seenRecords(await source.read(request({ waitMs: 60 })));

  it("numbers records by the byte at which they begin", async () => {
    await writeFile(path, `${line(1)}\n\n${line(2)}\r\n${line(3)}\n`);
    const { texts, offsets } = await take(await tail(), 3);
    expect(texts).toEqual([1, 2, 3].map(line));
    expect(offsets).toEqual([0, 22, 44]);
  });

  it("waits for the line feed of the last line, even when it looks whole", async () => {
    await writeFile(path, `${line(1)}\n${line(2).slice(0, 9)}`);
    const source = await tail();
    expect((await take(source, 1)).texts).toEqual([line(1)]);
    await appendFile(path, line(2).slice(9));
    expect(await nothing(source)).toEqual([]);
    await appendFile(path, "\r\n");
    expect((await take(source, 1)).texts).toEqual([line(2)]);
  });

  it("takes the last line as it is where the file is at rest", async () => {
    await writeFile(path, `${line(1)}\n${line(2)}`);
    expect((await take(await tail({ lastLine: "take" }), 2)).texts).toEqual([line(1), line(2)]);
  });

  it("waits for a file that is not there, and reads it from its beginning", async () => {
    const source = await tail({ from: "latest" });
    expect(await nothing(source)).toEqual([]);
    await writeFile(path, `${line(1)}\n`);
    expect((await take(source, 1)).texts).toEqual([line(1)]);
  });

  it("leaves out what was there before where only the latest is wanted, a begun line included in what is new", async () => {
    await writeFile(path, `${line(1)}\n${line(2)}\n${line(3).slice(0, 5)}`);
    const source = await tail({ from: "latest" });
    await appendFile(path, `${line(3).slice(5)}\n`);
    expect((await take(source, 1)).texts).toEqual([line(3)]);
  });

  it("reads a file that was moved away to its end before the new one", async () => {
    await writeFile(path, `${line(1)}\n`);
    const source = await tail();
    expect((await take(source, 1)).texts).toEqual([line(1)]);
    await rename(path, `${path}.1`);
    // The writer has not noticed yet, and ends in the middle of a line.
    await appendFile(`${path}.1`, `${line(2)}\n${line(3)}`);
    await writeFile(path, `${line(4)}\n`);
    const { texts, offsets, events } = await take(source, 3);
    expect(texts).toEqual([2, 3, 4].map(line));
    expect(offsets).toEqual([21, 42, 0]);
    expect(events).toEqual([{ kind: "file_rotated", partition: SHOWN }]);
  });

  it("goes on in a longer copy that takes the place of the file", async () => {
    await writeFile(path, `${line(1)}\n${line(2).slice(0, 4)}`);
    const source = await tail();
    await take(source, 1);
    await writeFile(`${path}.new`, `${line(1)}\n${line(2)}\n${line(3)}\n`);
    await rename(`${path}.new`, path);
    const { texts, events } = await take(source, 2);
    expect([texts, events]).toEqual([[line(2), line(3)], []]);
  });

  it("goes on in a file that was deleted until there is another", async () => {
    await writeFile(path, `${line(1)}\n`);
    const source = await tail();
    await take(source, 1);
    await rm(path);
    expect(await nothing(source)).toEqual([]);
    await writeFile(path, `${line(2)}\n`);
    const { texts, events } = await take(source, 1);
    expect(texts).toEqual([line(2)]);
    expect(events).toEqual([{ kind: "file_rotated", partition: SHOWN }]);
  });

  it("begins again in a file that was truncated", async () => {
    await writeFile(path, `${line(1)}\n${line(2)}\n`);
    const source = await tail();
    await take(source, 2);
    await truncate(path, 0);
    await appendFile(path, `${line(3)}\n`);
    const { texts, events } = await take(source, 1);
    expect(texts).toEqual([line(3)]);
    expect(events).toEqual([{ kind: "file_truncated", partition: SHOWN, from: "42" }]);
  });

  it("notices a truncation although the file has grown longer than before", async () => {
    await writeFile(path, `${line(1)}\n`);
    const source = await tail();
    await take(source, 1);
    await writeFile(path, `${line(7)}\n${line(8)}\n`);
    const { texts, events } = await take(source, 2);
    expect(texts).toEqual([line(7), line(8)]);
    expect(events).toMatchObject([{ kind: "file_truncated" }]);
  });

  it("finds the files that were rotated while it was stopped, in their order", async () => {
    await writeFile(path, `${line(1)}\n${line(2)}\n`);
    const first = await tail();
    const half = await first.read(request({ maxBytes: 1 }));
    expect(seenRecords(half)).toHaveLength(1);
    await first.close();
    await rename(path, `${path}.2`);
    await writeFile(`${path}.1`, `${line(3)}\n`);
    await writeFile(path, `${line(4)}\n`);
    const hour = (n: number) => new Date(2026, 0, 1, n);
    await utimes(`${path}.2`, hour(1), hour(1));
    await utimes(`${path}.1`, hour(2), hour(2));
    await utimes(path, hour(3), hour(3));
    const { texts, events } = await take(await tail({}, positionsBehind(half)), 3);
    expect(texts).toEqual([2, 3, 4].map(line));
    expect(events.map(({ kind }) => kind)).toEqual(["file_rotated", "file_rotated"]);
  });

  it("finds the copy of a file that was truncated while it was stopped", async () => {
    await writeFile(path, `${line(1)}\n`);
    const first = await tail();
    const { positions } = await take(first, 1);
    await first.close();
    await writeFile(`${path}.1`, `${line(1)}\n${line(2)}\n`);
    await writeFile(path, `${line(3)}\n`);
    const { texts, events } = await take(await tail({}, positions), 2);
    expect(texts).toEqual([line(2), line(3)]);
    expect(events).toEqual([{ kind: "file_rotated", partition: SHOWN }]);
  });

  it("tells of a gap where the file it stopped in is gone", async () => {
    await writeFile(path, `${line(1)}\n`);
    const first = await tail();
    const { positions } = await take(first, 1);
    await first.close();
    await writeFile(`${path}.new`, `${line(2)}\n`);
    await rename(`${path}.new`, path);
    const { texts, events } = await take(await tail({}, positions), 1);
    expect(texts).toEqual([line(2)]);
    expect(events).toEqual([
      { kind: "gap", partition: SHOWN, from: "21", to: "?" },
      { kind: "file_rotated", partition: SHOWN },
    ]);
  });

  it("goes on in a copy of the file that begins with the same records", async () => {
    await writeFile(path, `${line(1)}\n`);
    const first = await tail();
    const { positions } = await take(first, 1);
    await first.close();
    await writeFile(`${path}.new`, `${line(1)}\n${line(2)}\n`);
    await rename(`${path}.new`, path);
    const { texts, events } = await take(await tail({}, positions), 1);
    expect([texts, events]).toEqual([[line(2)], []]);
  });

  it("reads a CSV, also when it goes on in its middle", async () => {
    path = join(folder, "sales.csv");
    await writeFile(path, 'id;note\n1;"two\nlines"\n2;');
    const first = await tail();
    const { texts, positions } = await take(first, 1);
    expect(texts.map((text) => JSON.parse(text))).toEqual([{ id: "1", note: "two\nlines" }]);
    await first.close();
    await appendFile(path, "x\n");
    const second = await take(await tail({}, positions), 1);
    expect(second.texts).toEqual(['{"id":"2","note":"x"}']);
  });

  it("refuses what is no file, and positions that are not its own", async () => {
    await expect(tail({ path: folder })).rejects.toMatchObject({ code: "input_is_folder" });
    await expect(tail({}, new Map([[SHOWN, "17"]]))).rejects.toMatchObject({ code: "stream_bad_position" });
  });
});
