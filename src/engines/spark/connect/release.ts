import { contextOf, type SparkSession } from "./link.ts";
import { withRetry } from "./retry.ts";

/** Tells the server what it need not keep any longer. */
export interface Releases {
  /** Everything up to and with this response has been used. Does not wait, and tells the server only now and then. */
  readonly until: (responseId: string) => void;
  /** The operation is over for us: the server forgets it, and interrupts it where it still runs. */
  readonly all: () => Promise<void>;
}

/** Failures do not matter: the server forgets by itself after a while. */
export function startReleases(session: SparkSession, operationId: string): Releases {
  let running: Promise<void> | undefined;
  let newest: string | undefined;
  let over = false;
  let used = 0;

  const run = async () => {
    while (newest !== undefined && !over) {
      const responseId = newest;
      newest = undefined;
      await send(session, operationId, { case: "releaseUntil", value: { responseId } }).catch(() => {});
    }
    running = undefined;
  };
  return {
    until: (responseId) => {
      if (!session.link.reattachable || responseId === "") return;
      // The server itself forgets what is further behind than 10 MB, so a call now and then is enough.
      if (used++ % EVERY !== 0) return;
      newest = responseId;
      running ??= run();
    },
    all: async () => {
      over = true;
      await running;
      if (session.link.reattachable && session.link.lost === undefined && !session.link.closed)
        await send(session, operationId, { case: "releaseAll", value: {} });
    },
  };
}

type Release =
  | { readonly case: "releaseUntil"; readonly value: { readonly responseId: string } }
  | { readonly case: "releaseAll"; readonly value: Record<string, never> };

async function send(session: SparkSession, operationId: string, release: Release): Promise<void> {
  const { connection, retry, chance } = session.link;
  const policy = { ...retry, maxRetries: Math.min(retry.maxRetries, 3) };
  await withRetry(
    () => connection.client.releaseExecute({ ...contextOf(session), operationId, release }, { timeoutMs: MOST_MS }),
    policy,
    chance,
  );
}

const EVERY = 16;
const MOST_MS = 30_000;
