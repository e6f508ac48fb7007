import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { UserError } from "../model/user-error.ts";
import type { Answer } from "./app.ts";

export interface ServerListener {
  /** Such as http://127.0.0.1:4040. */
  readonly address: string;
  /** Takes no new requests; ends when those under way are answered, or soon. */
  close(): Promise<void>;
}

const [HEADERS_MS, KEEP_ALIVE_MS, CLOSE_MS] = [10_000, 65_000, 3000];
/** An upload of the largest size over a slow line. */
const REQUEST_MS = 15 * 60_000;
const MOST_CONNECTIONS = 2000;

/** Serves a function of a request on an address. @throws {UserError} http_address_taken, http_not_listening */
export async function listenServer(
  answer: Answer,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<ServerListener> {
  const respond = getRequestListener((request, env) =>
    answer(request, (env as HttpBindings).incoming.socket.remoteAddress ?? ""),
  );
  const server = createServer(
    { headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS, keepAliveTimeout: KEEP_ALIVE_MS },
    (incoming, outgoing) => void respond(incoming, outgoing),
  );
  server.maxConnections = MOST_CONNECTIONS;
  const name = host.includes(":") ? `[${host}]` : host;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const address = `http://${name}:${port}`;
      reject(
        error.code === "EADDRINUSE"
          ? new UserError("http_address_taken", { address })
          : new UserError("http_not_listening", { address, cause: error.message }),
      );
    });
    server.listen(port, host, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    address: `http://${name}:${bound}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
      await closed;
      clearTimeout(timer);
    },
  };
}
