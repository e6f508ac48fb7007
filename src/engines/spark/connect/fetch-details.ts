import type { Context } from "./link.ts";
import type { FetchErrorDetailsResponse_Error as ServerError } from "./protocol/generated/service_pb.js";
import type { SparkErrorFacts } from "./spark-error.ts";
import type { SparkClient } from "./transport.ts";

export type ErrorDetails = SparkErrorFacts & { readonly message?: string };

/** What the server keeps of an error beyond the 2 kB of a gRPC status; undefined where it cannot tell. */
export async function fetchDetails(
  client: SparkClient,
  context: Context,
  errorId: string,
): Promise<ErrorDetails | undefined> {
  try {
    const { rootErrorIdx, errors } = await client.fetchErrorDetails({ ...context, errorId }, { timeoutMs: MOST_MS });
    const root = rootErrorIdx === undefined ? undefined : errors[rootErrorIdx];
    return root === undefined ? undefined : toDetails(root, errors);
  } catch {
    // The error itself is already at hand.
    return undefined;
  }
}

function toDetails(root: ServerError, errors: readonly ServerError[]): ErrorDetails {
  const chain = causes(root, errors);
  // A failed job wraps what failed; the innermost error that has a class says what to mend.
  const telling = chain.findLast(({ sparkThrowable }) => sparkThrowable?.errorClass !== undefined) ?? root;
  const { errorClass, sqlState, messageParameters, queryContexts } = telling.sparkThrowable ?? {};
  return {
    message: telling.message,
    detail: chain.map(({ errorTypeHierarchy: [type = "error"], message }) => `${type}: ${message}`).join("\n"),
    ...(errorClass === undefined ? {} : { errorClass }),
    ...(sqlState === undefined ? {} : { sqlState }),
    ...(messageParameters === undefined ? {} : { parameters: messageParameters }),
    contexts: (queryContexts ?? []).map(({ objectType, objectName, startIndex, stopIndex, fragment }) => ({
      objectType,
      objectName,
      startIndex,
      stopIndex,
      fragment,
    })),
  };
}

function causes(root: ServerError, errors: readonly ServerError[]): readonly ServerError[] {
  const chain: ServerError[] = [];
  for (let error: ServerError | undefined = root; error !== undefined && !chain.includes(error); ) {
    chain.push(error);
    error = error.causeIdx === undefined ? undefined : errors[error.causeIdx];
  }
  return chain;
}

const MOST_MS = 5_000;
