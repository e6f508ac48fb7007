import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { Transform } from "node:stream";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, expect, test } from "vitest";
import { getConfig } from "../../src/engines/spark/connect/config.ts";
import type { SparkSession } from "../../src/engines/spark/connect/link.ts";
import { sqlRelation } from "../../src/engines/spark/connect/relations.ts";
import { collectTable, queryRows, readBatches } from "../../src/engines/spark/connect/results.ts";
import { defaultRetryPolicy } from "../../src/engines/spark/connect/retry-policy.ts";
import { closeSession, openSession } from "../../src/engines/spark/connect/session.ts";
import { needSpark } from "./need-spark.ts";

const needed = needSpark({
  memory: "2g",
  // Streams that end often are what a long query looks like in a short test.
  conf: { "spark.connect.execute.reattachable.senderMaxStreamSize": "8m" },
});

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close();
});

/** About 120 MB, in parts that a small driver can hold one by one. */
const wide = sqlRelation("SELECT id, repeat(char(97 + id % 26), 1000) AS text FROM range(0, 120000, 1, 40)");

setFlagsFromString("--expose-gc");
/** What nobody holds any more is not counted. */
const collectGarbage: () => void = runInNewContext("gc");

test("a slow reader does not make the network or memory run ahead", async () => {
  const proxy = await openProxy(needed.spark.port);
  const session = await open(`sc://127.0.0.1:${proxy.port}`);
  const idle = process.memoryUsage().arrayBuffers;
  let rows = 0;
  let ahead = 0;
  let most = 0;
  let used = 0;
  for await (const batch of readBatches(session, wide)) {
    rows += batch.numRows;
    used += batch.data.byteLength;
    if (rows === batch.numRows) {
      // Time for the server to send everything, if it were allowed to.
      for (let call = 0; call < 60; call++) await getConfig(session, "spark.sql.shuffle.partitions");
      ahead = proxy.bytes() - used;
    }
    collectGarbage();
    most = Math.max(most, process.memoryUsage().arrayBuffers - idle);
  }
  expect(rows).toBe(120_000);
  expect(used).toBeGreaterThan(115e6);
  // The windows, and what the kernel's buffers hold on both sides of the proxy.
  expect(ahead).toBeLessThan(32e6);
  expect(most).toBeLessThan(64e6);
});

test("a connection that is cut again and again costs nothing", async () => {
  const proxy = await openProxy(needed.spark.port);
  const session = await open(`sc://127.0.0.1:${proxy.port}`);
  let rows = 0n;
  let sum = 0n;
  let batches = 0;
  for await (const batch of readBatches(
    session,
    sqlRelation("SELECT id, repeat('x', 500) AS text FROM range(100000)"),
  )) {
    for (const id of (batch.getChildAt(0)?.toArray() ?? []) as BigInt64Array) {
      rows++;
      sum += id;
    }
    if (batches++ % 5 === 2) proxy.cut();
  }
  expect([rows, sum]).toEqual([100_000n, 4_999_950_000n]);
  expect(batches).toBeGreaterThan(9);
});

test("a million rows, columns and cents intact", async () => {
  const session = await open(needed.spark.address);
  const table = await collectTable(
    session,
    sqlRelation("SELECT id, CAST(id AS DECIMAL(18,2)) / 4 AS quarter, id % 7 AS d FROM range(0, 1000000, 1, 3)"),
  );
  const ids = table.getChild("id")?.toArray() as BigInt64Array;
  expect(table.numRows).toBe(1_000_000);
  expect(ids.every((id, row) => id === BigInt(row))).toBe(true);
});

test("a server killed in the middle is told, and one that came back has lost the session", async () => {
  const retry = { ...defaultRetryPolicy, maxRetries: 2, initialBackoffMs: 1 };
  const session = await openSession(needed.spark.address, { retry, keepAliveMs: 3_600_000 });
  opened.push(() => closeSession(session));
  const reading = (async () => {
    for await (const batch of readBatches(session, wide)) {
      expect(batch.numRows).toBeGreaterThan(0);
      await needed.spark.server.kill();
    }
  })();
  await expect(reading).rejects.toMatchObject({ kind: "server-lost" });
  await expect(queryRows(session, "SELECT 1 AS a")).rejects.toMatchObject({ kind: "server-lost" });
  await expect(openSession(needed.spark.address)).rejects.toMatchObject({ kind: "no-server" });

  const lost = Promise.withResolvers<void>();
  await needed.spark.server.restart();
  const watched = await openSession(needed.spark.address, { keepAliveMs: 100, onLost: () => lost.resolve() });
  opened.push(() => closeSession(watched));
  await needed.spark.server.restart();
  await lost.promise;
  await expect(queryRows(watched, "SELECT 1 AS a")).rejects.toMatchObject({ kind: "session-lost" });
  const next = await open(needed.spark.address);
  expect(await queryRows(next, "SELECT 1 AS a")).toEqual([{ a: 1 }]);
});

async function open(address: string): Promise<SparkSession> {
  const session = await openSession(address);
  opened.push(() => closeSession(session));
  return session;
}

/** Passes bytes on as fast as they are taken, and counts those from the server. */
async function openProxy(port: number) {
  let bytes = 0;
  const sockets = new Set<Socket>();
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((client) => {
    const upstream = connect(port, "127.0.0.1");
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    const counter = new Transform({
      transform: (chunk: Buffer, _, done) => {
        bytes += chunk.length;
        done(null, chunk);
      },
    });
    client.pipe(upstream);
    upstream.pipe(counter).pipe(client);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  opened.push(() => {
    cut();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, bytes: () => bytes, cut };
}
