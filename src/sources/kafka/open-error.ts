import { UserError } from "../../model/user-error.ts";
import type { KafkaAccess } from "./access.ts";

/** Whether the library or the network says so; anything else is a mistake of this program. */
export function isFromOutside(error: unknown): boolean {
  return chain(error).some((cause) => codeOf(cause) !== undefined);
}

/** What the library or the network says, as one sentence for the person who named the brokers. */
export function openError(error: unknown, access: KafkaAccess): UserError {
  if (error instanceof UserError) return error;
  const brokers = access.brokers.join(", ");
  const causes = chain(error);
  const login = causes.find((cause) => codeOf(cause) === "PLT_KFK_AUTHENTICATION");
  if (login !== undefined)
    return new UserError("kafka_login_refused", { brokers, cause: reason(login) }, { cause: error });
  return new UserError("kafka_unreachable", { brokers, cause: reason(error) }, { cause: error });
}

/** The innermost cause in few words: it is the one that says what happened. */
export function reason(error: unknown): string {
  const last = chain(error).at(-1);
  if (!(last instanceof Error)) return String(last);
  return last.message === "" ? String(codeOf(last) ?? last.name) : last.message;
}

/** The error, its cause and so on; of several errors at once the last. */
function chain(error: unknown): unknown[] {
  const causes = [error];
  for (let at = error; at instanceof Error && causes.length < 16; causes.push(at)) {
    const inner = at instanceof AggregateError ? at.errors.at(-1) : at.cause;
    if (inner === undefined) break;
    at = inner;
  }
  return causes;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
