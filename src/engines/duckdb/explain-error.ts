import { UserError } from "../../model/user-error.ts";

/**
 * What an error text of DuckDB (1.5) means for the person at the keyboard; undefined where it is not theirs to mend.
 * `file` is the input as the person named it, for messages that name no file or a temporary one.
 * A compressed file that is cut off gives no error at all: rows are silently missing (see checkCompressed).
 */
export function explainReadError(message: string, file: string): UserError | undefined {
  for (const { pattern, explain } of EXPLANATIONS) {
    const match = pattern.exec(message);
    if (match !== null) return explain(match, { file, line: lineOf(message) });
  }
  return undefined;
}

interface Place {
  readonly file: string;
  readonly line: number | null;
}

const LINE_MIB = 2 ** 20;

/** In this order: the first that fits holds. */
const EXPLANATIONS: readonly {
  readonly pattern: RegExp;
  readonly explain: (match: RegExpExecArray, place: Place) => UserError;
}[] = [
  { pattern: /^INTERRUPT Error/, explain: () => new UserError("cancelled", {}) },
  {
    pattern: /failed to offload data block[^(]*\([^/]*\/([^)]*?) used\)/,
    explain: ([, limit]) => new UserError("temporary_disk_full", { limit: limit ?? null }),
  },
  {
    pattern: /^Out of Memory Error(?:[^(]*\([^/]*\/([^)]*?) used\))?/,
    explain: ([, limit]) => new UserError("out_of_memory", { limit: limit ?? null }),
  },
  {
    pattern:
      /Could not (?:write|sync|truncate|close)[^"]*"([^"]+)"[^\n]*(?:No space left|Disk quota|not enough space)/i,
    explain: ([, path]) => new UserError("disk_full", { path: withoutStaging(path ?? "") }),
  },
  {
    // Only what is written is named in these; an input was opened before by Vitrina itself.
    pattern:
      /(?:open file|create directory|write (?:to )?file) "([^"]+)"[^\n]*: (Permission denied|Read-only file system|Access is denied)/,
    explain: ([, path], { file }) => unopened(path ?? "", file),
  },
  {
    pattern: /No files found that match the pattern/,
    explain: (_, { file }) => new UserError("file_not_found", { file }),
  },
  {
    pattern:
      /(?:a|unsupported) GZIP stream|decode gzip stream|Unsupported GZIP|Unknown frame descriptor|doesn't match checksum|Data corruption detected|Corrupted block/,
    explain: (_, { file }) => new UserError("compressed_damaged", { file }),
  },
  {
    pattern: /Maximum line size of (\d+) bytes exceeded/,
    explain: ([, bytes], place) => new UserError("line_too_long", { ...place, mebibytes: mebibytes(bytes) }),
  },
  {
    // The parallel reader's words for a row that is larger than its buffers.
    pattern: /Parallel CSV Reader currently does not support a full read/,
    explain: (_, place) => new UserError("line_too_long", { ...place, mebibytes: 16 }),
  },
  {
    pattern: /"maximum_object_size" of (\d+) bytes exceeded/,
    explain: ([, bytes], place) => new UserError("line_too_long", { ...place, mebibytes: mebibytes(bytes) }),
  },
  { pattern: /Missing closing brace/, explain: (_, { file }) => new UserError("json_incomplete", { file }) },
  { pattern: /Malformed JSON in file/, explain: (_, place) => new UserError("json_damaged", place) },
  {
    pattern: /This file is not utf-8 encoded|File is not (?:latin-1|utf-16|utf-8) encoded/,
    explain: (_, place) => new UserError("wrong_encoding", place),
  },
  {
    pattern:
      /No magic bytes found|Footer length error|too small to be a Parquet file|Malformed Parquet|Parquet file .*corrupt|Failed to read Parquet file|TProtocolException|(?:Snappy|ZSTD|LZ4|Brotli) decompression fail|Failed to decompress/i,
    explain: (_, { file }) => new UserError("parquet_incomplete", { file }),
  },
];

/** Both readers count from 1 and count the header. */
function lineOf(message: string): number | null {
  const line = /CSV Error on Line: (\d+)|in line (\d+)/.exec(message);
  return line === null ? null : Number(line[1] ?? line[2]);
}

function mebibytes(bytes: string | undefined): number {
  return Math.max(1, Math.round(Number(bytes) / LINE_MIB));
}

/** Results are written to a hidden folder within the one that the person named. */
function withoutStaging(path: string): string {
  // What a run needs on the way has no name that anybody knows: the folder has.
  return path.replace(/[/\\]\.vitrina-new-[^/\\]+[/\\]\.work[/\\].*/, "").replace(/\.vitrina-new-[^/\\]+[/\\]/, "");
}

function unopened(path: string, file: string): UserError {
  return path.endsWith(file)
    ? new UserError("input_not_readable", { file, cause: "EACCES" })
    : new UserError("output_no_permission", { path: withoutStaging(path) });
}
