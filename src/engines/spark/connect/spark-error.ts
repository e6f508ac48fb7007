/**
 * What went wrong, coarse enough to choose a remedy by:
 * - `address`: the `sc://` address or an option cannot be understood. Nothing was sent.
 * - `no-server`: nothing answers at that host and port.
 * - `not-spark`: something answers, but not Spark Connect (another port of Spark, an HTTP server, another gRPC service).
 * - `tls`: one side speaks TLS and the other does not, or the certificate is not trusted.
 * - `refused-token`: the server wants a token, or another one.
 * - `session-lost`: the server no longer has this session (expired, closed, restarted): its views, settings and
 *   streaming queries are gone. Open a new one.
 * - `server-lost`: the server was there and went away, and did not come back within the retry policy; or it no longer has
 *   the operation or the rest of its result. The session may still be there.
 * - `too-large`: a plan or message is over the server's limit.
 * - `interrupted`: the operation was interrupted, by this client or another.
 * - `unsupported`: this server's version does not know the request.
 * - `query`: Spark refused or failed the query; see `errorClass` and `sqlState`.
 * - `protocol`: the server broke the protocol, or sent data this client does not understand.
 */
export type SparkErrorKind =
  | "address"
  | "no-server"
  | "not-spark"
  | "tls"
  | "refused-token"
  | "session-lost"
  | "server-lost"
  | "too-large"
  | "interrupted"
  | "unsupported"
  | "query"
  | "protocol";

/** Where in a query's text Spark saw the fault. Indexes count characters from 0, both ends included. */
export interface QueryContext {
  readonly objectType: string;
  readonly objectName: string;
  readonly startIndex: number;
  readonly stopIndex: number;
  readonly fragment: string;
}

export interface SparkErrorFacts {
  /** Spark's error class with its subclass, as `DIVIDE_BY_ZERO` or `INVALID_HANDLE.FORMAT`. */
  readonly errorClass?: string;
  /** Five characters, as `22012`. */
  readonly sqlState?: string;
  /** The values in the message, by Spark's names. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly contexts?: readonly QueryContext[];
  /** The text of the SQL query, where the operation had one. */
  readonly query?: string;
  /** The server's class of exception, as `org.apache.spark.sql.AnalysisException`. */
  readonly exception?: string;
  readonly operationId?: string;
  /** What the server said besides the message (plans, causes), without stack traces; may have many lines. */
  readonly detail?: string;
}

/** The one error of this client. Its message is Spark's or the network's own sentence, without stack traces and tokens. */
export class SparkError extends Error {
  override readonly name = "SparkError";
  readonly kind: SparkErrorKind;
  readonly errorClass: string | undefined;
  readonly sqlState: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  readonly contexts: readonly QueryContext[];
  readonly query: string | undefined;
  readonly exception: string | undefined;
  readonly operationId: string | undefined;
  readonly detail: string | undefined;

  constructor(kind: SparkErrorKind, message: string, facts: SparkErrorFacts = {}) {
    super(message);
    this.kind = kind;
    this.errorClass = facts.errorClass;
    this.sqlState = facts.sqlState;
    this.parameters = facts.parameters ?? {};
    this.contexts = facts.contexts ?? [];
    this.query = facts.query;
    this.exception = facts.exception;
    this.operationId = facts.operationId;
    this.detail = facts.detail;
  }
}
