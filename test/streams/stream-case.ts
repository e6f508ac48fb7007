import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStreamState, type StreamState } from "../../src/engines/duckdb/stream/state.ts";
import type { StreamDefinition } from "../../src/model/stream/stream-definition.ts";
import { runStream, type StreamOptions } from "../../src/pipelines/stream.ts";
import { collectWindows } from "./collector.ts";
import { type ListSourceOptions, listSource } from "./list-source.ts";

/** A stream of a test: its folder lives as long as the case does. */
export async function openStreamCase(given: Partial<StreamDefinition> = {}) {
  const folder = await mkdtemp(join(tmpdir(), "vitrina-stream-"));
  const definition: StreamDefinition = { ...DEFINITION, ...given };
  let state: StreamState | undefined;
  const sink = collectWindows();
  return {
    folder,
    definition,
    sink,
    async open(change: Partial<StreamDefinition> = {}, onChange: "refuse" | "replay" | "drop" = "refuse") {
      state = await openStreamState({ folder, definition: { ...definition, ...change }, onChange });
      return state;
    },
    async run(source: ListSourceOptions, options: Partial<StreamOptions> = {}): Promise<void> {
      if (state === undefined) throw new Error("the state is not open");
      await runStream({
        source: listSource(source),
        state,
        sinks: [sink],
        trigger: { kind: "available-now" },
        idleMs: null,
        signal: new AbortController().signal,
        ...options,
      });
    },
    /** `query window_start key transactions gross final`, windows in order of time. */
    windows(query = "totals"): string[] {
      return sink
        .rows()
        .filter((row) => row.query === query)
        .map(({ window_start, key, transactions, gross_sales, final }) =>
          [window_start.slice(11, 16), key, transactions, gross_sales, final ? "final" : "provisional"].join(" "),
        )
        .sort();
    },
    async close(): Promise<void> {
      await state?.close();
      state = undefined;
    },
    async [Symbol.asyncDispose](): Promise<void> {
      await state?.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A sale as its JSON; minutes and seconds of an hour of 2026-11-01 in UTC. */
export function saleText(
  id: number | string,
  clock: string,
  total: number,
  more: Record<string, unknown> = {},
): string {
  return JSON.stringify({
    transaction_id: id,
    timestamp: `2026-11-01T10:${clock}Z`,
    customer_id: 1,
    product_id: 7,
    category: "Ropa",
    quantity: 1,
    unit_price: total,
    total,
    payment_method: "PayPal",
    status: "Completada",
    ...more,
  });
}

const DEFINITION: StreamDefinition = {
  source: "list",
  queries: ["totals", "by_category"],
  sizeSeconds: 60,
  slideSeconds: 60,
  watermarkSeconds: 60,
  futureSeconds: null,
  duplicateSeconds: 86_400,
  late: "keep",
  rows: "keep",
  strict: false,
  mapping: {},
  timeZone: "UTC",
  currency: "EUR",
};
