import { mkdtemp, rm } from "node:fs/promises";
import { createServer as createHttp } from "node:http";
import { createServer as createHttp2, createSecureServer } from "node:http2";
import { type AddressInfo, createServer as createTcp, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Code, ConnectError } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { type Certificates, makeCertificates } from "../../../../services/lib/certificates.ts";
import { type FakeSpark, failing, fakeSpark, type Script } from "../../../../test/fixtures/fake-spark.ts";
import { queryRows } from "./results.ts";
import { closeSession, openSession, type SessionOptions } from "./session.ts";
import { SparkError } from "./spark-error.ts";

const chance = { sleep: async () => {}, random: () => 0 };

let certificates: Certificates;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "spark-tls-"));
  certificates = await makeCertificates(folder);
  return () => rm(folder, { recursive: true });
});

async function listen(server: Server | ReturnType<typeof createHttp>): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

async function fake(script: Script = {}): Promise<FakeSpark> {
  const server = await fakeSpark(script);
  onTestFinished(server.close);
  return server;
}

async function failure(address: string, options: SessionOptions = {}): Promise<SparkError> {
  const error: unknown = await openSession(address, { chance, ...options }).catch((caught: unknown) => caught);
  if (!(error instanceof SparkError)) throw new Error(`Not a SparkError: ${String(error)}`);
  return error;
}

test("nothing listens", async () => {
  const server = createTcp();
  const port = await new Promise<number>((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port)),
  );
  await new Promise((resolve) => server.close(resolve));
  const error = await failure(`sc://127.0.0.1:${port}`);
  expect(error).toMatchObject({
    kind: "no-server",
    message: `No server answers at sc://127.0.0.1:${port} (ECONNREFUSED).`,
  });
});

test("a name that is none", async () => {
  expect(await failure("sc://nowhere.invalid")).toMatchObject({ kind: "no-server" });
});

test("a server that never answers", async () => {
  const port = await listen(createTcp());
  expect(await failure(`sc://127.0.0.1:${port}`, { connectTimeoutMs: 200 })).toMatchObject({ kind: "no-server" });
});

test.each<[string, () => Server | ReturnType<typeof createHttp>]>([
  ["an HTTP server, as Spark's own pages", () => createHttp((_, response) => response.end("<html>"))],
  ["a server that hangs up", () => createTcp((socket) => socket.destroy())],
  ["a server that speaks first", () => createTcp((socket) => socket.end("SSH-2.0-OpenSSH_9\r\n"))],
  ["an HTTP/2 server that is not gRPC", () => createHttp2((_, response) => response.end("hello"))],
  ["another gRPC service", () => createHttp2(connectNodeAdapter({ routes: () => {} }))],
])("%s is not Spark", async (_, server) => {
  const port = await listen(server());
  const error = await failure(`sc://127.0.0.1:${port}`);
  expect(error).toMatchObject({ kind: "not-spark", message: expect.stringContaining(`sc://127.0.0.1:${port}`) });
});

test("TLS to a server without, and without to a server with", async () => {
  const plain = await fake();
  expect(await failure(`${plain.address}/;use_ssl=true`)).toMatchObject({
    kind: "tls",
    message: expect.stringContaining("does not speak TLS"),
  });
  const port = await listen(createSecureServer(certificates.server));
  expect(await failure(`sc://127.0.0.1:${port}`)).toMatchObject({
    kind: "tls",
    message: expect.stringContaining("use_ssl=true"),
  });
});

test("a certificate must be trusted, and is by its authority", async () => {
  const { server: own, ca } = certificates;
  const server = await fakeSpark({}, own);
  onTestFinished(server.close);
  const address = `${server.address.replace("127.0.0.1", "localhost")}/;token=s3cret-token;use_ssl=true`;
  const error = await failure(address);
  expect(error.kind).toBe("tls");
  const session = await openSession(address, { tls: { ca } });
  expect(session.server).not.toContain("s3cret");
  expect(server.headers.at(-1)?.get("authorization")).toBe("Bearer s3cret-token");
  await closeSession(session);
});

test("a refused token, and one that the server repeats", async () => {
  const server = await fake({
    analyzePlan: (_, { requestHeader }) => {
      throw new ConnectError(`Invalid token ${requestHeader.get("authorization")}`, Code.Unauthenticated);
    },
  });
  const error = await failure(`${server.address}/;token=s3cret-token`);
  expect(error.kind).toBe("refused-token");
  expect(`${error.message} ${error.stack}`).not.toContain("s3cret");
});

test("a plan over the server's limit", async () => {
  const server = await fake({
    executePlan: [
      failing(() => new ConnectError("gRPC message exceeds maximum size 134217728: 150000000", Code.ResourceExhausted)),
    ],
  });
  const session = await openSession(server.address, { chance });
  await expect(queryRows(session, "select 1")).rejects.toMatchObject({ kind: "too-large" });
  await closeSession(session);
});
