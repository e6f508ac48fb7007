import { durationMs } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";
import { RetryInfoSchema } from "./protocol/generated/error_pb.js";

/** How often and how long to try again after the network failed. Times are milliseconds. */
export interface RetryPolicy {
  /** Tries after the first one. */
  readonly maxRetries: number;
  readonly initialBackoffMs: number;
  readonly multiplier: number;
  readonly maxBackoffMs: number;
  /** A random part of this is added to each wait, so that clients do not come back all at once. */
  readonly jitterMs: number;
  readonly codes: readonly Code[];
}

/** Bears a server that is away for about a minute. */
export const defaultRetryPolicy: RetryPolicy = {
  maxRetries: 9,
  initialBackoffMs: 50,
  multiplier: 3,
  maxBackoffMs: 15_000,
  jitterMs: 250,
  codes: [Code.Unavailable],
};

/** For the first call: a wrong address must be told at once, a server that just starts gets a moment. */
export const firstCallPolicy: RetryPolicy = { ...defaultRetryPolicy, maxRetries: 2, initialBackoffMs: 100 };

/** What waits and throws dice; tests bring their own. */
export interface Chance {
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** From 0 to below 1. */
  readonly random: () => number;
}

/** Before retry number `retry`, counted from 0. A server that names a delay itself is obeyed. */
export function backoffMs(policy: RetryPolicy, retry: number, random: number, error?: unknown): number {
  const wait = Math.min(policy.maxBackoffMs, policy.initialBackoffMs * policy.multiplier ** retry);
  return Math.max(Math.round(wait + random * policy.jitterMs), retryDelayMs(error) ?? 0);
}

/** Whether the same call may succeed a moment later. */
export function isRetryable(error: unknown, policy: RetryPolicy): boolean {
  if (!(error instanceof ConnectError)) return false;
  return (
    policy.codes.includes(error.code) || isBroken(error) || wasPreempted(error) || retryDelayMs(error) !== undefined
  );
}

/**
 * Whether the connection broke under the call: connect gives such faults different codes, none of which a gRPC server's
 * own answer would carry with a cause from Node's network layer.
 */
export function isBroken(error: unknown): boolean {
  if (!(error instanceof ConnectError)) return false;
  return (
    networkCodes(error).some((code) => BROKEN.has(code) || code.startsWith("ERR_HTTP2")) ||
    BROKEN_MESSAGE.test(error.rawMessage)
  );
}

/** Node's error codes in the chain of causes, as `ECONNREFUSED`. */
export function networkCodes(error: unknown): readonly string[] {
  const codes: string[] = [];
  const seen = new Set<unknown>();
  for (let cause = error; cause instanceof Error && !seen.has(cause); cause = cause.cause) {
    seen.add(cause);
    if ("code" in cause && typeof cause.code === "string") codes.push(cause.code);
    if (cause instanceof AggregateError) codes.push(...cause.errors.flatMap(networkCodes));
  }
  return codes;
}

/** Another call for the same operation took over the stream, for example our own from before the connection broke. */
function wasPreempted(error: ConnectError): boolean {
  return error.code === Code.Internal && error.rawMessage.includes("INVALID_CURSOR.DISCONNECTED");
}

function retryDelayMs(error: unknown): number | undefined {
  if (!(error instanceof ConnectError)) return undefined;
  const delay = error.findDetails(RetryInfoSchema)[0]?.retryDelay;
  return delay === undefined ? undefined : Math.min(durationMs(delay), MOST_OBEYED_MS);
}

const BROKEN = new Set([
  "ECONNRESET",
  "ECONNREFUSED",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EAI_AGAIN",
]);
const BROKEN_MESSAGE =
  /^(?:http\/2 stream closed with error code|http\/2 connection closed|protocol error: (?:missing status|incomplete envelope)|connection aborted|Stream closed|premature (?:EOF|close))/i;
const MOST_OBEYED_MS = 600_000;
