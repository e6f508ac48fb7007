import { randomUUID } from "node:crypto";
import { userInfo } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { Code, ConnectError } from "@connectrpc/connect";
import { parseAddress, printAddress, type SparkAddress, withoutSecrets } from "./address.ts";
import { diagnose } from "./diagnose.ts";
import { interrupt } from "./interrupt.ts";
import { adoptMarker, startKeepAlive } from "./keep-alive.ts";
import { callServer, type SessionLink, type SparkSession } from "./link.ts";
import { realChance } from "./retry.ts";
import { type Chance, defaultRetryPolicy, firstCallPolicy, type RetryPolicy } from "./retry-policy.ts";
import { SparkError } from "./spark-error.ts";
import { activeStreams, stopStream } from "./streams.ts";
import { type Connection, openConnection, type TlsOptions } from "./transport.ts";

export interface SessionOptions {
  /** Sessions belong to a user; by default the address's, or who runs this process. */
  readonly userId?: string;
  /** Continues a session; by default the address's, or a new one. */
  readonly sessionId?: string;
  /** How this program is called in the server's logs. */
  readonly clientType?: string;
  readonly tls?: TlsOptions;
  readonly retry?: RetryPolicy;
  /** For the very first call. */
  readonly firstRetry?: RetryPolicy;
  /** How long the first call may take, milliseconds. */
  readonly connectTimeoutMs?: number;
  /** False where the server has spark.connect.execute.reattachable.enabled=false. */
  readonly reattachable?: boolean;
  /** Time between two signs of life, milliseconds; the server forgets a silent session after an hour. */
  readonly keepAliveMs?: number;
  /** How long such a sign may take before the connection is taken for dead, milliseconds. */
  readonly keepAliveTimeoutMs?: number;
  /** Told once, when the server no longer has the session. Later calls throw the same error. */
  readonly onLost?: (error: SparkError) => void;
  readonly chance?: Chance;
  /** For tests: what to use instead of a connection of one's own. */
  readonly connection?: Connection;
}

/**
 * Opens a session at `sc://host:port/;…` (or the parsed address) and learns the server's version. While it is open it
 * is kept alive by a call a minute; neither that nor an idle connection keeps the process from exiting.
 * Throws a SparkError of the kind `address`, `no-server`, `not-spark`, `tls`, `refused-token` or `session-lost`.
 */
export async function openSession(
  where: string | SparkAddress,
  {
    userId,
    sessionId,
    clientType = "spark-connect-node",
    tls = {},
    retry = defaultRetryPolicy,
    firstRetry = firstCallPolicy,
    connectTimeoutMs = 20_000,
    reattachable = true,
    keepAliveMs = 60_000,
    keepAliveTimeoutMs = 20_000,
    onLost = () => {},
    chance = realChance,
    connection: given,
  }: SessionOptions = {},
): Promise<SparkSession> {
  const address = typeof where === "string" ? parseAddress(where) : where;
  const connection = given ?? openConnection(address, tls);
  const link: SessionLink = {
    connection,
    retry: firstRetry,
    chance,
    clientType,
    reattachable,
    redact: (text) => withoutSecrets(text, address),
    onLost,
    pending: new Set(),
    reached: false,
    serverSideId: undefined,
    marker: undefined,
    lost: undefined,
    closed: false,
    stopKeepAlive: () => {},
  };
  const opening: SparkSession = {
    id: sessionId ?? address.sessionId ?? randomUUID(),
    userId: userId ?? address.userId ?? userInfo().username,
    server: printAddress(address),
    version: "",
    link,
  };
  try {
    const version = await askVersion(opening, connectTimeoutMs);
    link.retry = retry;
    await adoptMarker(opening);
    link.stopKeepAlive = startKeepAlive(opening, keepAliveMs, keepAliveTimeoutMs);
    return { ...opening, version };
  } catch (error) {
    connection.abort();
    throw given === undefined ? await diagnose(error, address) : error;
  }
}

/**
 * Ends the session: what it runs is interrupted, its streaming queries stop, its views and settings are forgotten, the
 * connection closes. With `keep` the server keeps all that (until it times out), for a later session of the same id.
 * Never throws; a second call does nothing.
 */
export async function closeSession(session: SparkSession, { keep = false } = {}): Promise<void> {
  const { link } = session;
  if (link.closed) return;
  link.stopKeepAlive();
  const farewell = async () => {
    await Promise.allSettled(link.pending);
    if (!keep && link.lost === undefined) await release(session).catch(() => {});
    await Promise.allSettled(link.pending);
  };
  // A server that does not answer any more is not waited for.
  await Promise.race([farewell(), delay(FAREWELL_MS, undefined, { ref: false })]);
  link.closed = true;
  link.connection.abort();
}

async function askVersion(session: SparkSession, timeoutMs: number): Promise<string> {
  const { result } = await callServer(session, (client, context, options) =>
    client.analyzePlan({ ...context, analyze: { case: "sparkVersion", value: {} } }, { ...options, timeoutMs }),
  );
  if (result.case !== "sparkVersion") throw new SparkError("not-spark", `${session.server} tells no Spark version.`);
  return result.value.version;
}

async function release(session: SparkSession): Promise<void> {
  const { client } = session.link.connection;
  try {
    const context = { sessionId: session.id, userContext: { userId: session.userId } };
    await client.releaseSession({ ...context, clientType: session.link.clientType }, { timeoutMs: FAREWELL_MS });
  } catch (error) {
    // Spark 3.5 has no such call: the same by hand.
    if (!(error instanceof ConnectError) || error.code !== Code.Unimplemented) return;
    await interrupt(session, "all");
    for (const stream of await activeStreams(session)) await stopStream(session, stream);
  }
}

const FAREWELL_MS = 10_000;
