import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Column, contest, formatScores, medianSeconds } from "./lib/contest.ts";
import { formatRows, formatThousands, median } from "./lib/figures.ts";
import { describeMachine } from "./lib/machine.ts";
import { readChoice, readCount, readSizes, runBenchmark } from "./lib/options.ts";
import { defaultDataFolder } from "./lib/places.ts";
import { createReferee } from "./lib/referee.ts";
import { openSalesTopic, type SalesTopic } from "./lib/sales-topic.ts";
import { type StreamContender, streamPeers, vitrinaStreams } from "./lib/stream-contenders.ts";
import { streamEntrant } from "./lib/stream-entrant.ts";
import { forgetTopics } from "./lib/temporary-topics.ts";
import { countTotals, describeWindows } from "./lib/window-figures.ts";

/*
 * How many sales a second does a stream take in, here and elsewhere? A real Kafka on the same machine, 2 partitions, JSON,
 * four windowed queries of one minute, state on disk; Vitrina once with windows alone and once with every row kept and
 * checked for duplicates.
 *
 *     npm run build
 *     npm run kafka -- fetch
 *     node bench/peers/install.ts stream
 *     node bench/stream.ts [--rows 2m] [--peers kafka-streams,spark] [--runs 3] [--dir bench/.data]
 *
 * Events a second are of the whole process; "reading" leaves its start and end out. Exit code 1 where Vitrina fails or
 * somebody's windows differ. A peer that fails is reported, no more. The topic is made once and kept.
 */

/** A day is read from its beginning, so that nobody need drop what others count: windows wait for all of it. */
const GRACE_SECONDS = 2 * 86_400;

await runBenchmark(async () => {
  const { values } = parseArgs({
    options: {
      rows: { type: "string", default: "2m" },
      peers: { type: "string" },
      runs: { type: "string", default: "3" },
      dir: { type: "string", default: defaultDataFolder },
    },
  });
  const runs = readCount("runs", values.runs);
  const contenders = [...vitrinaStreams, ...readChoice(values.peers, streamPeers)];
  const dir = resolve(values.dir);
  process.stdout.write(describeMachine());
  let sound = true;
  for (const rows of readSizes(values.rows)) {
    const topic = await openSalesTopic({ rows, spread: "even", dir });
    try {
      sound = (await runSize(contenders, { topic, rows, runs, work: join(dir, "work") })) && sound;
    } finally {
      await topic.close();
    }
  }
  return sound ? 0 : 1;
});

interface Size {
  readonly topic: SalesTopic;
  readonly rows: number;
  readonly runs: number;
  readonly work: string;
}

async function runSize(contenders: StreamContender[], { topic, rows, runs, work }: Size): Promise<boolean> {
  const referee = createReferee();
  const steady = new Map<string, number[]>();
  const task = { bootstrap: topic.bootstrap, topic: topic.topic, rows, graceSeconds: GRACE_SECONDS, pieces: false };
  const entrants = contenders.map((contender) =>
    streamEntrant(contender, task, work, async (run) => {
      if (run.steady !== null && run.turn === "measured") {
        steady.set(contender.label, [...(steady.get(contender.label) ?? []), run.steady]);
      }
      await forgetTopics(topic);
      if (!contender.printsWindows) return;
      if (countTotals(run.windows) !== rows) throw new Error(`${countTotals(run.windows)} sales in its windows`);
      for (const [query, value] of describeWindows(run.windows)) referee.note(contender.label, query, value);
    }),
  );
  const scores = await contest(entrants, runs);
  const columns: Column[] = [
    { title: "events/s", cell: (score) => formatThousands(rows / medianSeconds(score)) },
    { title: "reading", cell: ({ label }) => formatThousands(median(steady.get(label) ?? [])) },
  ];
  const different = referee.disagreements();
  const agreed = different.length === 0 ? ["All agree:", ...referee.common().map((line) => `  ${line}`)] : different;
  const lines = ["", `${formatRows(rows)} sales`, formatScores(scores, columns).trimEnd(), ...agreed];
  process.stdout.write(lines.map((line) => `${line}\n`).join(""));
  const own = scores.slice(0, vitrinaStreams.length);
  return different.length === 0 && own.every(({ failure }) => failure === undefined);
}
