import type { WindowRow } from "../../model/stream/window-row.ts";
import { MOST_SALES } from "../../pipelines/shop-live.ts";
import type { LiveEvent } from "../../sinks/live/live-feed.ts";
import type { BatchEvent, SnapshotEvent } from "../api/live.ts";
import type { ServerParts } from "../parts.ts";
import { progressAnswer } from "../routes/progress-answer.ts";
import { saleAnswer } from "../routes/sales.ts";
import { isPersonalQuery } from "../routes/windows.ts";

type FeedBatch = Extract<LiveEvent, { kind: "batch" }>;

/** So many windows of each query a page begins with. */
const FIRST_WINDOWS = 120;
/** One text serves all readers who may see the same. */
const [OPEN_TEXTS, MASKED_TEXTS] = [new WeakMap<FeedBatch, string>(), new WeakMap<FeedBatch, string>()];

/** Events as they are sent. */
export function createEventTexts({ desk, stream, live }: ServerParts, masked: boolean) {
  const known = masked ? MASKED_TEXTS : OPEN_TEXTS;
  const shown = (rows: readonly WindowRow[]) => rows.filter(({ query }) => !(masked && isPersonalQuery(query)));
  const finalUntil = () => {
    const until = desk.finalUntil();
    return until === null ? null : new Date(until).toISOString();
  };

  return {
    async snapshot(): Promise<{ readonly batch: number; readonly text: string }> {
      const queries = desk.definition.queries.filter((query) => !(masked && isPersonalQuery(query)));
      const found = [];
      for (const query of queries)
        found.push(await desk.windows({ query, from: null, to: null, windows: FIRST_WINDOWS }));
      // What came after the first of them comes once more as a change.
      const batch = Math.min(...found.map((one) => one.batch), desk.batch());
      const sales = await desk.latestSales(MOST_SALES);
      const { last } = stream.history();
      const event: SnapshotEvent = {
        batch,
        final_until: finalUntil(),
        rows: found.flatMap(({ value }) => value),
        latest_sales: sales.map((sale) => saleAnswer(sale, masked)),
        progress: last === null ? null : progressAnswer(last),
        status: stream.status(),
      };
      return { batch, text: `event: snapshot\nid: ${batch}\ndata: ${JSON.stringify(event)}\n\n` };
    },

    batch(event: FeedBatch): string {
      const before = known.get(event);
      if (before !== undefined) return before;
      const { batch, rows, progress } = event;
      const content: BatchEvent = {
        batch,
        final_until: finalUntil(),
        rows: shown(rows),
        cut: rows.length >= live.mostRows,
        sales: live.salesOf(batch).map((sale) => saleAnswer(sale, masked)),
        progress: progress === null ? null : progressAnswer(progress),
      };
      const text = `event: batch\nid: ${batch}\ndata: ${JSON.stringify(content)}\n\n`;
      known.set(event, text);
      return text;
    },

    status: () => `event: status\ndata: ${JSON.stringify({ status: stream.status() })}\n\n`,
  };
}
