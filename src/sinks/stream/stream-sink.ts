import type { BatchProgress } from "../../model/stream/stream-progress.ts";
import type { WindowRow } from "../../model/stream/window-row.ts";

/**
 * Where the windows of a stream go. Publishing is at least once: after a crash a batch may come again under its number,
 * and for each (query, window, key) the row with the highest batch holds.
 */
export interface StreamSink {
  publish(batch: PublishedBatch): Promise<void>;
  close(): Promise<void>;
}

export interface PublishedBatch {
  readonly batch: number;
  /** Every window row that the batch changed or made final. */
  readonly rows: readonly WindowRow[];
  /** Null for a batch that is published again after a restart. */
  readonly progress: BatchProgress | null;
}
