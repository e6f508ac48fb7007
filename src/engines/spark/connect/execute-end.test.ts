import { Code, ConnectError } from "@connectrpc/connect";
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
import { collectRows, readBatches } from "./results.ts";
import { defaultRetryPolicy } from "./retry-policy.ts";
import { closeSession, openSession } from "./session.ts";
import { SparkError } from "./spark-error.ts";

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
  session = await openSession(fake.address, { retry, chance: { sleep, random: () => 0 } });
}

afterEach(async () => {
  await closeSession(session);
  await fake.close();
});

test("retries follow the policy and end with it", async () => {
  const policy = { ...defaultRetryPolicy, maxRetries: 3, initialBackoffMs: 10, multiplier: 4, maxBackoffMs: 100 };
  await open(
    {
      executePlan: [failing(() => new ConnectError("overloaded", Code.Unavailable))],
      reattachExecute: [failing(() => new ConnectError("still overloaded", Code.Unavailable))],
    },
    policy,
  );
  await expect(collectRows(session, query)).rejects.toMatchObject({
    kind: "server-lost",
    query: "select n from numbers",
  });
  expect(waits).toEqual([10, 40, 100]);
});

test("progress starts the policy anew", async () => {
  const policy = { ...defaultRetryPolicy, maxRetries: 1 };
  const busy = () => new ConnectError("busy", Code.Unavailable);
  await open(
    {
      executePlan: [
        function* () {
          yield numbers("r1", 1);
          throw busy();
        },
      ],
      reattachExecute: [
        function* () {
          yield numbers("r2", 2);
          throw busy();
        },
        function* () {
          yield numbers("r3", 3);
          yield complete;
        },
      ],
    },
    policy,
  );
  expect(await collectRows(session, query)).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
});

test("a query's own error is not tried again, and tells class, query and operation", async () => {
  await open({
    executePlan: [
      failing(() => sparkFault("[DIVIDE_BY_ZERO] Division by zero.\n\tat org.apache.spark.Some.method(Some.scala:3)")),
    ],
  });
  const error = await collectRows(session, query).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(SparkError);
  expect(error).toMatchObject({
    kind: "query",
    message: "Division by zero.",
    errorClass: "DIVIDE_BY_ZERO",
    sqlState: "22012",
    query: "select n from numbers",
    operationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(waits).toEqual([]);
});

test("leaving the loop early releases the operation", async () => {
  await open({
    executePlan: [
      function* () {
        for (let part = 1; ; part++) yield numbers(`r${part}`, part);
      },
    ],
  });
  for await (const batch of readBatches(session, query)) {
    expect(batch.numRows).toBe(1);
    break;
  }
  await untilReleased("releaseAll");
});

test("an abort signal ends the reading and releases the operation", async () => {
  const stop = new AbortController();
  await open({
    executePlan: [
      async function* () {
        yield numbers("r1", 1);
        stop.abort();
        await new Promise(() => {});
      },
    ],
  });
  await expect(collectRows(session, query, { signal: stop.signal })).rejects.toMatchObject({ kind: "interrupted" });
  await untilReleased("releaseAll");
});

test("closing the session ends its readers, and nothing connects again", async () => {
  await open({
    executePlan: [
      async function* () {
        yield numbers("r1", 1);
        await new Promise(() => {});
      },
    ],
  });
  const reading = (async () => {
    for await (const batch of readBatches(session, query)) {
      expect(batch.numRows).toBe(1);
      void closeSession(session);
    }
  })();
  await expect(reading).rejects.toMatchObject({ kind: "session-lost" });
  expect(fake.calls.filter((call) => call.startsWith("reattach"))).toEqual([]);
});

test("a Spark 4 server's whole error is fetched", async () => {
  await open({
    executePlan: [
      failing(() => sparkFault("[UNRESOLVED_COLUMN] cut off…", { errorId: "e1", errorClass: "UNRESOLVED_COLUMN" })),
    ],
    fetchErrorDetails: ({ errorId }) => ({
      rootErrorIdx: 0,
      errors: [
        {
          errorTypeHierarchy: ["org.apache.spark.sql.AnalysisException"],
          message: `[UNRESOLVED_COLUMN] The column of ${errorId} is not there. SQLSTATE: 42703`,
          sparkThrowable: {
            errorClass: "UNRESOLVED_COLUMN",
            sqlState: "42703",
            messageParameters: { objectName: "`nope`" },
            queryContexts: [{ fragment: "nope", startIndex: 7, stopIndex: 10 }],
          },
        },
      ],
    }),
  });
  await expect(collectRows(session, query)).rejects.toMatchObject({
    message: "The column of e1 is not there.",
    sqlState: "42703",
    parameters: { objectName: "`nope`" },
    contexts: [{ fragment: "nope", startIndex: 7, stopIndex: 10 }],
  });
});

/** The fake records calls as they come; each arrival is followed by a turn of the event loop. */
async function untilReleased(call: string): Promise<void> {
  await expect.poll(() => fake.calls, { interval: 5, timeout: 20_000 }).toContain(call);
}
