import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ensureTopic } from "../../src/sinks/kafka/ensure-topic.ts";
import { clientOptions, plainAccess } from "../../src/sources/kafka/access.ts";
import { median } from "./figures.ts";
import type { LiveContender } from "./live-contenders.ts";
import { startLive } from "./live-process.ts";
import { matchSightings, type Sighting } from "./statistics.ts";
import { sendSteadily } from "./steady-sales.ts";
import { readProgress } from "./stream-figures.ts";
import { followTopic } from "./topic-lines.ts";
import { countWindows } from "./window-counter.ts";

export interface LatencyOptions {
  readonly bootstrap: string;
  /** Sales a second. */
  readonly rate: number;
  readonly warmUpSeconds: number;
  readonly seconds: number;
  readonly work: string;
}

export interface LatencyResult {
  /** Milliseconds from produce to the published window that includes the sale, for each sale after the warm-up. */
  readonly latencies: readonly number[];
  /** Sales that no window included in the end. */
  readonly unseen: number;
  readonly peakBytes: number | undefined;
  /** Median milliseconds of each phase of a micro-batch, and of its rows; where it tells. */
  readonly phases: Readonly<Record<string, number>>;
}

/** Who shows nothing for so long does not work here. */
const START_MS = 120_000;
/** What is not to be seen so long after the last sale never will be. */
const PATIENCE_MS = 30_000;

/** Lets a contender follow a topic of its own while sales are sent. Throws an Error with its last words where it ends early. */
export async function runLatency(contender: LiveContender, options: LatencyOptions): Promise<LatencyResult> {
  const { bootstrap, rate, warmUpSeconds, seconds, work } = options;
  const application = `latency-${contender.id}-${process.pid}`;
  const results = contender.reads === "topic" ? `${application}-results` : null;
  const folder = join(work, application);
  const client = clientOptions(plainAccess(bootstrap.split(",")), "vitrina-bench");
  for (const [topic, partitions] of [[application, 2] as const, ...(results === null ? [] : [[results, 1] as const])]) {
    await ensureTopic(client, { topic, partitions, replication: 1, config: {} });
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const counter = countWindows();
  const sightings: Sighting[] = [];
  const see = (line: string) => {
    const count = counter.take(line);
    if (count !== undefined) sightings.push({ time: performance.now(), count });
  };
  const reader = results === null ? null : await followTopic({ bootstrap, topic: results }, see);
  const command = contender.command({ bootstrap, topic: application, folder, results, application });
  const live = startLive(command, { onLine: reader === null ? see : () => undefined });
  const failed = live.ended.then(({ status, said }) => {
    throw new Error(`${said} (${status})`);
  });
  failed.catch(() => undefined);
  const sent: number[] = [];
  const enough = new AbortController();
  try {
    const sending = sendSteadily({ bootstrap, topic: application, rate, signal: enough.signal, sent });
    const measured = (async () => {
      // Some take long to start; what waited for them says nothing of their latency.
      await until(() => sent.length - counter.count < rate && counter.count > 0, START_MS);
      await pause(warmUpSeconds * 1000);
      const from = sent.length;
      await pause(seconds * 1000);
      enough.abort();
      await sending;
      await until(() => counter.count >= sent.length, PATIENCE_MS);
      return matchSightings(sent, sightings, from);
    })();
    const found = await Promise.race([measured, sending.then(() => measured), failed]);
    const { peakBytes } = await live.stop(10_000);
    return { ...found, peakBytes, phases: readPhases(join(folder, "progress.ndjson")) };
  } finally {
    enough.abort();
    await live.stop(0);
    await reader?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function until(met: () => boolean, patienceMs: number): Promise<void> {
  for (const start = performance.now(); !met() && performance.now() - start < patienceMs; ) await pause(20);
}

function readPhases(file: string): Record<string, number> {
  if (!existsSync(file)) return {};
  const batches = readProgress(readFileSync(file, "utf8"));
  const later = batches.slice(Math.floor(batches.length / 4));
  const names = Object.keys(later[0]?.phases ?? {});
  return Object.fromEntries([
    ["rows", median(later.map(({ quality }) => quality.read))],
    ...names.map((name) => [name, median(later.map(({ phases }) => phases[name] ?? 0))] as const),
  ]);
}
