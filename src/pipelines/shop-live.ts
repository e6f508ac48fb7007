import type { SaleRecord } from "../engines/duckdb/shop/shop-questions.ts";
import { createLiveFeed, type LiveFeed } from "../sinks/live/live-feed.ts";
import type { PublishedBatch, StreamSink } from "../sinks/stream/stream-sink.ts";

/** A stream's results for open pages: the feed of its batches, each with the sales that came with it. */
export interface ShopLive {
  /** To be among the stream's sinks. */
  readonly sink: StreamSink;
  readonly feed: LiveFeed;
  /** Sales taken in by a batch, newest first; at most some. */
  salesOf(batch: number): readonly SaleRecord[];
  /** Whether rows of windows of a batch were left out. */
  readonly mostRows: number;
}

export const MOST_SALES = 20;
const MOST_ROWS = 2000;
const KEPT_BATCHES = 300;

/** `latest`: the sales taken in last. Nothing here holds up the stream: pages hear of a batch a little later. */
export function createShopLive(latest: (limit: number) => Promise<readonly SaleRecord[]>): ShopLive {
  // Pages that come get their windows from the state itself, so the feed keeps none.
  const feed = createLiveFeed({ windows: 1, batches: KEPT_BATCHES });
  const sales = new Map<number, readonly SaleRecord[]>();
  let waiting = 0;
  let last: Promise<void> = Promise.resolve();

  async function pass({ batch, rows, progress }: PublishedBatch): Promise<void> {
    const accepted = progress?.quality.accepted ?? 0;
    // While batches pile up behind each other, nobody reads single sales.
    if (accepted > 0 && waiting <= 2) {
      const found = await latest(Math.min(accepted, MOST_SALES)).catch(() => []);
      sales.set(batch, found);
      if (sales.size > KEPT_BATCHES) sales.delete([...sales.keys()][0] ?? 0);
    }
    waiting -= 1;
    await feed.publish({ batch, rows: rows.slice(-MOST_ROWS), progress });
  }

  return {
    feed,
    mostRows: MOST_ROWS,
    salesOf: (batch) => sales.get(batch) ?? [],
    sink: {
      async publish(batch) {
        waiting += 1;
        last = last.then(() => pass(batch));
      },
      async close() {
        await last;
      },
    },
  };
}
