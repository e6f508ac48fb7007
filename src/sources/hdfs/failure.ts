/** What a call came to, before anybody is told: the error of WebHDFS itself, or that of the way to it. */
export class HdfsFailure extends Error {
  override readonly name = "HdfsFailure";
  readonly kind: "remote" | "network" | "answer";
  /** Hadoop's own name of the error, such as AccessControlException; the system's code; or the HTTP status. */
  readonly code: string;
  /** Who was asked: origin only, because the rest of a URL may hold a token. */
  readonly origin: string;
  /** True for a node that holds data, false for the NameNode. */
  readonly dataNode: boolean;

  constructor(kind: HdfsFailure["kind"], { code, origin, dataNode, message, cause }: Told) {
    super(message, { cause });
    this.kind = kind;
    this.code = code;
    this.origin = origin;
    this.dataNode = dataNode;
  }
}

interface Told {
  readonly code: string;
  readonly origin: string;
  readonly dataNode: boolean;
  readonly message: string;
  readonly cause?: unknown;
}

/** Another NameNode may be the right one. */
export function isStandby(error: unknown): boolean {
  return error instanceof HdfsFailure && !error.dataNode && (error.code === "StandbyException" || isGone(error));
}

/** It may work in a moment. */
export function mayPass(error: unknown): boolean {
  if (!(error instanceof HdfsFailure)) return false;
  if (error.kind === "network") return error.code !== "ENOTFOUND";
  return PASSING.has(error.code);
}

function isGone({ kind }: HdfsFailure): boolean {
  return kind === "network";
}

const PASSING: ReadonlySet<string> = new Set([
  "StandbyException",
  "RetriableException",
  "SafeModeException",
  "ConnectException",
  "SocketTimeoutException",
  "408",
  "429",
  "500",
  "502",
  "503",
  "504",
]);

/** What happened on the way may be in the cause, or in the first of several. */
export function networkFailure(error: unknown, origin: string, dataNode: boolean): HdfsFailure {
  const code = networkCode(error);
  return new HdfsFailure("network", { code, origin, dataNode, message: `${origin}: ${code}`, cause: error });
}

function networkCode(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ("code" in error && typeof error.code === "string") return error.code;
  if (error instanceof AggregateError) return networkCode(error.errors[0]);
  if (error.name === "TimeoutError") return "ETIMEDOUT";
  return error.cause === undefined ? error.message : networkCode(error.cause);
}

interface RemoteException {
  readonly RemoteException?: { readonly exception?: unknown; readonly message?: unknown };
}

/** From an answer that is no success. */
export function answerFailure(status: number, text: string, origin: string, dataNode: boolean): HdfsFailure {
  const { exception, message } = remoteException(text) ?? {};
  if (typeof exception === "string") {
    const said = firstLine(typeof message === "string" ? message : exception);
    return new HdfsFailure("remote", { code: exception, origin, dataNode, message: said });
  }
  return new HdfsFailure("answer", { code: String(status), origin, dataNode, message: `HTTP ${status}` });
}

function remoteException(text: string): RemoteException["RemoteException"] | undefined {
  try {
    return (JSON.parse(text) as RemoteException | null)?.RemoteException;
  } catch {
    return undefined;
  }
}

/** Hadoop's messages go on with a stack. */
function firstLine(text: string): string {
  const [line = ""] = text.trim().split(/[\r\n]/, 1);
  return line.slice(0, 300);
}
