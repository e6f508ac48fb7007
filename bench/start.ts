import { parseArgs } from "node:util";
import { contest, formatScores } from "./lib/contest.ts";
import { describeMachine } from "./lib/machine.ts";
import { measure } from "./lib/measure.ts";
import { readCount, runBenchmark } from "./lib/options.ts";
import { vitrinaCommand } from "./lib/places.ts";

/*
 * How long does `vitrina --help` take, and how much of it is Node itself?
 *
 *     npm run build
 *     node bench/start.ts [--runs 20]
 */

await runBenchmark(async () => {
  const { values } = parseArgs({ options: { runs: { type: "string", default: "20" } } });
  const help = { label: "vitrina --help", run: () => measure(vitrinaCommand("--help")) };
  const bareNode = { label: "node, empty script", run: () => measure([process.execPath, "--eval", ""]) };
  const scores = await contest([help, bareNode], readCount("runs", values.runs));
  process.stdout.write(`${describeMachine()}\n${formatScores(scores)}`);
  return scores[0]?.failure === undefined ? 0 : 1;
});
