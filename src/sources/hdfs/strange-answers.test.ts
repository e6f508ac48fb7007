import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { openWebHdfs } from "./client.ts";
import { explainHdfs } from "./explain.ts";

// What a cluster without Kerberos, a second NameNode or a damaged server cannot be made to say.
const TOKEN = "KAAKc2VjcmV0LXRva2Vu";
const asked: string[] = [];
const closing: (() => void)[] = [];
afterEach(() => {
  asked.length = 0;
  for (const close of closing.splice(0)) close();
});

test.each([
  [403, remote("InvalidToken", "token expired"), "hdfs_token_refused"],
  [401, "<html>Authentication required</html>", "hdfs_login"],
  [404, "<html>nginx</html>", "hdfs_not_webhdfs"],
  [200, "<html>a router's page</html>", "hdfs_not_webhdfs"],
  [403, remote("NSQuotaExceededException", "quota exceeded\n\tat a stack"), "hdfs_full"],
  [500, remote("SomeException", "odd\n\tat a stack"), "hdfs_failed"],
])("%d %s is said as %s, without the token and without a stack", async (status, body, code) => {
  const origin = await serve((_request, response) => response.writeHead(status).end(body));
  const error = await clientOf([origin])
    .list("/shop")
    .catch((reason: unknown) => explainHdfs(reason, "hdfs://nn/shop", "ana"));
  expect(error).toMatchObject({ name: "UserError", code });
  expect(String(error)).not.toMatch(/KAAK|\tat |\n/);
  expect(asked[0]).toBe(`GET /webhdfs/v1/shop?op=LISTSTATUS&delegation=${TOKEN}`);
});

test("a standby NameNode is passed over, and the active one is remembered", async () => {
  const standby = await serve((_request, response) =>
    response.writeHead(403).end(remote("StandbyException", "standby")),
  );
  const active = await serve((_request, response) => response.end('{"boolean":true}'));
  const client = clientOf([standby, active]);
  await client.mkdirs("/a");
  await client.mkdirs("/b");
  expect(asked.map((line) => line.split("?", 1)[0])).toEqual([
    "PUT /webhdfs/v1/a",
    "PUT /webhdfs/v1/a",
    "PUT /webhdfs/v1/b",
  ]);
});

test("what may pass is asked again, and what changes something is not", async () => {
  const answers = [503, 503, 200, 503];
  const origin = await serve((_request, response) =>
    response.writeHead(answers.shift() ?? 500).end('{"boolean":true}'),
  );
  const client = clientOf([origin]);
  await client.mkdirs("/a");
  await expect(client.rename("/a", "/b")).rejects.toThrow("HTTP 503");
  expect(asked).toHaveLength(4);
});

test.each(["../../.ssh/authorized_keys", "..", "a/b", "a\\b", "a\0b"])(
  "a name that leads elsewhere is refused: %j",
  async (name) => {
    const file = { pathSuffix: name, type: "FILE", length: 1 };
    const body = JSON.stringify({ FileStatuses: { FileStatus: [file] } });
    const origin = await serve((_request, response) => response.end(body));
    await expect(clientOf([origin]).list("/shop")).rejects.toThrow("a name with a path in it");
  },
);

function clientOf(endpoints: readonly string[]) {
  const { signal } = new AbortController();
  const policy = { attempts: 3, firstPauseMs: 1, factor: 1, mostPauseMs: 1 };
  return openWebHdfs({ endpoints, user: "ana", token: TOKEN, signal, policy });
}

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function remote(exception: string, message: string): string {
  return JSON.stringify({ RemoteException: { exception, message } });
}
