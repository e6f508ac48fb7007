import type { BatchProgress } from "../../model/stream/stream-progress.ts";
import type { WindowRow } from "../../model/stream/window-row.ts";
import { batchHeader } from "./batch-header.ts";
import { createFinalWindowsSeen } from "./final-windows-seen.ts";
import { createRecentWindows } from "./recent-windows.ts";
import { createStreamHistory } from "./stream-history.ts";
import { createStreamLook, type StreamLookOptions } from "./stream-look.ts";
import type { StreamSink } from "./stream-sink.ts";
import { windowTable } from "./window-table.ts";

export interface ConsoleWindowsOptions extends StreamLookOptions {
  /** Comes back when the text has left the process. */
  readonly write: (text: string) => Promise<void>;
  /** Columns of the terminal, which may change. */
  readonly width: () => number;
  /** Ids of the windowed queries, in the order of their tables. */
  readonly queries: readonly string[];
  readonly watermarkSeconds: number;
  /** Up to where windows were final at the start, milliseconds. */
  readonly finalUntil: number | null;
  /** Number of the last batch before the start: what comes without progress up to there was perhaps shown before. */
  readonly lastBatch: number;
}

const NARROWEST = 40;
/** Wider lines are hard to follow with the eye. */
const WIDEST = 120;

/** For each batch that changed something a header and a table for each query. */
export function createConsoleWindows(options: ConsoleWindowsOptions): StreamSink {
  const { write, queries, watermarkSeconds } = options;
  const look = createStreamLook(options);
  const history = createStreamHistory({ watermarkSeconds });
  const recent = createRecentWindows();
  const seen = createFinalWindowsSeen(options.finalUntil);

  function tables(rows: readonly WindowRow[], time: string, again: boolean, width: number): string[][] {
    const isCorrection = again ? () => false : seen.isCorrection;
    const byQuery = Map.groupBy(rows, ({ query }) => query);
    return queries.flatMap((query) => {
      const own = byQuery.get(query);
      if (own === undefined) return [];
      return [windowTable({ query, windows: recent.take(query, own), time, isCorrection, width }, look)];
    });
  }

  function header(batch: number, progress: BatchProgress | null, width: number): string[] {
    if (progress !== null) return batchHeader(progress, history.add(progress), width, look);
    const { republished, corrections } = look.words;
    const title = batch <= options.lastBatch ? republished : corrections;
    return [look.paint.title(title({ batch: look.format.count(batch) }))];
  }

  return {
    async publish({ batch, rows, progress }) {
      const width = Math.min(WIDEST, Math.max(NARROWEST, options.width()));
      const head = header(batch, progress, width);
      if (rows.length === 0 && (progress?.quality.read ?? 0) === 0) return;
      const time = progress?.time ?? rows.at(-1)?.window_start ?? "";
      const again = progress === null && batch <= options.lastBatch;
      const parts = [head, ...tables(rows, time, again, width)];
      seen.note(rows);
      await write(`${parts.map((lines) => lines.join("\n")).join("\n\n")}\n\n`);
    },
    async close() {
      // Nothing is held back.
    },
  };
}
