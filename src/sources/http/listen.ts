import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { UserError } from "../../model/user-error.ts";

export interface ListenOptions {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  readonly maxConnections: number;
}

export interface Listener {
  /** Such as http://127.0.0.1:4040. */
  readonly address: string;
  /** Takes no new requests and ends when those under way are answered. */
  close(): Promise<void>;
}

/** Longer than a slow sender needs, short enough that open connections do not pile up. */
const [HEADERS_MS, REQUEST_MS, KEEP_ALIVE_MS, CLOSE_MS] = [10_000, 60_000, 5000, 5000];

/**
 * Serves a function of a request on an address.
 * @throws {UserError} http_address_taken, http_not_listening
 */
export async function listen(
  answer: (request: Request) => Promise<Response>,
  { host, port, maxConnections }: ListenOptions,
): Promise<Listener> {
  const server = createServer({
    headersTimeout: HEADERS_MS,
    requestTimeout: REQUEST_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
  });
  server.maxConnections = maxConnections;
  server.on("request", (incoming: IncomingMessage, outgoing: ServerResponse) => {
    respond(answer, incoming, outgoing).catch(() => outgoing.destroy());
  });
  const name = host.includes(":") ? `[${host}]` : host;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(listenError(`http://${name}:${port}`, error)));
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

async function respond(
  answer: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const response = await answer(toRequest(incoming));
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

function toRequest(incoming: IncomingMessage): Request {
  const headers = new Headers();
  for (let index = 0; index < incoming.rawHeaders.length; index += 2) {
    headers.append(incoming.rawHeaders[index] ?? "", incoming.rawHeaders[index + 1] ?? "");
  }
  const method = incoming.method ?? "GET";
  const hasBody = method !== "GET" && method !== "HEAD";
  // Host comes from outside, so the address does not depend on it.
  return new Request(new URL(incoming.url ?? "/", "http://localhost"), {
    method,
    headers,
    ...(hasBody ? { body: bodyOf(incoming), duplex: "half" } : {}),
  });
}

/** Flows only while it is read; what nobody reads is let go, so that the answer still reaches the sender. */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks = incoming.iterator({ destroyOnReturn: false });
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(new Uint8Array(value));
      },
      cancel() {
        incoming.resume();
      },
    },
    { highWaterMark: 0 },
  );
}

function listenError(address: string, error: NodeJS.ErrnoException): UserError {
  return error.code === "EADDRINUSE"
    ? new UserError("http_address_taken", { address }, { cause: error })
    : new UserError("http_not_listening", { address, cause: error.code ?? error.message }, { cause: error });
}
