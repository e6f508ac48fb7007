import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { complete, type FakeSpark, fakeSpark, type Script } from "../../../../test/fixtures/fake-spark.ts";
import { getConfig } from "./config.ts";
import { closeSession, openSession } from "./session.ts";
import type { SparkError } from "./spark-error.ts";

const chance = { sleep: async () => {}, random: () => 0 };

async function fake(script: Script = {}): Promise<FakeSpark> {
  const server = await fakeSpark(script);
  onTestFinished(server.close);
  return server;
}

test("user, session and headers go with each request", async () => {
  const sessionId = "00112233-4455-6677-8899-aabbccddeeff";
  const server = await fake({ analyzePlan: ({ userContext, clientType }) => `${userContext?.userId} ${clientType}` });
  const session = await openSession(`${server.address}/;user_id=ana;session_id=${sessionId};x-cluster=c-1`, {
    clientType: "shop",
  });
  expect(session).toMatchObject({ id: sessionId, userId: "ana", version: "ana shop" });
  expect(server.headers[0]?.get("x-cluster")).toBe("c-1");
  await closeSession(session);
  expect(server.calls).toEqual(["releaseSession"]);
});

test("Spark 3.5 knows no end of a session, so what runs in it is stopped", async () => {
  const queryId = { id: "q", runId: "r" };
  const answer = (id: string, value: object) => ({ id, responseType: value }) as never;
  const server = await fake({
    cannotReleaseSession: true,
    executePlan: [
      function* ({ plan }) {
        const command = plan?.opType.case === "command" ? plan.opType.value.commandType : undefined;
        if (command?.case === "streamingQueryManagerCommand")
          yield answer("r1", {
            case: "streamingQueryManagerCommandResult",
            value: { resultType: { case: "active", value: { activeQueries: [{ id: queryId }] } } },
          });
        else if (command?.case === "streamingQueryCommand" && command.value.command.case === "stop")
          yield answer("r1", { case: "streamingQueryCommandResult", value: { queryId } });
        yield complete;
      },
    ],
  });
  const session = await openSession(server.address, { chance });
  await closeSession(session);
  expect(server.calls.filter((call) => !call.startsWith("releaseUntil") && call !== "releaseAll")).toEqual([
    "releaseSession",
    "interrupt",
    "executePlan",
    "executePlan",
  ]);
});

test("a session that the server forgot is noticed while nothing happens", async () => {
  const server = await fake();
  const lost = Promise.withResolvers<SparkError>();
  const session = await openSession(server.address, { chance, keepAliveMs: 5, onLost: lost.resolve });
  server.config.clear();
  const error = await lost.promise;
  expect(error.kind).toBe("session-lost");
  await expect(getConfig(session, "x")).rejects.toBe(error);
  await closeSession(session);
});

test("a later client of the same session takes over its mark", async () => {
  const server = await fake();
  const first = await openSession(server.address, { chance });
  const second = await openSession(server.address, { chance, sessionId: first.id, userId: first.userId });
  expect(second.link.marker).toBe(first.link.marker);
  await closeSession(second, { keep: true });
  await expect(getConfig(second, "x")).rejects.toMatchObject({ kind: "session-lost" });
  await closeSession(first);
  expect(server.calls).toEqual(["releaseSession"]);
});

test("an open session does not keep the process from ending", async () => {
  const server = await fake();
  const code = `
    import { openSession } from ${JSON.stringify(join(import.meta.dirname, "session.ts"))};
    const session = await openSession(${JSON.stringify(server.address)});
    process.stdout.write(session.version);`;
  const { promise, resolve } = Promise.withResolvers<{ code: number | null; out: string }>();
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  let out = "";
  child.stdout.on("data", (data) => {
    out += String(data);
  });
  child.on("close", (status) => resolve({ code: status, out }));
  expect(await promise).toEqual({ code: 0, out: "3.5.7" });
});
