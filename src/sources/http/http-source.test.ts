import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readRecords, request, seenRecords } from "../../../test/contracts/stream-records.ts";
import { type HttpSource, type HttpSourceOptions, openHttpSource } from "./http-source.ts";

const NDJSON = { "content-type": "application/x-ndjson" };

describe("openHttpSource", () => {
  let folder: string;
  let opened: HttpSource[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "vitrina-http-"));
    opened = [];
  });
  afterEach(async () => {
    for (const source of opened) await source.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function start(changes: Partial<HttpSourceOptions> = {}): Promise<HttpSource> {
    const source = openHttpSource({ port: 0, spoolFolder: folder, ...changes });
    opened.push(source);
    await source.open(new Map());
    return source;
  }

  it("answers over a socket, and says what is wrong with other requests", async () => {
    const source = await start();
    const post = await fetch(`${source.address}/api/ingest`, { method: "POST", headers: NDJSON, body: '{"a":1}\n' });
    expect([post.status, await post.json()]).toEqual([202, { accepted: 1, first: 1, last: 1 }]);
    const get = await fetch(`${source.address}/api/ingest`);
    expect([get.status, get.headers.get("allow")]).toEqual([405, "POST"]);
    expect((await fetch(`${source.address}/elsewhere`)).status).toBe(404);
    expect(seenRecords(await source.read(request())).map(({ bytes }) => String(bytes))).toEqual(['{"a":1}']);
  });

  it("refuses names that are not its own, as a page would use that lies about its address", async () => {
    const source = await start();
    const { port } = new URL(source.address ?? "");
    const status = await new Promise((resolve, reject) => {
      const headers = { ...NDJSON, host: `shop.example:${port}` };
      const sent = httpRequest(
        { port, host: "127.0.0.1", path: "/api/ingest", method: "POST", headers },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      sent.on("error", reject);
      sent.end("{}");
    });
    expect(status).toBe(403);
  });

  it("answers a sender whose body is too large although it goes on sending", async () => {
    const source = await start({ maxBodyBytes: 1000 });
    const body = new Uint8Array(3_000_000).fill(0x20);
    const sized = await fetch(`${source.address}/api/ingest`, { method: "POST", headers: NDJSON, body });
    expect(sized.status).toBe(413);
    let left = 20;
    const pieces = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(body.subarray(0, 400));
        left -= 1;
        if (left === 0) controller.close();
      },
    });
    const init = { method: "POST", headers: NDJSON, body: pieces, duplex: "half" as const };
    expect((await fetch(`${source.address}/api/ingest`, init)).status).toBe(413);
  });

  it("keeps nothing of a request that was cut off", async () => {
    const source = await start();
    const { port } = new URL(source.address ?? "");
    const socket = connect(Number(port), "127.0.0.1");
    const head =
      "POST /api/ingest HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-ndjson\r\ncontent-length: 100\r\n\r\n";
    await new Promise((resolve) => socket.write(`${head}{"a":1}\n`, resolve));
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.destroy();
    await closed;
    const whole = await fetch(`${source.address}/api/ingest`, { method: "POST", headers: NDJSON, body: '{"a":2}\n' });
    expect(await whole.json()).toMatchObject({ first: 1 });
  });

  it("says when it cannot listen, and wants a token before other machines can reach it", async () => {
    const source = await start();
    const { port } = new URL(source.address ?? "");
    await expect(start({ port: Number(port), spoolFolder: join(folder, "other") })).rejects.toMatchObject({
      code: "http_address_taken",
    });
    await expect(start({ host: "0.0.0.0" })).rejects.toMatchObject({ code: "http_needs_token" });
    await expect(start({ host: "203.0.113.9", token: "t", spoolFolder: join(folder, "third") })).rejects.toMatchObject({
      code: "http_not_listening",
    });
  });

  it("has every record it confirmed when it is killed at any moment", async () => {
    const confirmed: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      const child = spawn(
        process.execPath,
        [fileURLToPath(new URL("../../../test/fixtures/http-source.ts", import.meta.url)), folder],
        {
          stdio: ["ignore", "pipe", "ignore"],
        },
      );
      const address = await firstLine(child);
      const exited = new Promise((resolve) => child.once("exit", resolve));
      for (let n = 0; ; n += 1) {
        const text = `{"round":${round},"n":${n}}`;
        const sent = fetch(`${address}/api/ingest`, { method: "POST", headers: NDJSON, body: text });
        if (n === 5 + 7 * round) child.kill("SIGKILL");
        const response = await sent.catch(() => undefined);
        if (response?.status !== 202) break;
        confirmed.push(text);
      }
      await exited;
    }
    const source = await start();
    const { records } = await readRecords(source, confirmed.length);
    const found = records.map(({ bytes }) => String(bytes));
    expect(confirmed.length).toBeGreaterThan(50);
    expect(confirmed.filter((text) => !found.includes(text))).toEqual([]);
    expect(new Set(found).size).toBe(found.length);
  });
});

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.stdout?.once("data", (text: Buffer) => resolve(text.toString().trim()));
  });
}
