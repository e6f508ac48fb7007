import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { formatRows, formatSeconds } from "./lib/figures.ts";
import { describeMachine } from "./lib/machine.ts";
import { readChoice, readSizes, runBenchmark } from "./lib/options.ts";
import { defaultDataFolder } from "./lib/places.ts";
import { openSalesTopic, type SalesTopic } from "./lib/sales-topic.ts";
import { type StreamContender, streamPeers, vitrinaStreams } from "./lib/stream-contenders.ts";
import { streamEntrant } from "./lib/stream-entrant.ts";
import { formatTable } from "./lib/table.ts";
import { forgetTopics } from "./lib/temporary-topics.ts";
import { countTotals } from "./lib/window-figures.ts";

/*
 * Who catches up a day and loses nothing? A topic of one day, in order in each of its two partitions, four in five sales in
 * one of them, so that reading both at the same pace makes their times drift apart; windows wait one minute. Nothing is late
 * in it: what is missing in somebody's windows was dropped.
 *
 *     npm run build
 *     npm run kafka -- fetch
 *     node bench/peers/install.ts stream
 *     node bench/catch-up.ts [--rows 1m] [--peers kafka-streams,flink] [--dir bench/.data]
 *
 * Exit code 1 where Vitrina misses a sale.
 */

await runBenchmark(async () => {
  const { values } = parseArgs({
    options: {
      rows: { type: "string", default: "1m" },
      peers: { type: "string" },
      dir: { type: "string", default: defaultDataFolder },
    },
  });
  const peers = streamPeers.filter(({ printsWindows, id }) => printsWindows && id !== "spark-stock");
  const contenders = [...vitrinaStreams, ...readChoice(values.peers, peers)];
  const [rows = 1_000_000] = readSizes(values.rows);
  const dir = resolve(values.dir);
  process.stdout.write(describeMachine());
  const topic = await openSalesTopic({ rows, spread: "uneven", dir });
  const found: Found[] = [];
  try {
    for (const contender of contenders) found.push(await catchUp(contender, topic, rows, join(dir, "work")));
  } finally {
    await topic.close();
  }
  process.stdout.write(`\n${formatRows(rows)} sales of one day, windows wait one minute\n${describe(found, rows)}`);
  const own = found.filter(({ contender }) => vitrinaStreams.includes(contender));
  return own.every(({ counted }) => counted === rows) ? 0 : 1;
});

interface Found {
  readonly contender: StreamContender;
  /** Sales in its windows; undefined where it failed. */
  readonly counted: number | undefined;
  readonly seconds: number;
  readonly failure: string | undefined;
}

async function catchUp(contender: StreamContender, topic: SalesTopic, rows: number, work: string): Promise<Found> {
  let counted: number | undefined;
  const task = { bootstrap: topic.bootstrap, topic: topic.topic, rows, graceSeconds: 60, pieces: true };
  const entrant = streamEntrant(contender, task, work, async ({ windows }) => {
    counted = countTotals(windows);
    await forgetTopics(topic);
  });
  const { seconds, failure } = await entrant.run("measured");
  process.stderr.write(`  ${contender.label}: ${failure ?? `${formatSeconds(seconds)} s`}\n`);
  return { contender, counted, seconds, failure };
}

function describe(found: readonly Found[], rows: number): string {
  const lines = found.flatMap(({ contender, counted, seconds }) =>
    counted === undefined
      ? []
      : [
          [
            contender.label,
            String(counted),
            String(rows - counted),
            `${(((rows - counted) * 100) / rows).toFixed(1)} %`,
            formatSeconds(seconds),
          ],
        ],
  );
  const failures = found.flatMap(({ contender, failure }) =>
    failure === undefined ? [] : [`${contender.label}: ${failure}\n`],
  );
  return formatTable(["", "in its windows", "dropped", "share", "s"], lines) + failures.join("");
}
