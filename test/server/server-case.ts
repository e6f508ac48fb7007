import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { openShopReader } from "../../src/engines/duckdb/shop/shop-reader.ts";
import type { StreamDefinition } from "../../src/model/stream/stream-definition.ts";
import { createShopDesk } from "../../src/pipelines/shop-desk.ts";
import { createShopLive } from "../../src/pipelines/shop-live.ts";
import { startShopStream } from "../../src/pipelines/shop-stream.ts";
import { deskOperations } from "../../src/pipelines/stream-desk.ts";
import { createServerApp } from "../../src/server/app.ts";
import { openOffice } from "../../src/server/open-office.ts";
import type { StreamSource } from "../../src/sources/stream/stream-source.ts";
import { type ListedRecord, listSource } from "../streams/list-source.ts";
import { openStreamCase } from "../streams/stream-case.ts";

export interface ServerCaseOptions {
  readonly records: readonly ListedRecord[];
  readonly token?: string;
  readonly now?: () => Date;
  readonly definition?: Partial<StreamDefinition>;
  /** A folder of runs from the command line. */
  readonly otherRuns?: string;
}

const HOST = { host: "127.0.0.1:4040" };

/** A server of a test, asked without a socket; its stream has taken in all records and waits for more. */
export async function openServerCase({
  records,
  token,
  now = () => new Date(),
  definition = {},
  otherRuns,
}: ServerCaseOptions) {
  const stream = await openStreamCase(definition);
  const state = await stream.open();
  const listed = [...records];
  const failures: unknown[] = [];
  const office = await openOffice({
    folder: join(stream.folder, "console"),
    otherRuns: otherRuns ?? null,
    host: "127.0.0.1",
    token,
    defaults: { timeZone: "UTC", currency: "EUR" },
    version: "0.0.0",
    memory: "256MB",
    now,
  });
  const desk = createShopDesk(state, await openShopReader(state.look));
  const live = createShopLive((limit) => desk.latestSales(limit));
  const stop = new AbortController();
  const inner = listSource({ partitions: { a: listed }, endless: true });
  const source: StreamSource = {
    ...inner,
    async read(request) {
      await setImmediate();
      return inner.read(request);
    },
  };
  const running = startShopStream({
    source,
    state,
    sinks: [live.sink],
    trigger: { kind: "continuous" },
    idleMs: null,
    signal: stop.signal,
    now,
  });
  const answer = createServerApp({
    ...office,
    shop: { sourceKind: "file", demo: false, language: "en", version: "0.0.0", memory: "256MB" },
    desk,
    aside: deskOperations(state),
    stream: running,
    live,
    ingest: null,
    webFolder: join(stream.folder, "web"),
    trust: { host: "127.0.0.1", allowedHosts: [] },
    now,
    onFailure: (error) => failures.push(error),
  });
  const ask = (path: string, init: RequestInit = {}, client = "127.0.0.1") =>
    answer(new Request(`http://localhost${path}`, { ...init, headers: { ...HOST, ...init.headers } }), client);
  const seen = async (read: number) => {
    while (running.history().quality.read < read && running.status() !== "failed") await setImmediate();
    await live.sink.close();
  };
  await seen(listed.length);
  return {
    folder: stream.folder,
    live,
    failures,
    stream: running,
    ask,
    json: async <T = unknown>(path: string, init: RequestInit = {}) => (await (await ask(path, init)).json()) as T,
    send: (path: string, body: unknown, headers: Record<string, string> = {}, method = "POST") => {
      const text = JSON.stringify(body);
      const length = { "content-type": "application/json", "content-length": String(Buffer.byteLength(text)) };
      return ask(path, { method, body: text, headers: { ...length, ...headers } });
    },
    /** More records come, and are taken in. */
    async push(more: readonly ListedRecord[]) {
      listed.push(...more);
      await seen(listed.length);
    },
    async [Symbol.asyncDispose](): Promise<void> {
      stop.abort();
      await running.ended;
      await live.feed.close();
      await office.files.close();
      await stream[Symbol.asyncDispose]();
    },
  };
}
