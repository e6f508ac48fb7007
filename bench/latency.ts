import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { startKafka } from "../services/kafka.ts";
import { formatMebibytes, formatRatio } from "./lib/figures.ts";
import { type LatencyResult, runLatency } from "./lib/latency-run.ts";
import { type LiveContender, livePeers, liveVitrina } from "./lib/live-contenders.ts";
import { describeMachine } from "./lib/machine.ts";
import { readChoice, readCount, readSizes, runBenchmark } from "./lib/options.ts";
import { defaultDataFolder } from "./lib/places.ts";
import { percentile } from "./lib/statistics.ts";
import { formatTable } from "./lib/table.ts";

/*
 * How long from the moment a sale is sent to Kafka until a published window includes it, here and elsewhere? Four windowed
 * queries; Vitrina with the continuous trigger, durable; each published row of `totals` says how many sales it holds, so the
 * k-th sale is to be seen once the windows hold k. Read from the standard output of each, or from a topic it writes to.
 *
 *     npm run build
 *     npm run kafka -- fetch
 *     node bench/peers/install.ts stream
 *     node bench/latency.ts [--rate 2k] [--seconds 60] [--warm-up 20] [--only vitrina,kafka-streams] [--dir bench/.data]
 *
 * Ratios are of the median, to the first. Exit code 1 where Vitrina fails or a sale is missing in its windows.
 */

await runBenchmark(async () => {
  const { values } = parseArgs({
    options: {
      rate: { type: "string", default: "2k" },
      seconds: { type: "string", default: "60" },
      "warm-up": { type: "string", default: "20" },
      only: { type: "string" },
      dir: { type: "string", default: defaultDataFolder },
    },
  });
  const [rate = 2000] = readSizes(values.rate);
  const seconds = readCount("seconds", values.seconds);
  const warmUpSeconds = readCount("warm-up", values["warm-up"]);
  const chosen = readChoice(values.only, [...liveVitrina, ...livePeers]);
  process.stdout.write(describeMachine());
  const work = join(resolve(values.dir), "work");
  const kafka = await startKafka();
  const runs: Run[] = [];
  try {
    for (const contender of chosen) {
      process.stderr.write(`  ${contender.label}: ${warmUpSeconds} + ${seconds} s\n`);
      const bootstrap = kafka.bootstrap.join(",");
      runs.push(await run(contender, { bootstrap, rate, seconds, warmUpSeconds, work }));
    }
  } finally {
    await kafka.close();
  }
  process.stdout.write(`\n${rate} sales a second, milliseconds from produce to published window\n${describe(runs)}`);
  const own = runs.filter(({ contender }) => liveVitrina.includes(contender));
  return own.every(({ result }) => typeof result !== "string" && result.unseen === 0) ? 0 : 1;
});

interface Run {
  readonly contender: LiveContender;
  /** Or why there is none. */
  readonly result: LatencyResult | string;
}

async function run(contender: LiveContender, options: Parameters<typeof runLatency>[1]): Promise<Run> {
  const missing = contender.missing();
  if (missing !== undefined) return { contender, result: missing };
  try {
    return { contender, result: await runLatency(contender, options) };
  } catch (error) {
    return { contender, result: error instanceof Error ? error.message : String(error) };
  }
}

function describe(runs: readonly Run[]): string {
  const measured = runs.flatMap(({ contender, result }) => (typeof result === "string" ? [] : [{ contender, result }]));
  const base = percentile(measured[0]?.result.latencies ?? [], 50);
  const rows = measured.map(({ contender, result: { latencies, unseen, peakBytes } }) => [
    contender.label,
    ...[50, 90, 99, 100].map((percent) => percentile(latencies, percent).toFixed(1)),
    String(unseen),
    formatMebibytes(peakBytes ?? Number.NaN),
    formatRatio(percentile(latencies, 50) / base),
  ]);
  const head = ["", "p50", "p90", "p99", "max", "never seen", "peak MiB", `p50 / ${measured[0]?.contender.label}`];
  const phases = measured.flatMap(({ contender, result }) => {
    const parts = Object.entries(result.phases).map(([name, value]) => `${name} ${value.toFixed(1)}`);
    return parts.length === 0 ? [] : [`${contender.label}, median of its micro-batches: ${parts.join(", ")}\n`];
  });
  const failures = runs.flatMap(({ contender, result }) =>
    typeof result === "string" ? [`${contender.label}: ${result}\n`] : [],
  );
  return formatTable(head, rows) + phases.join("") + failures.join("");
}
