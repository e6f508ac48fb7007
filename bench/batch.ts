import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Contender, fitsInMemory, peers, vitrina } from "./lib/contenders.ts";
import { contest, formatScores } from "./lib/contest.ts";
import { formatRows } from "./lib/figures.ts";
import { describeGrowth, type SizeScores } from "./lib/growth.ts";
import { jobEntrant } from "./lib/job.ts";
import { describeMachine } from "./lib/machine.ts";
import { readChoice, readCount, readSizes, runBenchmark } from "./lib/options.ts";
import { defaultDataFolder } from "./lib/places.ts";
import { createReferee } from "./lib/referee.ts";
import { ensureSales } from "./lib/sales-file.ts";

/*
 * How fast is the original job (load, clean, 7 analyses, 3 Parquet outputs), here and elsewhere?
 *
 *     npm run build
 *     node bench/peers/install.ts
 *     node bench/batch.ts [--rows 100k,10m,100m] [--peers duckdb,polars] [--runs 3] [--dir bench/.data]
 *
 * Exit code 1 where Vitrina fails or somebody's rows or totals differ. A peer that fails is reported, no more.
 */

await runBenchmark(async () => {
  const { values } = parseArgs({
    options: {
      rows: { type: "string", default: "100k,10m" },
      peers: { type: "string" },
      runs: { type: "string", default: "3" },
      dir: { type: "string", default: defaultDataFolder },
    },
  });
  const sizes = readSizes(values.rows).toSorted((a, b) => a - b);
  const runs = readCount("runs", values.runs);
  const chosen = readChoice(values.peers, peers);
  const folder = resolve(values.dir);

  process.stdout.write(describeMachine());
  const bySize: SizeScores[] = [];
  let sound = true;
  for (const rows of sizes) {
    const input = await ensureSales(rows, folder);
    const fitting = chosen.filter((peer) => values.peers !== undefined || fitsInMemory(peer, input));
    const { scores, different, common } = await runSize(input, join(folder, "work"), fitting, runs);
    say("", `${formatRows(rows)} rows`, formatScores(scores).trimEnd(), ...different);
    if (different.length === 0) say("All agree:", ...common.map((line) => `  ${line}`));
    for (const { id, label } of chosen.filter((peer) => !fitting.includes(peer))) {
      say(`${label}: left out, its rows may not fit in this machine's memory (--peers ${id} runs it)`);
    }
    sound &&= different.length === 0 && scores[0]?.failure === undefined;
    bySize.push({ rows, scores });
  }
  say("", ...describeGrowth(bySize));
  return sound ? 0 : 1;
});

async function runSize(input: string, work: string, chosen: Contender[], runs: number) {
  const referee = createReferee();
  mkdirSync(work, { recursive: true });
  const entrants = [vitrina, ...chosen].map((contender) => jobEntrant(contender, input, work, referee));
  const scores = await contest(entrants, runs);
  return { scores, different: referee.disagreements(), common: referee.common() };
}

function say(...lines: string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(""));
}
