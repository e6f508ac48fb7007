import { isIP, connect as openTcp, type Socket } from "node:net";
import { connect as openTls, type SecureContextOptions } from "node:tls";
import { type Client, createClient, type Interceptor } from "@connectrpc/connect";
import { createGrpcTransport, Http2SessionManager } from "@connectrpc/connect-node";
import { type SparkAddress, toUrl } from "./address.ts";
import { SparkConnectService } from "./protocol/generated/service_pb.js";
import { tellTooLarge } from "./request-size.ts";

/** The server's methods, one call each: no retry, no session, errors as the network gives them. */
export type SparkClient = Client<typeof SparkConnectService>;

export interface Connection {
  readonly client: SparkClient;
  /** Ends all calls and the connection. A later call connects again. */
  readonly abort: (reason?: Error) => void;
}

/** Trusted certificates, client certificates: as for `tls.connect`. */
export type TlsOptions = Pick<SecureContextOptions, "ca" | "cert" | "key" | "passphrase">;

/** Connects with the first call, and again with the next one after the connection broke. */
export function openConnection(address: SparkAddress, tls: TlsOptions = {}): Connection {
  const url = toUrl(address);
  const manager = new Http2SessionManager(url, PINGS, {
    settings: SETTINGS,
    createConnection: () => openSocket(address, tls),
  });
  const transport = createGrpcTransport({
    baseUrl: url,
    sessionManager: widened(manager),
    interceptors: [withHeaders(address), tellTooLarge],
    acceptCompression: [],
  });
  return { client: createClient(SparkConnectService, transport), abort: (reason) => manager.abort(reason) };
}

function openSocket({ host, port, tls }: SparkAddress, secure: TlsOptions): Socket {
  const socket = { host, port, keepAlive: true, keepAliveInitialDelay: TCP_KEEP_ALIVE_MS, noDelay: true };
  if (!tls) return openTcp(socket);
  return openTls({ ...socket, ...secure, ALPNProtocols: ["h2"], ...(isIP(host) === 0 ? { servername: host } : {}) });
}

function withHeaders({ token, headers, userAgent }: SparkAddress): Interceptor {
  return (next) => (request) => {
    if (token !== undefined) request.header.set("authorization", `Bearer ${token.reveal()}`);
    if (userAgent !== undefined) request.header.set("user-agent", userAgent);
    for (const [name, value] of headers) request.header.set(name, value.reveal());
    return next(request);
  };
}

type SessionManager = Pick<Http2SessionManager, "authority" | "request" | "notifyResponseByteRead">;

/** HTTP/2 starts each connection with a window of 64 kB, whatever the settings; only the session itself can widen it. */
function widened(manager: Http2SessionManager): SessionManager {
  const seen = new WeakSet<object>();
  return {
    authority: manager.authority,
    notifyResponseByteRead: (stream) => manager.notifyResponseByteRead(stream),
    request: async (method, path, headers, options) => {
      const stream = await manager.request(method, path, headers, options);
      const { session } = stream;
      if (session !== undefined && !seen.has(session)) {
        seen.add(session);
        session.setLocalWindowSize(CONNECTION_WINDOW);
        // The manager stops listening with the first error; a server that is none may cause a second one.
        session.on("error", () => {});
      }
      return stream;
    },
  };
}

/*
 * The server keeps the last 10 MB it sent (spark.connect.execute.reattachable.observerRetryBufferSize) for a client
 * that lost the connection. What is under way must stay below that, or a reattach finds its place gone.
 */
const STREAM_WINDOW = 4 * 1024 * 1024;
const CONNECTION_WINDOW = 8 * 1024 * 1024;
const SETTINGS = { enablePush: false, initialWindowSize: STREAM_WINDOW, maxFrameSize: 256 * 1024 };

/*
 * A gRPC server of Java's ends connections that ping more often than every five minutes (too_many_pings), so a dead peer
 * is found earlier by TCP's own keep-alive and by the session's.
 */
const PINGS = { pingIntervalMs: 330_000, pingTimeoutMs: 20_000, idleConnectionTimeoutMs: 900_000 };
const TCP_KEEP_ALIVE_MS = 30_000;
