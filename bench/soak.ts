import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { startKafka } from "../services/kafka.ts";
import { ensureTopic } from "../src/sinks/kafka/ensure-topic.ts";
import { clientOptions, plainAccess } from "../src/sources/kafka/access.ts";
import { formatMebibytes, formatRows, formatSeconds } from "./lib/figures.ts";
import { describeMachine } from "./lib/machine.ts";
import { readCount, readSizes, runBenchmark } from "./lib/options.ts";
import { defaultDataFolder } from "./lib/places.ts";
import { runSoak, type SoakResult } from "./lib/soak-run.ts";
import { judgeSoak } from "./lib/soak-verdict.ts";

/*
 * Does a stream under load for long keep its memory and its lag, and count every sale?
 *
 *     npm run build
 *     npm run kafka -- fetch
 *     node bench/soak.ts [--minutes 10 | --seconds 60] [--rate 100k] [--trigger 1s] [--windows-only] [--dir bench/.data]
 *
 * A line for every tenth of the time; the verdict looks at the last two thirds. Exit code 1 where memory grows, the stream falls
 * behind, or a sale is missing or counted twice.
 */

/** The broker keeps some minutes of the load, so that a soak of any length fits on the disk. */
const BROKER = {
  "log.segment.bytes": 2 ** 27,
  "log.retention.bytes": 2 ** 31,
  "log.retention.check.interval.ms": 10_000,
};
const TOPIC = "soak";

await runBenchmark(async () => {
  const { values } = parseArgs({
    options: {
      minutes: { type: "string", default: "10" },
      seconds: { type: "string" },
      rate: { type: "string", default: "100k" },
      trigger: { type: "string", default: "1s" },
      "windows-only": { type: "boolean", default: false },
      dir: { type: "string", default: defaultDataFolder },
    },
  });
  const [rate = 100_000] = readSizes(values.rate);
  const seconds =
    values.seconds === undefined ? readCount("minutes", values.minutes) * 60 : readCount("seconds", values.seconds);
  const kept = values["windows-only"] ? ["--no-keep-rows", "--duplicates", "off"] : [];
  process.stdout.write(describeMachine());
  const kafka = await startKafka({ config: BROKER });
  try {
    const bootstrap = kafka.bootstrap.join(",");
    const client = clientOptions(plainAccess(kafka.bootstrap), "vitrina-bench");
    await ensureTopic(client, { topic: TOPIC, partitions: 2, replication: 1, config: {} });
    let told = 0;
    const result = await runSoak({
      bootstrap,
      topic: TOPIC,
      rate,
      seconds,
      flags: ["--trigger", values.trigger, ...kept],
      work: join(resolve(values.dir), "work"),
      onSample({ at, residentBytes, behind }) {
        if (at - told < seconds / 10) return;
        told = at;
        const lag = formatSeconds(behind / rate);
        process.stdout.write(`${at.toFixed(0)} s: ${formatMebibytes(residentBytes)} MiB, ${lag} s behind\n`);
      },
    });
    return describe(result, rate, seconds);
  } finally {
    await kafka.close();
  }
});

function describe(result: SoakResult, rate: number, seconds: number): number {
  const verdict = judgeSoak(result.samples, rate);
  const { counted, acknowledged } = result;
  const exact = counted === acknowledged;
  const given = result.seconds <= seconds * 1.05 + 2;
  const lines = [
    `${formatRows(acknowledged)} sales in ${result.seconds.toFixed(0)} s`,
    ...(given ? [] : [`the machine gave less than ${formatRows(rate)} a second: the lag below is too high`]),
    `counted: ${counted} of ${acknowledged}${exact ? ", exact" : " WRONG"}, late ${result.late}`,
    `memory: ${verdict.memoryFlat ? "flat" : "GROWS"}, ${(verdict.bytesPerMinute / 2 ** 20).toFixed(2)} MiB a minute (${(verdict.growth * 100).toFixed(1)} %), peak ${formatMebibytes(result.peakBytes ?? Number.NaN)} MiB`,
    `lag: ${verdict.lagBounded ? "bounded" : "GROWS"}, at most ${formatSeconds(verdict.mostSecondsBehind)} s, grew by ${formatSeconds(verdict.lagGrowth)} s`,
  ];
  process.stdout.write(`\n${lines.map((line) => `${line}\n`).join("")}`);
  return exact && verdict.memoryFlat && verdict.lagBounded ? 0 : 1;
}
