import type { DuckDBConnection } from "@duckdb/node-api";
import { explainReadError } from "./explain-error.ts";

export interface WatchOptions {
  readonly signal: AbortSignal | undefined;
  /** From 0 to 1 within this piece of work. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** The input being read, as the person named it. */
  readonly file: string;
}

const PROGRESS_EVERY_MS = 100;

/**
 * Runs queries on a connection so that they can be interrupted, report how far they are, and fail with a
 * sentence for people where the cause is theirs to mend.
 */
export async function watch<T>(
  connection: DuckDBConnection,
  { signal, onProgress, file }: WatchOptions,
  work: () => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const interrupt = () => connection.interrupt();
  signal?.addEventListener("abort", interrupt, { once: true });
  const timer = onProgress && setInterval(() => onProgress(fraction(connection)), PROGRESS_EVERY_MS);
  try {
    return await work();
  } catch (error) {
    signal?.throwIfAborted();
    throw (error instanceof Error && explainReadError(error.message, file)) || error;
  } finally {
    clearInterval(timer);
    signal?.removeEventListener("abort", interrupt);
  }
}

function fraction(connection: DuckDBConnection): number {
  return Math.min(1, Math.max(0, connection.progress.percentage / 100));
}
