import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startKafka } from "../../services/kafka.ts";
import { openHand } from "../kafka/hand.ts";
import { runCrashes } from "./crash-run.ts";

/*
 * Does a stream lose nothing and count nothing twice, however often it is killed?
 *
 *     node test/crash/stream-crash.ts [--kills 200] [--seed 1]
 *
 * A real broker, a shop whose sales are late, double, early and broken, and `vitrina stream` killed with SIGKILL at random
 * moments. Prints what was compared; exit code 1 where anything differs.
 */

const { values } = parseArgs({
  options: { kills: { type: "string", default: "200" }, seed: { type: "string", default: "1" } },
});
const folder = await mkdtemp(join(tmpdir(), "vitrina-crash-"));
const say = (text: string) => process.stdout.write(`${text}\n`);
const kafka = await startKafka();
const hand = openHand([...kafka.bootstrap]);
try {
  const result = await runCrashes({
    hand,
    brokers: kafka.bootstrap,
    folder,
    kills: Number(values.kills),
    seed: Number(values.seed),
    say,
  });
  say(
    `${result.kills} kills, ${result.sent} records, ${result.windows} windows compared, ${result.wrong.length} wrong`,
  );
  for (const line of result.wrong.slice(0, 20)) say(`  ${line}`);
  process.exitCode = result.wrong.length === 0 ? 0 : 1;
} finally {
  await hand.close();
  await kafka.close();
  if (process.exitCode === 0) await rm(folder, { recursive: true, force: true });
  else say(`everything is in ${folder}`);
}
