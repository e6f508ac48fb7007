import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { openStreamState, type StreamState } from "../src/engines/duckdb/stream/state.ts";
import { lowestWatermark } from "../src/model/stream/watermark.ts";
import { formatRatio, median } from "./lib/figures.ts";
import { describeMachine } from "./lib/machine.ts";
import { readCount, readSizes, runBenchmark } from "./lib/options.ts";
import { defaultDataFolder } from "./lib/places.ts";
import { percentile } from "./lib/statistics.ts";
import { BENCH_DEFINITION, createBatches } from "./lib/stream-batches.ts";
import { formatTable } from "./lib/table.ts";

/*
 * Does a micro-batch cost more the longer a stream has run? Two states in one process, one young and one that has taken in
 * many small batches, take in batches of the same size in turn: what disturbs the machine disturbs both.
 *
 *     node bench/batches.ts [--history 10k] [--rows 20] [--runs 200] [--dir bench/.data]
 *
 * Exit code 1 where a late batch costs over 20 % more than an early one.
 */

const YOUNG = 10;
const TIDY_EVERY = 60;
const START = Date.UTC(2026, 0, 1);
const MOST = 1.2;

await runBenchmark(async () => {
  const { values } = parseArgs({
    options: {
      history: { type: "string", default: "10k" },
      rows: { type: "string", default: "20" },
      runs: { type: "string", default: "200" },
      dir: { type: "string", default: defaultDataFolder },
    },
  });
  const [history = 10_000] = readSizes(values.history);
  const [rows = 20] = readSizes(values.rows);
  const runs = readCount("runs", values.runs);
  const work = join(resolve(values.dir), "work", "batches");
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  process.stdout.write(describeMachine());
  const [young, old] = [await openAged(join(work, "young"), rows), await openAged(join(work, "old"), rows)];
  try {
    const begun = performance.now();
    for (let batch = 1; batch <= history; batch++) await old.take();
    process.stderr.write(
      `  ${history} batches of ${rows} sales: ${((performance.now() - begun) / 1000).toFixed(1)} s\n`,
    );
    for (let batch = 1; batch <= YOUNG; batch++) await young.take();
    const times: { young: number; old: number }[] = [];
    for (let run = 0; run < runs; run++) times.push({ young: await young.take(), old: await old.take() });
    const ratio = median(times.map((time) => time.old / time.young));
    const row = (label: string, of: (time: { young: number; old: number }) => number) => {
      const all = times.map(of);
      return [label, ...[50, 90, 99].map((percent) => percentile(all, percent).toFixed(2))];
    };
    const table = formatTable(
      [`ms, ${rows} sales`, "p50", "p90", "p99"],
      [row(`batch ${YOUNG} on`, (time) => time.young), row(`batch ${history} on`, (time) => time.old)],
    );
    process.stdout.write(`\n${table}median ratio of neighbours: ${formatRatio(ratio)}\n`);
    return ratio <= MOST ? 0 : 1;
  } finally {
    await young.close();
    await old.close();
    rmSync(work, { recursive: true, force: true });
  }
});

async function openAged(folder: string, rows: number) {
  const state = await openStreamState({ folder, definition: BENCH_DEFINITION });
  const batches = createBatches(rows, START);
  let number = 0;
  return {
    /** Takes in the next batch as the loop does; how long the state worked on it, in milliseconds. */
    async take(): Promise<number> {
      number += 1;
      const partitions = batches(number);
      const begun = performance.now();
      const applied = await state.apply(partitions, finalityOf(state));
      state.published(applied.batch);
      const took = performance.now() - begun;
      if (number % TIDY_EVERY === 0) await state.tidy(new Date(START + number * 1000));
      return took;
    },
    close: () => state.close(),
  };
}

function finalityOf({ definition }: StreamState) {
  const options = { delayMs: definition.watermarkSeconds * 1000, idleMs: null };
  return (marks: Readonly<Record<string, { readonly latest: number | null }>>): number | null => {
    const times = Object.entries(marks).map(([partition, { latest }]) => ({
      partition,
      latest,
      caughtUp: true,
      active: 0,
    }));
    const reached = lowestWatermark(times, options, 0);
    return reached.kind === "at" ? reached.ms : null;
  };
}
