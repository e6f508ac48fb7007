import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openStreamState } from "../../src/engines/duckdb/stream/state.ts";
import type { StreamDefinition } from "../../src/model/stream/stream-definition.ts";
import type { WindowRow } from "../../src/model/stream/window-row.ts";
import { runStream } from "../../src/pipelines/stream.ts";
import { collectWindows } from "../streams/collector.ts";
import { Aborted, listSource } from "../streams/list-source.ts";
import {
  judgeStream,
  type ModelOptions,
  type ModelSale,
  type ModelWindow,
  windowsOf,
} from "../streams/stream-model.ts";

const START = Date.UTC(2026, 2, 29, 0, 30);
const CATEGORIES = ["Ropa", "Libros", "Électrónica 'x'", null];

/** Sales around each other in time, out of order, some twice, with garbage between. */
const partition = (first: number) =>
  fc.array(fc.oneof({ weight: 8, arbitrary: sale(first) }, { weight: 1, arbitrary: fc.constant(null) }), {
    maxLength: 25,
  });

function sale(first: number): fc.Arbitrary<ModelSale> {
  return fc.record({
    id: fc.integer({ min: first, max: first + 20 }),
    time: fc.integer({ min: 0, max: 600 }).map((seconds) => START + seconds * 1000),
    cents: fc.integer({ min: 1, max: 10_000_000 }),
    category: fc.constantFrom(...CATEGORIES),
  });
}

const scenario = fc.record({
  partitions: fc.tuple(partition(0), partition(1000), partition(2000)),
  cuts: fc.array(fc.tuple(fc.nat(8), fc.nat(8), fc.nat(8)), { maxLength: 6 }),
  aborts: fc.array(fc.nat(4), { maxLength: 2 }),
  window: fc.constantFrom(
    { sizeSeconds: 60, slideSeconds: 60 },
    { sizeSeconds: 60, slideSeconds: 20 },
    { sizeSeconds: 90, slideSeconds: 60 },
  ),
  watermarkSeconds: fc.constantFrom(0, 30, 120),
  duplicateSeconds: fc.constantFrom(100, 86_400),
});

test("any cut of the batches and any restart give the windows that the rules alone give", async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ partitions, cuts, aborts, window, watermarkSeconds, duplicateSeconds }) => {
      const definition = definitionOf({ ...window, watermarkSeconds, duplicateSeconds });
      const listed = Object.fromEntries(partitions.map((records, index) => [String(index), records.map(record)]));
      const steps = cuts.map((counts) => Object.fromEntries(counts.map((count, index) => [String(index), count])));
      const folder = await mkdtemp(join(tmpdir(), "vitrina-stream-"));
      const sink = collectWindows();
      try {
        for (const abortAt of [...aborts, undefined]) {
          const state = await openStreamState({ folder, definition });
          const source = listSource({ partitions: listed, cuts: steps, ...(abortAt === undefined ? {} : { abortAt }) });
          const running = runStream({
            source,
            state,
            sinks: [sink],
            trigger: { kind: "available-now" },
            idleMs: null,
            signal: new AbortController().signal,
          });
          await running.catch((error: unknown) => {
            if (!(error instanceof Aborted)) throw error;
          });
          if (abortAt === undefined) {
            const { quality } = state.checkpoint();
            const options = optionsOf(definition);
            const expected = judgeStream(partitions, options);
            expect(quality.read).toBe(partitions.flat().length);
            expect(quality).toMatchObject({
              accepted: expected.accepted.length,
              late: expected.late,
              duplicate: expected.duplicate,
              rejected: expected.rejected,
            });
            expectWindows(
              sink.rows(),
              "totals",
              windowsOf(expected.accepted, options, () => null),
              expected.watermark,
              options,
            );
            expectWindows(
              sink.rows(),
              "by_category",
              windowsOf(expected.accepted, options, ({ category }) => category),
              expected.watermark,
              options,
            );
          }
          await state.close();
        }
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }),
    { seed: 7, numRuns: 20 },
  );
}, 240_000);

function expectWindows(
  rows: readonly WindowRow[],
  query: string,
  windows: readonly ModelWindow[],
  watermark: number | null,
  { sizeMs }: ModelOptions,
): void {
  const actual = rows
    .filter((row) => row.query === query)
    .map((row) => [row.window_start, row.key, row.transactions, row.gross_sales, row.final]);
  const expected = windows.map(({ start, key, transactions, cents }) => [
    new Date(start).toISOString().replace(".000Z", "Z"),
    key,
    transactions,
    `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`,
    watermark !== null && start + sizeMs <= watermark,
  ]);
  expect(actual.map(String).sort()).toEqual(expected.map(String).sort());
}

function record(sale: ModelSale | null) {
  if (sale === null) return { value: "no sale" };
  const { id, time, cents, category } = sale;
  const value = {
    transaction_id: id,
    timestamp: new Date(time).toISOString(),
    customer_id: 1,
    product_id: 1,
    category,
    quantity: 1,
    unit_price: cents / 100,
    total: cents / 100,
    payment_method: "PayPal",
    status: "Completada",
  };
  return { value: JSON.stringify(value) };
}

function optionsOf({ sizeSeconds, slideSeconds, watermarkSeconds, duplicateSeconds }: StreamDefinition): ModelOptions {
  return {
    sizeMs: sizeSeconds * 1000,
    slideMs: slideSeconds * 1000,
    delayMs: watermarkSeconds * 1000,
    horizonMs: duplicateSeconds * 1000,
  };
}

function definitionOf(
  given: Pick<StreamDefinition, "sizeSeconds" | "slideSeconds" | "watermarkSeconds" | "duplicateSeconds">,
): StreamDefinition {
  return {
    source: "list",
    queries: ["totals", "by_category"],
    futureSeconds: null,
    late: "keep",
    rows: "keep",
    strict: false,
    mapping: {},
    timeZone: "Europe/Madrid",
    currency: "EUR",
    ...given,
  };
}
