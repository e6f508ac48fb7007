import { PassThrough, Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { readRecords, request, seenRecords } from "../../../test/contracts/stream-records.ts";
import { openStdinSource } from "./stdin-source.ts";

async function readAll(text: string, format?: "csv" | "ndjson") {
  const source = openStdinSource({
    stdin: Readable.from([...Buffer.from(text)].map((byte) => Buffer.from([byte]))),
    ...(format && { format }),
  });
  await source.open(new Map());
  const { records, batches } = await readRecords(source, Number.POSITIVE_INFINITY);
  await source.close();
  return { texts: records.map(({ bytes }) => String(bytes)), last: batches.at(-1) };
}

describe("openStdinSource", () => {
  it("ends when the pipe does, the last line included", async () => {
    const { texts, last } = await readAll('\ufeff\n{"a":1}\r\n{"a":2}');
    expect(texts).toEqual(['{"a":1}', '{"a":2}']);
    expect(last).toMatchObject({ ended: true, partitions: [{ next: "2", caughtUp: true }] });
  });

  it("knows a CSV by its first byte", async () => {
    const { texts } = await readAll("a;b\n1;2\n\n3;4");
    expect(texts).toEqual(['{"a":"1","b":"2"}', '{"a":"3","b":"4"}']);
  });

  it("takes the format it is told", async () => {
    expect((await readAll("x\n{}", "ndjson")).texts).toEqual(["x", "{}"]);
    expect((await readAll('{"a"}|b\n1|2', "csv")).texts).toEqual(['{"{\\"a\\"}":"1","b":"2"}']);
  });

  it.each(["", "\n \n", "a,b\n"])("is empty where there is no record: %j", async (text) => {
    const { texts, last } = await readAll(text);
    expect([texts, last?.ended]).toEqual([[], true]);
  });

  it("goes on counting from where it was, and takes what comes", async () => {
    const pipe = new PassThrough();
    const source = openStdinSource({ stdin: pipe });
    await source.open(new Map([["stdin", "70"]]));
    pipe.write("{}\n{}\n");
    const { records, batches } = await readRecords(source, 2);
    expect(records.map(({ offset }) => offset)).toEqual([70, 71]);
    expect(batches.at(-1)?.partitions).toMatchObject([{ next: "72" }]);
    await source.close();
  });

  it("holds the writer up while nobody asks for records", async () => {
    let written = 0;
    const endless = new Readable({
      highWaterMark: 10_000,
      read() {
        written += 1000;
        this.push(Buffer.alloc(1000, "{}\n\n"));
      },
    });
    const source = openStdinSource({ stdin: endless });
    await source.open(new Map());
    const batch = await source.read(request({ maxBytes: 500 }));
    expect(seenRecords(batch).length).toBeGreaterThan(0);
    await new Promise(setImmediate);
    expect(written).toBeLessThan(100_000);
    await source.close();
  });

  it("says why the pipe broke, after what had come before", async () => {
    const pipe = new PassThrough();
    const source = openStdinSource({ stdin: pipe });
    await source.open(new Map());
    pipe.write("{}\n");
    expect(seenRecords(await source.read(request()))).toHaveLength(1);
    pipe.destroy(new Error("EIO: i/o error"));
    await expect(source.read(request())).rejects.toMatchObject({
      code: "stdin_broken",
      params: { cause: "EIO: i/o error" },
    });
    await source.close();
  });
});
