import type { CallOptions } from "@connectrpc/connect";
import { errorIdOf, explainError } from "./explain-error.ts";
import { fetchDetails } from "./fetch-details.ts";
import { withRetry } from "./retry.ts";
import type { Chance, RetryPolicy } from "./retry-policy.ts";
import { SparkError } from "./spark-error.ts";
import type { Connection, SparkClient } from "./transport.ts";

/** A session of a Spark Connect server. The functions of this folder take it as their first argument. */
export interface SparkSession {
  /** A UUID. Together with the user it names the session. */
  readonly id: string;
  readonly userId: string;
  /** The address for people, without token. */
  readonly server: string;
  /** The server's, as "3.5.7". */
  readonly version: string;
  /** For this folder's own functions. */
  readonly link: SessionLink;
}

export interface SessionLink {
  readonly connection: Connection;
  retry: RetryPolicy;
  readonly chance: Chance;
  readonly clientType: string;
  readonly reattachable: boolean;
  readonly redact: (text: string) => string;
  readonly onLost: (error: SparkError) => void;
  /** Calls nobody waits for. */
  readonly pending: Set<Promise<unknown>>;
  reached: boolean;
  /** A Spark 4 server's own id of the session: another one means that the session was made anew. */
  serverSideId: string | undefined;
  /** The same for Spark 3.5, which silently makes a new session under an old id: a setting only ours has. */
  marker: string | undefined;
  lost: SparkError | undefined;
  closed: boolean;
  stopKeepAlive: () => void;
}

/** What each request carries. */
export interface Context {
  readonly sessionId: string;
  readonly userContext: { readonly userId: string };
  readonly clientType: string;
  readonly clientObservedServerSideSessionId?: string;
}

/** What an error should tell about its call. */
export interface CallFacts {
  readonly query?: string | undefined;
  readonly operationId?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

interface Answer {
  readonly sessionId: string;
  readonly serverSideSessionId?: string;
}

/** One unary call, with retry; errors come as SparkError. */
export async function callServer<Response extends Answer>(
  session: SparkSession,
  call: (client: SparkClient, context: Context, options: CallOptions) => Promise<Response>,
  { signal, ...facts }: CallFacts = {},
): Promise<Response> {
  const { link } = session;
  assertUsable(session);
  try {
    const options = signal === undefined ? {} : { signal };
    const response = await withRetry(
      () => call(link.connection.client, contextOf(session), options),
      link.retry,
      link.chance,
      signal,
    );
    checkAnswer(session, response);
    return response;
  } catch (error) {
    throw await toSparkError(session, error, facts);
  }
}

export function contextOf({ id, userId, link }: SparkSession): Context {
  return {
    sessionId: id,
    userContext: { userId },
    clientType: link.clientType,
    ...(link.serverSideId === undefined ? {} : { clientObservedServerSideSessionId: link.serverSideId }),
  };
}

/** Throws where the session is lost or closed. */
export function assertUsable({ link }: SparkSession): void {
  if (link.lost !== undefined) throw link.lost;
  if (link.closed) throw new SparkError("session-lost", "The Spark session is closed.");
}

/** Each answer must be of this session, and of the same one as before. */
export function checkAnswer(session: SparkSession, { sessionId, serverSideSessionId }: Answer): void {
  const { link } = session;
  link.reached = true;
  if (sessionId !== session.id)
    throw new SparkError("protocol", `${session.server} answered for another session (${sessionId}).`);
  if (serverSideSessionId === undefined || serverSideSessionId === "") return;
  link.serverSideId ??= serverSideSessionId;
  if (link.serverSideId !== serverSideSessionId) throw loseSession(session);
}

/** Remembers that the server has made the session anew, and tells so. */
export function loseSession(session: SparkSession, cause?: SparkError): SparkError {
  const { link } = session;
  if (link.lost !== undefined) return link.lost;
  link.lost =
    cause ??
    new SparkError(
      "session-lost",
      `${session.server} no longer has this session: it restarted, or the session was silent for too long.`,
    );
  link.stopKeepAlive();
  link.onLost(link.lost);
  return link.lost;
}

/** With the whole message, where a Spark 4 server keeps it. */
export async function toSparkError(session: SparkSession, error: unknown, facts: CallFacts = {}): Promise<SparkError> {
  const { link, server } = session;
  if (error instanceof SparkError) return error;
  const errorId = errorIdOf(error);
  const details =
    errorId === undefined ? undefined : await fetchDetails(link.connection.client, contextOf(session), errorId);
  const explained = explainError(error, {
    server,
    reached: link.reached,
    query: facts.query,
    operationId: facts.operationId,
    redact: link.redact,
    ...(details === undefined ? {} : { details }),
  });
  return explained.kind === "session-lost" ? loseSession(session, explained) : explained;
}

/** Lets a call go on by itself; closing the session waits for it. */
export function leavePending(session: SparkSession, call: Promise<unknown>): void {
  const { pending } = session.link;
  const done = call.catch(() => {}).finally(() => pending.delete(done));
  pending.add(done);
}
