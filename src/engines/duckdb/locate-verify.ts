import { rewriteRecords } from "./locate-rewrite.ts";
import { type RecordLimits, type RecordScan, scanRecords } from "./locate-scan.ts";
import type { RecordLayout } from "./locate-walk.ts";

/** One reading of a CSV file; the rest of its options never change. */
export interface ReadAttempt {
  readonly path: string;
  readonly header: boolean;
  readonly skipLines: number;
  readonly parallel: boolean;
  /** As DuckDB writes it; null lets DuckDB see for itself. */
  readonly newLine: "\\n" | null;
}

/** Reads and returns the number of rows. */
export type ReadOnce = (attempt: ReadAttempt) => Promise<number>;

export interface VerifiedRead {
  /** Rows of the reading that holds, which is the last one. */
  readonly rows: number;
  readonly scan: RecordScan;
}

/**
 * Reads a CSV file until DuckDB's number of rows is the number of records that the file holds, less those that it refuses:
 * 1. in parallel, while this process counts; 2. if that does not agree, in one thread; 3. if that does not either, from
 * a copy in plain form. DuckDB 1.5.5 loses rows, or reads them twice, in the first two ways without a word.
 */
export async function readVerified(
  path: string,
  layout: RecordLayout,
  limits: RecordLimits,
  { readOnce, copyPath, signal }: { readOnce: ReadOnce; copyPath: string; signal?: AbortSignal },
): Promise<VerifiedRead> {
  const failed = new AbortController();
  const options = { signal: signal === undefined ? failed.signal : AbortSignal.any([signal, failed.signal]) };
  const original = { path, header: layout.header, skipLines: layout.skipLines ?? 0, newLine: null };
  const reading = attempt(readOnce, { ...original, parallel: true });
  const counting = scanRecords(path, layout, null, options);
  const [first, counted] = await Promise.all([reading, counting]).catch(async (error: unknown) => {
    failed.abort();
    // Nothing may still use the engine when this ends.
    await Promise.allSettled([reading, counting]);
    throw error;
  });
  // Broken quotes can make the parallel reader take the middle of a record for a row.
  const mayTrustFirst = isPlain(counted) && counted.dropped.length === 0;
  if (mayTrustFirst && agree(first, counted)) {
    return { rows: first, scan: counted };
  }
  const scan = await scanRecords(path, layout, limits, options);
  if (mayTrustFirst && agree(first, scan)) {
    return { rows: first, scan };
  }
  if (isPlain(scan)) {
    const second = await attempt(readOnce, { ...original, parallel: false });
    if (agree(second, scan)) {
      return { rows: second, scan };
    }
  }
  await rewriteRecords(path, copyPath, layout, limits, options);
  const rows = await readOnce({ path: copyPath, header: false, skipLines: 0, parallel: false, newLine: "\\n" });
  if (!agree(rows, scan)) {
    throw new Error(
      `${path} holds ${scan.total} records and ${scan.dropped.length} of them are unreadable, but ${rows} were read`,
    );
  }
  return { rows, scan };
}

const GIVES_UP = /reached an invalid state/;
const GIVES_UP_IN_PARALLEL =
  /null_padding in conjunction with quoted new lines|Maximum line size|does not support a full read/;

/** Null where DuckDB gives up on the whole file over line ends, or in parallel over quoted line ends and long lines. */
async function attempt(readOnce: ReadOnce, options: ReadAttempt): Promise<number | null> {
  try {
    return await readOnce(options);
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    if (GIVES_UP.test(message) || (options.parallel && GIVES_UP_IN_PARALLEL.test(message))) {
      return null;
    }
    throw error;
  }
}

function agree(rows: number | null, scan: RecordScan): rows is number {
  return rows === scan.total - scan.dropped.length;
}

/**
 * Whether a right number of rows means right rows. A header over several lines hides where the rows begin, line ends of
 * several kinds join records, blank lines ended by CRLF may leave an LF in the row after them.
 */
function isPlain({ headerIsLine, lineEnds: { blank, lf, crlf, cr } }: RecordScan): boolean {
  const kinds = [lf, crlf, cr].filter((count) => count > 0).length;
  return headerIsLine && kinds <= 1 && (crlf === 0 || blank === 0);
}
