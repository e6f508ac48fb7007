import type { BatchProgress } from "../../model/stream/stream-progress.ts";
import type { WindowRow } from "../../model/stream/window-row.ts";
import type { PublishedBatch, StreamSink } from "../stream/stream-sink.ts";

/** What a reader of the feed gets: first all windows as they stand, then every change. */
export type LiveEvent =
  | { readonly kind: "snapshot"; readonly batch: number; readonly rows: readonly WindowRow[] }
  | {
      readonly kind: "batch";
      readonly batch: number;
      readonly rows: readonly WindowRow[];
      readonly progress: BatchProgress | null;
    };

export interface LiveReader extends AsyncIterable<LiveEvent> {
  /** Ends the reader's loop. */
  close(): void;
}

export interface LiveFeed extends StreamSink {
  /**
   * Reads along. `after`: the last batch the reader has seen; where the feed still holds all that followed, it gets that
   * instead of a snapshot. A reader that falls too far behind is evicted: its loop throws `SlowReader`.
   */
  subscribe(options?: { readonly after?: number }): LiveReader;
  readonly readers: number;
}

export interface LiveFeedOptions {
  /** Windows kept for new readers, the latest of each query. */
  readonly windows?: number;
  /** Batches kept for readers that come back. */
  readonly batches?: number;
  /** Batches that may wait for a reader before it is evicted. */
  readonly waiting?: number;
}

/** The reader did not keep up; it may subscribe again and begins with a snapshot. */
export class SlowReader extends Error {
  override readonly name = "SlowReader";
}

type BatchEvent = Extract<LiveEvent, { kind: "batch" }>;

/** The stream's results for readers in this process, such as open pages. No reader ever holds up the stream. */
export function createLiveFeed({ windows = 240, batches = 600, waiting = 100 }: LiveFeedOptions = {}): LiveFeed {
  const current = new Map<string, Map<string, WindowRow[]>>();
  const recent: BatchEvent[] = [];
  const readers = new Set<ReturnType<typeof createReader>>();
  let last = 0;

  function remember(rows: readonly WindowRow[]): void {
    for (const row of rows) {
      const ofQuery = current.get(row.query) ?? new Map<string, WindowRow[]>();
      current.set(row.query, ofQuery);
      const before = (ofQuery.get(row.window_start) ?? []).filter(({ key }) => key !== row.key);
      ofQuery.set(row.window_start, [...before, row]);
      if (ofQuery.size > windows) ofQuery.delete([...ofQuery.keys()].sort()[0] ?? "");
    }
  }

  function snapshot(): LiveEvent {
    const rows = [...current.values()].flatMap((ofQuery) => [...ofQuery.values()].flat());
    return { kind: "snapshot", batch: last, rows };
  }

  function missed(after: number): readonly LiveEvent[] | undefined {
    const first = recent.findIndex(({ batch }) => batch > after);
    if (after === last) return [];
    return first > 0 || recent[0]?.batch === after + 1 ? recent.slice(first) : undefined;
  }

  return {
    async publish({ batch, rows, progress }: PublishedBatch) {
      const event: BatchEvent = { kind: "batch", batch, rows, progress };
      last = Math.max(last, batch);
      remember(rows);
      recent.push(event);
      if (recent.length > batches) recent.shift();
      for (const reader of readers) reader.offer(event);
    },
    subscribe({ after } = {}) {
      const begin = (after === undefined ? undefined : missed(after)) ?? [snapshot()];
      const reader = createReader(begin, waiting + begin.length, () => readers.delete(reader));
      readers.add(reader);
      return reader;
    },
    get readers() {
      return readers.size;
    },
    async close() {
      for (const reader of [...readers]) reader.close();
    },
  };
}

function createReader(begin: readonly LiveEvent[], limit: number, leave: () => void) {
  const queue: LiveEvent[] = [...begin];
  let state: "open" | "closed" | "slow" = "open";
  let wake: (() => void) | undefined;

  function end(how: "closed" | "slow"): void {
    if (state !== "open") return;
    state = how;
    leave();
    wake?.();
  }

  return {
    offer(event: LiveEvent): void {
      if (queue.length >= limit) {
        // What waits is old by now, and memory is the stream's.
        queue.length = 0;
        end("slow");
        return;
      }
      queue.push(event);
      wake?.();
    },
    close: () => end("closed"),
    async *[Symbol.asyncIterator](): AsyncGenerator<LiveEvent> {
      try {
        for (;;) {
          const event = queue.shift();
          if (event !== undefined) yield event;
          else if (state === "slow") throw new SlowReader("a reader of the live feed did not keep up");
          else if (state === "closed") return;
          else await new Promise<void>((resolve) => (wake = resolve));
        }
      } finally {
        end("closed");
      }
    },
  };
}
