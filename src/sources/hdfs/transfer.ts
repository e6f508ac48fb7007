import { checksumOfFile, checksumWay, sameChecksum } from "./checksum.ts";
import type { HdfsEntry, WebHdfs } from "./client.ts";
import type { RetryPolicy } from "./retry.ts";

/** What the ways to HDFS and home need. */
export interface Transfer {
  readonly client: WebHdfs;
  readonly signal: AbortSignal;
  /** How many bytes moved since the last call; fewer than none where some have to move again. */
  readonly onBytes: (count: number) => void;
  readonly policy?: RetryPolicy;
}

/** How a copy was found to be the same: by HDFS's own checksum, or where that cannot be computed only by its length. */
export type Proof = "checksum" | "length";

/** The copy is not what was to be copied. */
export class DiffersError extends Error {
  override readonly name = "DiffersError";
}

/** Ends the names of files that are not whole yet. */
export const PART = ".vitrina-part";

/** Of a file in HDFS and a local one of the same length. Null where the content differs. */
export async function proveSame(entry: HdfsEntry, file: string, { client, signal }: Transfer): Promise<Proof | null> {
  // An empty file has no block, and its checksum no parameters.
  if (entry.size === 0 || entry.coded) return "length";
  const theirs = await client.checksum(entry.path);
  const way = theirs === null ? null : checksumWay(theirs, entry.blockSize);
  if (theirs === null || way === null) return "length";
  return sameChecksum(theirs, await checksumOfFile(file, way, signal)) ? "checksum" : null;
}
