import { UserError } from "../../model/user-error.ts";
import { SparkError } from "./connect/spark-error.ts";
import { DAMAGED } from "./scan.ts";

export interface ErrorPlace {
  /** What was being read or written, as the person named it. */
  readonly file: string;
  readonly signal?: AbortSignal | undefined;
}

/** Runs it; what goes wrong on the cluster comes as a sentence for people. */
export async function explained<T>({ file, signal }: ErrorPlace, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof SparkError ? explainSparkError(error, file) : error;
  }
}

/** What an error of Spark's means for the person at the keyboard. `file`: what was being read or written. */
export function explainSparkError(error: SparkError, file: string): UserError {
  const cause = firstLine(error.message);
  const options = { cause: error };
  switch (error.kind) {
    case "address":
      return new UserError("spark_address", { cause }, options);
    case "no-server":
      return new UserError("spark_no_server", { cause }, options);
    case "not-spark":
      return new UserError("spark_not_spark", { cause }, options);
    case "tls":
      return new UserError("spark_tls", { cause }, options);
    case "refused-token":
      return new UserError("spark_refused", { cause }, options);
    case "session-lost":
      return new UserError("spark_session_lost", {}, options);
    case "server-lost":
      return new UserError("spark_server_lost", { cause }, options);
    case "too-large":
      return new UserError("spark_too_large", { cause }, options);
    case "interrupted":
      return new UserError("spark_interrupted", {}, options);
    case "unsupported":
    case "protocol":
      return new UserError("spark_unsupported", { cause }, options);
    case "query":
      return explainQuery(error, file, cause);
  }
}

function explainQuery(error: SparkError, file: string, cause: string): UserError {
  const options = { cause: error };
  const all = `${error.errorClass ?? ""} ${error.message}\n${error.detail ?? ""}`;
  for (const { pattern, explain } of EXPLANATIONS) {
    const match = pattern.exec(all);
    if (match !== null)
      return explain({ file, cause, found: match.slice(1).find((part) => part !== undefined) ?? "" }, options);
  }
  return new UserError("spark_query", { cause }, options);
}

interface Found {
  readonly file: string;
  readonly cause: string;
  readonly found: string;
}

/** In this order: the first that fits holds. */
const EXPLANATIONS: readonly {
  readonly pattern: RegExp;
  readonly explain: (found: Found, options: { cause: unknown }) => UserError;
}[] = [
  {
    pattern: new RegExp(DAMAGED),
    explain: ({ file }, options) => new UserError("json_damaged", { file, line: null }, options),
  },
  {
    pattern: /native zStandard library/,
    explain: ({ file }, options) => new UserError("spark_no_zstd", { file }, options),
  },
  {
    pattern: /PATH_ALREADY_EXISTS/,
    explain: ({ file }, options) => new UserError("spark_out_occupied", { address: file }, options),
  },
  {
    pattern: /PATH_NOT_FOUND|Path does not exist: (\S+)/,
    explain: ({ file, cause }, options) => new UserError("spark_path_hidden", { file, cause }, options),
  },
  {
    pattern:
      /No FileSystem for scheme "?([\w+.-]+)|Class org\.apache\.hadoop\.fs\.([\w.]+) not found|UNSUPPORTED_FILE_SYSTEM/,
    explain: ({ found }, options) =>
      new UserError("spark_no_file_system", { scheme: found.split(".", 1)[0] ?? found }, options),
  },
  {
    pattern: /(?:DATA_SOURCE_NOT_FOUND[^\n]*?|Failed to find )data source: `?(\w+)/i,
    explain: ({ found }, options) => new UserError("spark_no_connector", { name: found }, options),
  },
  {
    pattern: /No space left on device|Disk quota exceeded|not enough space/i,
    explain: ({ cause }, options) => new UserError("spark_disk_full", { cause }, options),
  },
  {
    pattern: /OutOfMemoryError|Java heap space|UNABLE_TO_ACQUIRE_MEMORY|GC overhead limit/,
    explain: ({ cause }, options) => new UserError("spark_out_of_memory", { cause }, options),
  },
  {
    pattern:
      /ExecutorLostFailure|executor .{0,40}(?:lost|exited)|Master removed our application|SparkContext was shut down|All masters are unresponsive/i,
    explain: ({ cause }, options) => new UserError("spark_executor_lost", { cause }, options),
  },
  {
    pattern: /maxResultSize|bigger than spark\.driver/,
    explain: ({ cause }, options) => new UserError("spark_too_large", { cause }, options),
  },
  {
    pattern: /Permission denied|AccessControlException|AccessDenied/i,
    explain: ({ cause }, options) => new UserError("spark_denied", { cause }, options),
  },
  {
    pattern: /is not a Parquet file|CANNOT_READ_FILE_FOOTER|Could not read footer/i,
    explain: ({ file }, options) => new UserError("parquet_incomplete", { file }, options),
  },
  {
    pattern:
      /not in gzip format|ZipException|incorrect (?:header|data) check|Unexpected end of (?:ZLIB )?input stream/i,
    explain: ({ file }, options) => new UserError("compressed_damaged", { file }, options),
  },
];

function firstLine(text: string): string {
  return (text.trim().split("\n", 1)[0] ?? "").trim().replace(/[.:]$/, "").slice(0, 400);
}
