import { posix } from "node:path";
import { UserError } from "../../model/user-error.ts";

/** A place in HDFS, and how WebHDFS is reached there. */
export interface HdfsPlace {
  /** As people wrote it, or would: scheme, host and path. */
  readonly address: string;
  /** What stands before the path in an address. */
  readonly root: string;
  /** Absolute and normal; as HDFS knows it, nothing is encoded. */
  readonly path: string;
  /** The address ended in a slash: a folder is meant. */
  readonly folder: boolean;
  /** `http://host:9870`, without `/webhdfs/v1`; several are NameNodes of one cluster, of which one is active. */
  readonly endpoints: readonly string[];
  /** Who is named in the address. */
  readonly user: string | null;
}

const HTTP_PORT = 9870;
const HTTPS_PORT = 9871;
/** In an hdfs:// address they can only be meant for HTTP: of Hadoop 3, 3 with TLS, and 2. */
const PORTS_OF_HTTP: ReadonlyMap<number, "http" | "https"> = new Map([
  [HTTP_PORT, "http"],
  [HTTPS_PORT, "https"],
  [50_070, "http"],
]);

export function isHdfsAddress(text: string): boolean {
  return /^(hdfs|s?webhdfs):\/\//i.test(text);
}

/**
 * `webhdfs://host:port/path` (`swebhdfs` with TLS) says where WebHDFS is. `hdfs://host:port/path`, as Spark takes it,
 * names the port of another protocol, so WebHDFS is looked for at `webhdfs` or else at the same host's usual port.
 * `webhdfs` is a list of URLs with commas between. Throws UserError.
 */
export function parseHdfsAddress(text: string, webhdfs: string | null): HdfsPlace {
  const [, scheme = "", user, host = "", port, rawPath = ""] =
    /^(hdfs|s?webhdfs):\/\/(?:([^@/\s]+)@)?(\[[^\]/]+\]|[^:/@\s]*)(?::(\d{1,5}))?(\/.*)?$/is.exec(text) ?? [];
  if (scheme === "" || Number(port ?? 1) < 1 || Number(port ?? 1) > 65_535) {
    throw new UserError("hdfs_bad_address", { address: text });
  }
  const path = normal(rawPath);
  const root = `${scheme.toLowerCase()}://${host}${port === undefined ? "" : `:${port}`}`;
  return {
    address: `${root}${path}`,
    root,
    path,
    folder: rawPath === "" || rawPath.endsWith("/"),
    endpoints: endpointsOf({ scheme: scheme.toLowerCase(), host, port, webhdfs, text }),
    user: user ?? null,
  };
}

/** The address of a path below the same root. */
export function addressOf({ root }: Pick<HdfsPlace, "root">, path: string): string {
  return `${root}${path}`;
}

function normal(raw: string): string {
  const path = posix.normalize(`/${raw}`);
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}

interface Parts {
  readonly scheme: string;
  readonly host: string;
  readonly port: string | undefined;
  readonly webhdfs: string | null;
  readonly text: string;
}

function endpointsOf({ scheme, host, port, webhdfs, text }: Parts): string[] {
  if (scheme !== "hdfs") {
    if (host === "") throw new UserError("hdfs_no_host", { address: text });
    const [protocol, usual] = scheme === "webhdfs" ? ["http", HTTP_PORT] : ["https", HTTPS_PORT];
    return [`${protocol}://${host}:${port ?? usual}`];
  }
  if (webhdfs !== null) return webhdfs.split(",").map(readEndpoint);
  if (host === "") throw new UserError("hdfs_no_host", { address: text });
  const protocol = PORTS_OF_HTTP.get(Number(port));
  return [protocol === undefined ? `http://${host}:${HTTP_PORT}` : `${protocol}://${host}:${port}`];
}

/** With or without `/webhdfs/v1` at the end; a gateway may have something before it. */
function readEndpoint(text: string): string {
  const url = URL.parse(text.trim());
  const usable = url !== null && /^https?:$/.test(url.protocol) && url.search === "" && url.hash === "";
  if (!usable || url.username !== "" || url.password !== "") {
    throw new UserError("hdfs_bad_endpoint", { value: url === null ? text : `${url.protocol}//${url.host}` });
  }
  return `${url.origin}${url.pathname.replace(/\/(webhdfs(\/v1)?\/?)?$/, "")}`;
}
