import { UserError } from "../../../model/user-error.ts";
import type { KafkaAccess } from "../access.ts";
import { TOPIC_AUTHORIZATION_FAILED, UNKNOWN_TOPIC_OR_PARTITION } from "../kafka-codes.ts";
import { openError, reason } from "../open-error.ts";

/** https://kafka.apache.org/protocol#protocol_error_codes */
const INVALID_TOPIC = 17;
const CLUSTER_AUTHORIZATION_FAILED = 31;
const TOPIC_ALREADY_EXISTS = 36;

/** What went wrong with a topic, as one sentence. The topic is empty where none was named. */
export function topicError(error: unknown, topic: string, access: KafkaAccess): UserError {
  if (error instanceof UserError) return error;
  const causes = allCauses(error);
  const options = { cause: error };
  const brokers = access.brokers.join(", ");
  const tls = causes.find(isTlsFailure);
  if (tls !== undefined) return new UserError("kafka_tls_failed", { brokers, cause: reason(tls) }, options);
  if (causes.some((cause) => cause instanceof Error && cause.message.startsWith(TLS_WANTED))) {
    return new UserError("kafka_tls_needed", { brokers }, options);
  }
  const answer = causes.find((cause) => typeof field(cause, "apiCode") === "number");
  if (answer === undefined) {
    // The library's own word for a topic that no broker knows.
    const unknown = causes.some((cause) => codeOf(cause) === "PLT_KFK_USER" && topic !== "");
    return unknown ? new UserError("kafka_topic_missing", { topic }, options) : openError(error, access);
  }
  switch (field(answer, "apiCode")) {
    case UNKNOWN_TOPIC_OR_PARTITION:
      return new UserError("kafka_topic_missing", { topic }, options);
    case TOPIC_ALREADY_EXISTS:
      return new UserError("kafka_topic_exists", { topic }, options);
    case INVALID_TOPIC:
      return new UserError("kafka_topic_name", { topic }, options);
    case TOPIC_AUTHORIZATION_FAILED:
    case CLUSTER_AUTHORIZATION_FAILED:
      return new UserError("kafka_not_allowed", { topic }, options);
    default:
      return openOrRefused(error, answer, { topic, access });
  }
}

function isTlsFailure(error: unknown): boolean {
  return TLS_FAILURE.test(codeOf(error)) || (error instanceof Error && error.message.includes(TLS_CUT));
}

/** Node.js has no code of its own for a port that hangs up because it does not speak TLS. */
const TLS_CUT = "before secure TLS connection was established";
/** The library's sentence for a broker that hangs up on whoever does not speak TLS. */
const TLS_WANTED = "Broker requires TLS";
const TLS_FAILURE = /^(ERR_TLS_|ERR_SSL_|ERR_OSSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|EPROTO$)/;

function openOrRefused(
  error: unknown,
  answer: unknown,
  { topic, access }: { readonly topic: string; readonly access: KafkaAccess },
): UserError {
  const opened = openError(error, access);
  if (topic === "" || opened.code === "kafka_login_refused") return opened;
  const cause = String(field(answer, "serverErrorMessage") ?? reason(answer)).replace(/\.$/, "");
  return new UserError("kafka_topic_refused", { topic, cause }, { cause: error });
}

/** The error and all that led to it, outermost first. */
function allCauses(error: unknown): unknown[] {
  if (!(error instanceof Error)) return [error];
  const inner = error instanceof AggregateError ? error.errors : [];
  return [error, ...[...inner, ...(error.cause === undefined ? [] : [error.cause])].flatMap(allCauses)];
}

function codeOf(error: unknown): string {
  return String(field(error, "code") ?? "");
}

function field(error: unknown, name: string): unknown {
  return error instanceof Error ? Object.getOwnPropertyDescriptor(error, name)?.value : undefined;
}
