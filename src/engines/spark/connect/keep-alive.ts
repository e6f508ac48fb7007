import { randomUUID } from "node:crypto";
import { Code, ConnectError } from "@connectrpc/connect";
import { getConfig, setConfig } from "./config.ts";
import { contextOf, loseSession, type SparkSession } from "./link.ts";
import { SparkError } from "./spark-error.ts";

/**
 * Marks the session on the server, or takes over its mark where another client marked it before. Spark 3.5 makes a
 * forgotten session anew without a word; then the mark is gone.
 */
export async function adoptMarker(session: SparkSession): Promise<void> {
  const { link } = session;
  try {
    const found = await getConfig(session, MARKER);
    link.marker = found ?? randomUUID();
    if (found === undefined) await setConfig(session, { [MARKER]: link.marker });
  } catch (error) {
    // A managed cluster may allow listed settings only. Then a lost session shows by its missing views.
    if (!(error instanceof SparkError) || error.kind !== "query") throw error;
    link.marker = undefined;
  }
}

/** Throws a SparkError of the kind `session-lost` where the server has made the session anew. */
export async function assertSameSession(session: SparkSession): Promise<void> {
  const { marker } = session.link;
  if (marker !== undefined && (await getConfig(session, MARKER)) !== marker) throw loseSession(session);
}

/**
 * A sign of life every `everyMs`: the server forgets a session (and stops its streaming queries) an hour after its last
 * call. A connection that does not answer it is given up, so that waiting calls break off and are taken up again.
 * Returns what stops it.
 */
export function startKeepAlive(session: SparkSession, everyMs: number, timeoutMs: number): () => void {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    void beat(session, timeoutMs).finally(() => {
      busy = false;
    });
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

async function beat(session: SparkSession, timeoutMs: number): Promise<void> {
  const { link } = session;
  try {
    const { pairs } = await link.connection.client.config(
      { ...contextOf(session), operation: { opType: { case: "getOption", value: { keys: [MARKER] } } } },
      { timeoutMs },
    );
    if (link.marker !== undefined && pairs[0]?.value !== link.marker) loseSession(session);
  } catch (error) {
    if (!(error instanceof ConnectError)) return;
    if (error.code === Code.DeadlineExceeded)
      link.connection.abort(new ConnectError("connection aborted", Code.Unavailable));
    if (error.rawMessage.includes("INVALID_HANDLE.SESSION_")) loseSession(session);
  }
}

const MARKER = "spark.connect.client.sessionMarker";
