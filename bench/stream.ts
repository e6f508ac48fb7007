import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startKafka } from "../services/kafka.ts";
import { formatRows } from "./lib/figures.ts";
import { describeMachine } from "./lib/machine.ts";
import { type Measured, measure } from "./lib/measure.ts";
import { readCount, readSizes, runBenchmark } from "./lib/options.ts";
import { vitrinaCommand } from "./lib/places.ts";
import { countTotals, steadyRate } from "./lib/stream-figures.ts";

/*
 * How many sales a second does a stream take in from a real Kafka on the same machine (2 partitions, JSON, four windowed
 * queries, state on disk), with windows alone and with every row kept and checked for duplicates?
 *
 *     npm run build
 *     npm run kafka -- fetch
 *     node bench/stream.ts [--rows 2m] [--runs 3]
 *
 * Wall time is that of the whole process; "while reading" leaves its start and end out. Exit code 1 where a run fails or
 * does not count every sale.
 */

const KINDS = [
  { label: "windows and positions", flags: ["--no-keep-rows", "--duplicates", "off"] },
  { label: "rows kept, duplicates checked", flags: [] },
] as const;

await runBenchmark(async () => {
  const { values } = parseArgs({
    options: { rows: { type: "string", default: "2m" }, runs: { type: "string", default: "3" } },
  });
  const [rows = 2_000_000] = readSizes(values.rows);
  const runs = readCount("runs", values.runs);
  const folder = await mkdtemp(join(tmpdir(), "vitrina-bench-stream-"));
  const kafka = await startKafka({ jvm: [] });
  const brokers = ["--brokers", kafka.bootstrap.join(",")];
  try {
    process.stdout.write(describeMachine());
    const produced = await measure(vitrinaCommand("produce", ...brokers, "--rate", "max", "--count", String(rows)));
    if (produced.failure !== undefined) throw new Error(produced.failure);
    process.stdout.write(`produced ${formatRows(rows)} sales in ${produced.seconds.toFixed(1)} s\n\n`);
    let sound = true;
    for (const { label, flags } of KINDS) {
      for (let run = 1; run <= runs; run += 1) {
        const state = join(folder, `${flags.length}-${run}`);
        const progress = `${state}.ndjson`;
        const command = ["stream", "--source", "kafka", ...brokers, "--trigger", "available-now", "--format", "ndjson"];
        const result = await measure(vitrinaCommand(...command, "--state", state, "--progress", progress, ...flags));
        const total = countTotals(result.stdout);
        sound &&= result.failure === undefined && total === rows;
        const steady = steadyRate(await readFile(progress, "utf8"));
        process.stdout.write(`${label}, run ${run} of ${runs}: ${describe(rows, result, steady)}\n`);
        if (total !== rows) process.stdout.write(`  WRONG: ${total} sales in its windows\n`);
      }
    }
    return sound ? 0 : 1;
  } finally {
    await kafka.close();
    await rm(folder, { recursive: true, force: true });
  }
});

function describe(rows: number, { seconds, cpuSeconds, peakBytes, failure }: Measured, steady: number | null): string {
  if (failure !== undefined) return failure;
  const rate = (perSecond: number) => `${Math.round(perSecond / 1000)}k/s`;
  return [
    `${seconds.toFixed(2)} s`,
    `${rate(rows / seconds)} of the whole process`,
    ...(steady === null ? [] : [`${rate(steady)} while reading`]),
    ...(cpuSeconds === undefined ? [] : [`CPU ${cpuSeconds.toFixed(1)} s`]),
    ...(peakBytes === undefined ? [] : [`peak ${Math.round(peakBytes / 2 ** 20)} MiB`]),
  ].join(", ");
}
