import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { positionsBehind, readRecords, request, seenRecords } from "../../../test/contracts/stream-records.ts";
import { type IngestSource, type IngestSourceOptions, openIngestSource } from "./ingest-source.ts";
import { createGuard } from "./trust.ts";

const NDJSON = { "content-type": "application/x-ndjson" };
const JSON_TYPE = { "content-type": "application/json" };
const HOST = { host: "127.0.0.1:4041" };

describe("ingest", () => {
  let folder: string;
  let opened: IngestSource[];
  let time: number;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "vitrina-ingest-"));
    opened = [];
    time = Date.UTC(2026, 2, 1);
  });
  afterEach(async () => {
    for (const source of opened) await source.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function start(
    changes: Partial<IngestSourceOptions> = {},
    positions: ReadonlyMap<string, string> = new Map(),
  ): Promise<IngestSource> {
    const guard = createGuard({ host: "127.0.0.1", token: undefined, allowedHosts: [] });
    const source = openIngestSource({ spoolFolder: folder, guard, now: () => time, ...changes });
    opened.push(source);
    await source.open(positions);
    return source;
  }

  async function send(source: IngestSource, body: string | Buffer, headers: Record<string, string> = NDJSON) {
    const bytes = new Uint8Array(Buffer.from(body));
    const sent = new Request("http://localhost/api/ingest", {
      method: "POST",
      headers: { ...HOST, ...headers },
      body: bytes,
    });
    const response = await source.ingest(sent);
    const answer: unknown = await response.json();
    return { status: response.status, headers: response.headers, answer };
  }

  async function texts(source: IngestSource, count: number): Promise<string[]> {
    return (await readRecords(source, count)).records.map(({ bytes }) => String(bytes));
  }

  const nothing = async (source: IngestSource) => seenRecords(await source.read(request({ waitMs: 1 })));

  it("numbers the records of all requests, and says which are whose", async () => {
    const source = await start();
    expect(await send(source, '{"a":1}\n{"a":2}\n')).toMatchObject({
      status: 202,
      answer: { accepted: 2, first: 1, last: 2 },
    });
    expect(await send(source, '{"a":3}')).toMatchObject({ status: 202, answer: { accepted: 1, first: 3, last: 3 } });
    const { records } = await readRecords(source, 3);
    expect(records.map(({ offset, time }) => [offset, time])).toEqual([1, 2, 3].map((n) => [n, time]));
  });

  it("takes JSON apart without changing a digit", async () => {
    const source = await start();
    const elements = ['{"id":12345678901234567890,"total":10.00}', '{"a":"],[\\"{"}', '{"b":[1,{"c":2}]}', "5"];
    const body = `\n[ ${elements.join(" ,\n ")}\r\n]\n`;
    expect(await send(source, body, JSON_TYPE)).toMatchObject({ status: 202, answer: { accepted: 4 } });
    expect(await send(source, ' {\n"one": 1.50\n} ', JSON_TYPE)).toMatchObject({
      status: 202,
      answer: { accepted: 1 },
    });
    expect(await texts(source, 5)).toEqual([...elements, '{ "one": 1.50 }']);
    expect(await send(source, "[ ]", JSON_TYPE)).toMatchObject({ answer: { accepted: 0, first: null, last: null } });
  });

  it.each([
    ["gzip", gzipSync],
    ["zstd", zstdCompressSync],
  ])("unpacks %s, and refuses it cut or damaged", async (encoding, pack) => {
    const source = await start();
    const packed = pack(Buffer.from('{"a":1}\n'.repeat(1000)));
    const headers = { ...NDJSON, "content-encoding": encoding };
    expect(await send(source, packed, headers)).toMatchObject({ status: 202, answer: { accepted: 1000 } });
    expect(await send(source, packed.subarray(0, -5), headers)).toMatchObject({
      status: 400,
      answer: { type: "urn:vitrina:problem:ingest_bad_encoding" },
    });
    expect(await send(source, "hello", headers)).toMatchObject({ status: 400 });
    expect((await texts(source, 1000)).length).toBe(1000);
    expect(await nothing(source)).toEqual([]);
  });

  it.each([
    ["a type it does not read", "x", { "content-type": "text/plain" }, 415],
    ["an encoding it does not read", "{}", { ...NDJSON, "content-encoding": "br" }, 415],
    ["a large body", '{"a":1}\n'.repeat(2000), NDJSON, 413],
    [
      "a body that unpacks to a large one",
      gzipSync(Buffer.alloc(1_000_000)),
      { ...NDJSON, "content-encoding": "gzip" },
      413,
    ],
    ["deep nesting", `{}\n${'{"a":'.repeat(65)}1${"}".repeat(65)}`, NDJSON, 400],
    ["deep nesting in an array", `${"[".repeat(5000)}${"]".repeat(5000)}`, JSON_TYPE, 400],
    ["broken JSON", '[{"a":1},', JSON_TYPE, 400],
    ["JSON in another encoding", Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]), JSON_TYPE, 400],
    ["JSON that is no sale", '"x"', JSON_TYPE, 400],
    ["an empty key", "{}", { ...NDJSON, "idempotency-key": "" }, 400],
    ["a long key", "{}", { ...NDJSON, "idempotency-key": "k".repeat(256) }, 400],
    ["another host", "{}", { ...NDJSON, host: "shop.example" }, 403],
    ["a page of another host", "{}", { ...NDJSON, origin: "http://shop.example" }, 403],
    ["a page without a host", "{}", { ...NDJSON, origin: "null" }, 403],
  ])("refuses %s and leaves nothing behind", async (_, body, headers, status) => {
    const source = await start({ maxBodyBytes: 12_000 });
    const refused = await send(source, body, headers);
    expect(refused.headers.get("content-type")).toBe("application/problem+json");
    expect(refused).toMatchObject({ status, answer: { status, detail: expect.stringMatching(/\.$/) } });
    expect(await nothing(source)).toEqual([]);
  });

  it("refuses a record that is too long by its number", async () => {
    const source = await start();
    const refused = await send(source, `{}\n${"x".repeat(2 ** 20 + 1)}\n{}\n`);
    expect(refused).toMatchObject({ status: 413, answer: { detail: expect.stringContaining("Record 2 ") } });
  });

  it("speaks the language of the sender", async () => {
    const source = await start();
    const { answer } = await send(source, "", { "content-type": "text/plain", "accept-language": "es-MX,es;q=0.9" });
    expect(answer).toMatchObject({ detail: expect.stringContaining("no se lee") });
  });

  it("wants the token where there is one, and takes pages of its own host", async () => {
    const guard = createGuard({ host: "0.0.0.0", token: "s3cret", allowedHosts: ["shop.example"] });
    const source = await start({ guard });
    const status = async (headers: Record<string, string>) =>
      (await send(source, "{}", { ...NDJSON, ...headers })).status;
    expect(await status({})).toBe(401);
    expect(await status({ authorization: "Bearer wrong" })).toBe(401);
    expect(await status({ authorization: "Basic s3cret" })).toBe(401);
    expect(await status({ authorization: "Bearer s3cret" })).toBe(202);
    expect(await status({ authorization: "Bearer s3cret", host: "192.168.1.7:4040" })).toBe(202);
    expect(await status({ authorization: "Bearer s3cret", host: "evil.example" })).toBe(403);
    const own = { authorization: "Bearer s3cret", host: "shop.example:8443" };
    expect(await status({ ...own, origin: "https://shop.example:8443" })).toBe(202);
    expect(await status({ ...own, origin: "https://shop.example" })).toBe(403);
  });

  it("answers a repeated key as before and adds nothing, also after a restart and when its records are gone", async () => {
    const key = { ...NDJSON, "idempotency-key": "order-1" };
    let source = await start({ segmentBytes: 1 });
    const first = await send(source, '{"a":1}\n{"a":2}', key);
    const together = await Promise.all(
      [1, 2, 3].map(() => send(source, '{"b":1}', { ...NDJSON, "idempotency-key": "order-2" })),
    );
    expect(new Set(together.map(({ answer }) => JSON.stringify(answer)))).toEqual(
      new Set(['{"accepted":1,"first":3,"last":3}']),
    );
    expect((await send(source, '{"a":9}', key)).status).toBe(422);
    await send(source, '{"c":1}');
    const { batches } = await readRecords(source, 4);
    const positions = positionsBehind(batches.at(-1) ?? { partitions: [], events: [], ended: false });
    expect(positions.get("http")).toBe("5");
    await source.committed(positions);
    expect((await readdir(folder)).filter((name) => name.endsWith(".journal"))).toHaveLength(1);
    for (const restart of [true, true, false]) {
      if (restart) {
        await source.close();
        source = await start({ segmentBytes: 1 }, positions);
      }
      const again = await send(source, '{"a":1}\n{"a":2}', key);
      expect(again.answer).toEqual(first.answer);
      expect(again.headers.get("idempotency-replayed")).toBe("true");
      expect(await nothing(source)).toEqual([]);
    }
    time += 24 * 3_600_000;
    expect(await send(source, '{"a":1}\n{"a":2}', key)).toMatchObject({ answer: { accepted: 2, first: 5 } });
  });

  it("asks senders to wait while too much is unread, and takes more once it is read", async () => {
    const source = await start({ maxUnreadBytes: 5000 });
    const body = `{"a":"${"x".repeat(3000)}"}`;
    expect((await send(source, body)).status).toBe(202);
    expect((await send(source, body)).status).toBe(202);
    const busy = await send(source, body);
    expect(busy.status).toBe(429);
    expect(Number(busy.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    await texts(source, 2);
    expect((await send(source, body)).status).toBe(202);
  });

  it("keeps numbers rising and says what is missing where the folder was emptied", async () => {
    let source = await start();
    await send(source, "{}\n{}\n{}");
    await source.close();
    await rm(folder, { recursive: true });
    source = await start({}, new Map([["http", "4"]]));
    expect(await send(source, "{}")).toMatchObject({ answer: { first: 4 } });
    await source.close();
    source = await start({}, new Map([["http", "2"]]));
    const batch = await source.read(request());
    expect(batch.events).toEqual([{ kind: "gap", partition: "http", from: "2", to: "4" }]);
    expect(seenRecords(batch).map(({ offset }) => offset)).toEqual([4]);
  });
});
