import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { countSales } from "./lib/check-outputs.ts";
import { contest, type Entrant, formatScores } from "./lib/contest.ts";
import { formatRows } from "./lib/figures.ts";
import { describeMachine } from "./lib/machine.ts";
import { failed, measure } from "./lib/measure.ts";
import { readCount, readSizes, runBenchmark } from "./lib/options.ts";
import { defaultDataFolder, peersFolder, peersPython } from "./lib/places.ts";
import { vitrinaGenerate } from "./lib/sales-file.ts";

/*
 * How fast are uniform sales written as CSV, next to numpy + Polars?
 *
 *     npm run build
 *     node bench/peers/install.ts
 *     node bench/generate.ts [--rows 10m] [--runs 3] [--dir bench/.data]
 */

await runBenchmark(async () => {
  const { values } = parseArgs({
    options: {
      rows: { type: "string", default: "10m" },
      runs: { type: "string", default: "3" },
      dir: { type: "string", default: defaultDataFolder },
    },
  });
  const runs = readCount("runs", values.runs);
  const work = join(resolve(values.dir), "work");
  mkdirSync(work, { recursive: true });

  process.stdout.write(describeMachine());
  let sound = true;
  for (const rows of readSizes(values.rows)) {
    const [own, peer] = [join(work, "vitrina.csv"), join(work, "polars.csv")];
    const polars = [peersPython, join(peersFolder, "polars_generate.py"), rows.toString(), peer];
    const entrants = [
      entrant("Vitrina", vitrinaGenerate(rows, own), rows, own),
      entrant("numpy + Polars", polars, rows, peer),
    ];
    const scores = await contest(entrants, runs);
    process.stdout.write(`\n${formatRows(rows)} rows of CSV\n${formatScores(scores)}`);
    sound &&= scores[0]?.failure === undefined;
  }
  return sound ? 0 : 1;
});

/** Somebody who writes a file; after the warm-up its rows are counted. */
function entrant(label: string, command: string[], rows: number, file: string): Entrant {
  return {
    label,
    async run(turn) {
      try {
        const measured = await measure(command);
        if (turn === "measured" || measured.failure !== undefined) return measured;
        const counted = await countSales(file);
        return counted === rows ? measured : failed(`it wrote ${counted} rows instead of ${rows}`);
      } catch (error) {
        return failed(error instanceof Error ? error.message : String(error));
      } finally {
        rmSync(file, { force: true });
      }
    },
  };
}
