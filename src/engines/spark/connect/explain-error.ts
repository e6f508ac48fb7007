import { Code, ConnectError } from "@connectrpc/connect";
import { cleanMessage } from "./clean-message.ts";
import { ErrorInfoSchema } from "./protocol/generated/error_pb.js";
import { isBroken, networkCodes } from "./retry-policy.ts";
import { SparkError, type SparkErrorFacts, type SparkErrorKind } from "./spark-error.ts";
import { sqlStateOf } from "./sql-states.ts";

/** What is known where the error came up. */
export interface ErrorPlace {
  /** The server, without secrets, for sentences. */
  readonly server: string;
  /** Whether it answered before: then it was lost, not absent. */
  readonly reached: boolean;
  readonly query?: string | undefined;
  readonly operationId?: string | undefined;
  /** Removes secrets. */
  readonly redact: (text: string) => string;
  /** From FetchErrorDetails, where the server offers it. */
  readonly details?: SparkErrorFacts & { readonly message?: string };
}

/** Whatever a call threw, as a SparkError. */
export function explainError(error: unknown, place: ErrorPlace): SparkError {
  if (error instanceof SparkError) return error;
  if (!(error instanceof ConnectError)) throw error;
  const info = error.findDetails(ErrorInfoSchema).find(({ domain }) => domain === "org.apache.spark");
  if (info === undefined) return explainNetwork(error, place);
  return explainSpark(error, info, place);
}

/** The id under which a Spark 4 server keeps the whole error. */
export function errorIdOf(error: unknown): string | undefined {
  if (!(error instanceof ConnectError)) return undefined;
  return error.findDetails(ErrorInfoSchema).find(({ domain }) => domain === "org.apache.spark")?.metadata.errorId;
}

/** The error class of the server's answer, also before it is a SparkError. */
export function errorClassOf(error: unknown): string | undefined {
  if (!(error instanceof ConnectError)) return undefined;
  return cleanMessage(error.rawMessage).errorClass;
}

function explainSpark(
  error: ConnectError,
  info: { reason: string; metadata: Record<string, string> },
  place: ErrorPlace,
): SparkError {
  const cleaned = cleanMessage(place.details?.message ?? error.rawMessage);
  const errorClass = place.details?.errorClass ?? info.metadata.errorClass ?? cleaned.errorClass;
  const sqlState = place.details?.sqlState ?? info.metadata.sqlState ?? cleaned.sqlState ?? sqlStateOf(errorClass);
  const detail = place.details?.detail ?? cleaned.detail;
  const message = place.redact(cleaned.message || info.reason);
  return new SparkError(STOPPED.test(message) ? "server-lost" : kindOfClass(errorClass), message, {
    ...factsOf(place),
    parameters: place.details?.parameters ?? parametersOf(info.metadata.messageParameters),
    contexts: place.details?.contexts ?? [],
    exception: info.reason,
    ...(errorClass === undefined ? {} : { errorClass }),
    ...(sqlState === undefined ? {} : { sqlState }),
    ...(detail === undefined ? {} : { detail: place.redact(detail) }),
  });
}

function kindOfClass(errorClass: string | undefined): SparkErrorKind {
  if (errorClass === undefined) return "query";
  if (SESSION_LOST.test(errorClass)) return "session-lost";
  if (RESULT_LOST.test(errorClass)) return "server-lost";
  if (errorClass === "OPERATION_CANCELED" || errorClass === "OPERATION_CANCELLED") return "interrupted";
  return "query";
}

function explainNetwork(error: ConnectError, place: ErrorPlace): SparkError {
  const codes = networkCodes(error);
  const kind = kindOfNetwork(error, codes, place);
  return new SparkError(kind, place.redact(sentence(kind, error, codes, place)), factsOf(place));
}

function kindOfNetwork(error: ConnectError, codes: readonly string[], { reached }: ErrorPlace): SparkErrorKind {
  if (codes.some((code) => CERTIFICATE.test(code) || TLS.test(code))) return "tls";
  if (codes.some((code) => ABSENT.has(code))) return reached ? "server-lost" : "no-server";
  if (isBroken(error)) return reached ? "server-lost" : "not-spark";
  switch (error.code) {
    case Code.Unauthenticated:
    case Code.PermissionDenied:
      return "refused-token";
    case Code.ResourceExhausted:
      return "too-large";
    case Code.Unimplemented:
      return reached ? "unsupported" : "not-spark";
    case Code.Canceled:
      return "interrupted";
    case Code.Unavailable:
    case Code.DeadlineExceeded:
    case Code.Aborted:
      return reached ? "server-lost" : "no-server";
    case Code.NotFound:
    case Code.Unknown:
      return reached ? "protocol" : "not-spark";
    default:
      return "protocol";
  }
}

function sentence(kind: SparkErrorKind, error: ConnectError, codes: readonly string[], place: ErrorPlace): string {
  const said = firstLine(error.rawMessage);
  switch (kind) {
    case "no-server":
      return `No server answers at ${place.server} (${codes.find((code) => ABSENT.has(code)) ?? said}).`;
    case "server-lost":
      return `The connection to ${place.server} was lost and could not be taken up again (${said}).`;
    case "not-spark":
      return `What answers at ${place.server} is not Spark Connect (${said}).`;
    case "tls":
      return `No secure connection to ${place.server}: ${codes.some((code) => NO_TLS.has(code)) ? "it does not speak TLS" : said}.`;
    case "refused-token":
      return `${place.server} refuses the token: ${said}.`;
    case "too-large":
      return `The request is larger than ${place.server} takes: ${said}.`;
    case "unsupported":
      return `${place.server} does not know this request: ${said}.`;
    default:
      return said;
  }
}

function firstLine(text: string): string {
  return (text.split("\n", 1)[0] ?? "").trim().replace(/[.:]$/, "") || "no reason given";
}

function factsOf({ query, operationId }: ErrorPlace): SparkErrorFacts {
  return { ...(query === undefined ? {} : { query }), ...(operationId === undefined ? {} : { operationId }) };
}

/** Spark 4 sends them as a JSON object in text. */
function parametersOf(text: string | undefined): Readonly<Record<string, string>> {
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return {};
    return Object.fromEntries(Object.entries(value).map(([name, parameter]) => [name, String(parameter)]));
  } catch {
    return {};
  }
}

const ABSENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EAI_FAIL",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
]);
const CERTIFICATE = /CERT|UNABLE_TO_(?:VERIFY|GET)|ERR_TLS|SELF_SIGNED|HOSTNAME_MISMATCH/;
/** What OpenSSL makes of a plain answer to its greeting. */
const NO_TLS = new Set(["ERR_SSL_WRONG_VERSION_NUMBER", "ERR_SSL_PACKET_LENGTH_TOO_LONG", "EPROTO"]);
const TLS = /^ERR_SSL|^EPROTO$/;
/** The server is there, and has given up the operation or the part of its result that comes next. */
const RESULT_LOST = /^INVALID_HANDLE\.OPERATION_(?:NOT_FOUND|ABANDONED)$|^INVALID_CURSOR\./;
/** A driver that ran out of memory, or is going down: it answers, but only a restart helps. */
const STOPPED = /stopped SparkContext|SparkContext was shut ?down/;
const SESSION_LOST = /^INVALID_HANDLE\.SESSION_(?:NOT_FOUND|CLOSED|CHANGED)$/;
