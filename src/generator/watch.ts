import { stat } from "node:fs/promises";
import type { DuckDb } from "../engines/duckdb/instance.ts";

export interface WriteProgress {
  /** Rows drawn so far, of `total`. */
  readonly rows: number;
  readonly total: number;
  /** Bytes in the file so far. */
  readonly bytes: number;
}

const EVERY_MS = 150;

/** Does the work; an aborted signal stops the statement that runs, which then fails. */
export async function interruptible<T>(
  { connection }: DuckDb,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
) {
  signal?.throwIfAborted();
  const interrupt = () => connection.interrupt();
  signal?.addEventListener("abort", interrupt);
  // An interrupt between two statements is lost, so it is repeated.
  const timer = setInterval(() => signal?.aborted && interrupt(), EVERY_MS);
  try {
    const result = await work();
    signal?.throwIfAborted();
    return result;
  } finally {
    clearInterval(timer);
    signal?.removeEventListener("abort", interrupt);
  }
}

/** Runs a statement that writes so many rows to `file` and tells how far it is. */
export async function runWithProgress(
  { connection }: DuckDb,
  statement: string,
  {
    file,
    total,
    tell,
  }: { readonly file: string; readonly total: number; readonly tell: (progress: WriteProgress) => void },
): Promise<void> {
  let running = true;
  const look = async () => {
    const share = Math.max(0, connection.progress.percentage) / 100;
    const bytes = await stat(file).then(
      ({ size }) => size,
      () => 0,
    );
    if (running) tell({ rows: Math.floor(share * total), total, bytes });
  };
  const timer = setInterval(() => void look(), EVERY_MS);
  try {
    await connection.run(statement);
  } finally {
    running = false;
    clearInterval(timer);
  }
}
