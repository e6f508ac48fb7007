import { randomUUID } from "node:crypto";
import { errorClassOf } from "./explain-error.ts";
import { assertSameSession } from "./keep-alive.ts";
import { assertUsable, checkAnswer, contextOf, leavePending, type SparkSession, toSparkError } from "./link.ts";
import type { Command } from "./protocol/generated/command_pb.js";
import type { ExecutePlanResponse } from "./protocol/generated/execute_pb.js";
import type { Relation } from "./protocol/generated/relation_pb.js";
import { startReleases } from "./release.ts";
import { backoffMs, isRetryable } from "./retry-policy.ts";
import { SparkError } from "./spark-error.ts";

/** A query, or something to be done. */
export type Plan =
  | { readonly case: "root"; readonly value: Relation }
  | { readonly case: "command"; readonly value: Command };

export interface ExecuteOptions {
  /** Names the operation for `interrupt` and Spark's own pages; no commas. */
  readonly tags?: readonly string[];
  /** A UUID; by default a new one. */
  readonly operationId?: string;
  /** Interrupts the operation on the server too. */
  readonly signal?: AbortSignal | undefined;
  /** The query's text, for errors. */
  readonly query?: string | undefined;
}

/**
 * Runs a plan and yields the server's responses as fast as they are taken: while the reader waits, the server waits.
 * Lost connections are taken up again where they broke, as long as the retry policy allows. Leaving the loop early, or
 * the signal, interrupts the operation. Throws SparkError.
 */
export async function* execute(
  session: SparkSession,
  plan: Plan,
  { tags = [], operationId = randomUUID(), signal, query }: ExecuteOptions = {},
): AsyncGenerator<ExecutePlanResponse, void, undefined> {
  assertUsable(session);
  for (const tag of tags) assertTag(tag);
  const { link } = session;
  const hangUp = new AbortController();
  const stop = signal === undefined ? hangUp.signal : AbortSignal.any([hangUp.signal, signal]);
  const releases = startReleases(session, operationId);
  let next: "start" | "reattach" = "start";
  let last: string | undefined;
  let retry = 0;
  let idle = 0;
  try {
    for (;;) {
      try {
        let received = false;
        for await (const response of open(session, next, { plan, tags, operationId, last, signal: stop })) {
          checkAnswer(session, response);
          if (response.responseType.case === "resultComplete") return;
          [received, retry, idle, last] = [true, 0, 0, response.responseId];
          yield response;
          releases.until(response.responseId);
        }
        if (!link.reattachable) return;
        // The server ends each stream after two minutes or a gigabyte; what has no result yet goes on behind it.
        next = "reattach";
        if (!received) await link.chance.sleep(backoffMs(link.retry, Math.min(idle++, 3), link.chance.random()), stop);
      } catch (error) {
        if (signal?.aborted) throw error;
        next = await nextAfter(session, error, next, last !== undefined);
        if (retry >= link.retry.maxRetries) throw error;
        await link.chance.sleep(backoffMs(link.retry, retry++, link.chance.random(), error), stop);
      }
    }
  } catch (error) {
    if (signal?.aborted)
      throw new SparkError("interrupted", "The operation was interrupted.", { operationId, ...told(query) });
    throw await toSparkError(session, error, { query, operationId });
  } finally {
    hangUp.abort();
    leavePending(session, releases.all());
  }
}

interface Opening {
  readonly plan: Plan;
  readonly tags: readonly string[];
  readonly operationId: string;
  readonly last: string | undefined;
  readonly signal: AbortSignal;
}

function open(
  session: SparkSession,
  how: "start" | "reattach",
  { plan, tags, operationId, last, signal }: Opening,
): AsyncIterable<ExecutePlanResponse> {
  const { connection, reattachable } = session.link;
  const context = contextOf(session);
  if (how === "start") {
    const requestOptions = [{ requestOption: { case: "reattachOptions" as const, value: { reattachable } } }];
    return connection.client.executePlan(
      { ...context, operationId, plan: { opType: plan }, tags: [...tags], requestOptions },
      { signal },
    );
  }
  return connection.client.reattachExecute(
    { ...context, operationId, ...(last === undefined ? {} : { lastResponseId: last }) },
    { signal },
  );
}

/** How to go on after an error; throws it where there is no going on. */
async function nextAfter(
  session: SparkSession,
  error: unknown,
  tried: "start" | "reattach",
  received: boolean,
): Promise<"start" | "reattach"> {
  const { link } = session;
  assertUsable(session);
  if (!link.reattachable) throw error;
  switch (errorClassOf(error)) {
    case "INVALID_HANDLE.OPERATION_NOT_FOUND":
      if (tried === "start" || received) throw error;
      // The first request never arrived. In a session made anew the plan would run without its views.
      await assertSameSession(session);
      return "start";
    case "INVALID_HANDLE.OPERATION_ALREADY_EXISTS":
      if (tried === "reattach") throw error;
      return "reattach";
    default:
      if (!isRetryable(error, link.retry)) throw error;
      return "reattach";
  }
}

function assertTag(tag: string): void {
  if (tag === "" || tag.includes(","))
    throw new SparkError("protocol", "An operation's tag is a text without commas, and not empty.");
}

function told(query: string | undefined): { query?: string } {
  return query === undefined ? {} : { query };
}
