import { afterEach, expect, test } from "vitest";
import {
  complete,
  type FakeSpark,
  failing,
  fakeSpark,
  numbers,
  type Script,
  sparkFault,
} from "../../../../test/fixtures/fake-spark.ts";
import type { SparkSession } from "./link.ts";
import { sqlRelation } from "./relations.ts";
import { collectRows } from "./results.ts";
import { defaultRetryPolicy } from "./retry-policy.ts";
import { closeSession, openSession } from "./session.ts";

const query = sqlRelation("select n from numbers");

let fake: FakeSpark;
let session: SparkSession;
let waits: number[] = [];

async function open(script: Script, retry = defaultRetryPolicy): Promise<void> {
  waits = [];
  fake = await fakeSpark(script);
  const sleep = async (ms: number) => {
    waits.push(ms);
  };
  session = await openSession(fake.address, {
    retry,
    chance: { sleep, random: () => 0 },
    keepAliveMs: 50,
    keepAliveTimeoutMs: 1_000,
  });
}

afterEach(async () => {
  await closeSession(session);
  await fake.close();
});

test("a result comes batch by batch and is released as it is used", async () => {
  await open({
    executePlan: [
      function* () {
        yield numbers("r1", 1, 2);
        yield numbers("r2", 3);
        yield complete;
      },
    ],
  });
  expect(await collectRows(session, query)).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  await closeSession(session);
  expect(fake.calls.filter((call) => !call.startsWith("releaseUntil"))).toEqual([
    "executePlan",
    "releaseAll",
    "releaseSession",
  ]);
});

test("a connection that breaks in the middle is taken up behind the last response", async () => {
  await open({
    executePlan: [
      async function* (_request, server) {
        yield numbers("r1", 1, 2);
        await untilReleased("releaseUntil r1");
        server.drop();
      },
    ],
    reattachExecute: [
      function* () {
        yield numbers("r2", 3);
        yield complete;
      },
    ],
  });
  expect(await collectRows(session, query)).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  expect(fake.calls).toContain("reattachExecute after r1");
  expect(waits).toEqual([50]);
});

test("a stream that the server ends without a result goes on, without a wait where it brought something", async () => {
  await open({
    executePlan: [
      function* () {
        yield numbers("r1", 1);
      },
    ],
    reattachExecute: [
      () => [],
      function* () {
        yield numbers("r2", 2);
        yield complete;
      },
    ],
  });
  expect(await collectRows(session, query)).toEqual([{ n: 1 }, { n: 2 }]);
  expect(fake.calls.filter((call) => call.startsWith("reattach"))).toEqual([
    "reattachExecute after r1",
    "reattachExecute after r1",
  ]);
  expect(waits).toEqual([50]);
});

test("a request that never arrived is sent again under the same operation", async () => {
  const ids: (string | undefined)[] = [];
  await open({
    executePlan: [
      (request, server) => {
        ids.push(request.operationId);
        server.drop();
        return [];
      },
      function* (request) {
        ids.push(request.operationId);
        yield numbers("r1", 7);
        yield complete;
      },
    ],
    reattachExecute: [
      failing(() => sparkFault("[INVALID_HANDLE.OPERATION_NOT_FOUND] The handle x is invalid. Operation not found.")),
    ],
  });
  expect(await collectRows(session, query)).toEqual([{ n: 7 }]);
  expect(ids).toHaveLength(2);
  expect(ids[0]).toBe(ids[1]);
});

test("what was begun is not begun again: an operation the server forgot is an error", async () => {
  await open({
    executePlan: [
      async function* (_request, server) {
        yield numbers("r1", 1);
        await untilReleased("releaseUntil r1");
        server.drop();
      },
    ],
    reattachExecute: [
      failing(() => sparkFault("[INVALID_HANDLE.OPERATION_NOT_FOUND] The handle x is invalid. Operation not found.")),
    ],
  });
  await expect(collectRows(session, query)).rejects.toMatchObject({
    kind: "server-lost",
    errorClass: "INVALID_HANDLE.OPERATION_NOT_FOUND",
  });
  expect(fake.calls.filter((call) => call === "executePlan")).toHaveLength(1);
});

test("a session made anew is told, not filled with half of a job", async () => {
  await open({
    executePlan: [
      (_request, server) => {
        server.config.clear();
        server.drop();
        return [];
      },
    ],
    reattachExecute: [
      failing(() => sparkFault("[INVALID_HANDLE.OPERATION_NOT_FOUND] The handle x is invalid. Operation not found.")),
    ],
  });
  await expect(collectRows(session, query)).rejects.toMatchObject({ kind: "session-lost" });
  await expect(collectRows(session, query)).rejects.toMatchObject({ kind: "session-lost" });
  expect(fake.calls.filter((call) => call === "executePlan")).toHaveLength(1);
});

test("a server of Spark 4 that changes its own id of the session has lost it", async () => {
  let id = "first";
  await open({
    serverSideId: () => id,
    executePlan: [
      function* (request) {
        expect(request.clientObservedServerSideSessionId).toBe("first");
        id = "second";
        yield numbers("r1", 1);
        yield complete;
      },
    ],
  });
  await expect(collectRows(session, query)).rejects.toMatchObject({ kind: "session-lost" });
});

test("a stream that another took over is taken back", async () => {
  await open({
    executePlan: [
      function* () {
        yield numbers("r1", 1);
        throw sparkFault("[INVALID_CURSOR.DISCONNECTED] The cursor is invalid. Disconnected by the server.");
      },
    ],
    reattachExecute: [
      function* () {
        yield complete;
      },
    ],
  });
  expect(await collectRows(session, query)).toEqual([{ n: 1 }]);
});

test("a connection that is dead without a word is given up and taken up anew", async () => {
  await open({
    executePlan: [
      async function* (_request, server) {
        yield numbers("r1", 1);
        await untilReleased("releaseUntil r1");
        server.frozen = true;
        await new Promise(() => {});
      },
    ],
    reattachExecute: [
      function* (_request, server) {
        server.frozen = false;
        yield numbers("r2", 2);
        yield complete;
      },
    ],
  });
  expect(await collectRows(session, query)).toEqual([{ n: 1 }, { n: 2 }]);
});

/** The fake records calls as they come; each arrival is followed by a turn of the event loop. */
async function untilReleased(call: string): Promise<void> {
  await expect.poll(() => fake.calls, { interval: 5, timeout: 20_000 }).toContain(call);
}
