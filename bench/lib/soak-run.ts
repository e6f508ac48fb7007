import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { BatchProgress } from "../../src/model/stream/stream-progress.ts";
import { type JavaPeer, javaCommand, missingJava } from "./java-peers.ts";
import { startLive } from "./live-process.ts";
import { vitrinaCommand } from "./places.ts";
import type { SoakSample } from "./soak-verdict.ts";
import { countWindows } from "./window-counter.ts";

export interface SoakOptions {
  readonly bootstrap: string;
  readonly topic: string;
  /** Sales a second. */
  readonly rate: number;
  readonly seconds: number;
  /** More options of `stream`. */
  readonly flags: readonly string[];
  readonly work: string;
  readonly onSample: (sample: SoakSample) => void;
}

export interface SoakResult {
  readonly samples: readonly SoakSample[];
  readonly acknowledged: number;
  readonly counted: number;
  /** How long the load took to send all; longer than asked for where the machine cannot give so many. */
  readonly seconds: number;
  readonly peakBytes: number | undefined;
  readonly late: number;
}

const LOAD: JavaPeer = { profile: null, source: "load/SalesLoad.java", mainClass: "SalesLoad", jvm: ["-Xmx256m"] };
const SAMPLE_EVERY_MS = 1000;
/** Without a change for so long after the load, no more will come. */
const PATIENCE_MS = 60_000;

/** Loads a topic while a stream follows it. Throws an Error where one of both ends before its time. */
export async function runSoak({
  bootstrap,
  topic,
  rate,
  seconds,
  flags,
  work,
  onSample,
}: SoakOptions): Promise<SoakResult> {
  const missing = missingJava(LOAD);
  if (missing !== undefined) throw new Error(missing);
  const folder = join(work, `soak-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const counter = countWindows();
  let late = 0;
  const command = [
    ...vitrinaCommand("stream", "--source", "kafka", "--brokers", bootstrap, "--topic", topic, "--time-zone", "UTC"),
    ...["--state", join(folder, "state"), "--format", "ndjson", "--progress", "-", "--lang", "en", ...flags],
  ];
  const stream = startLive(command, {
    onLine: (line) => counter.take(line),
    onTalk: (line) => {
      if (line.startsWith("{")) late += (JSON.parse(line) as BatchProgress).quality.late;
    },
  });
  const count = Math.round(rate * seconds);
  const given = Object.entries({ bootstrap, topic, rate, count }).map(([name, value]) => `${name}=${value}`);
  let acknowledged = Number.NaN;
  const load = startLive(javaCommand(LOAD, given), {
    onLine: (line) => {
      acknowledged = Number(/^acknowledged=(\d+)$/.exec(line)?.[1] ?? acknowledged);
    },
  });
  const failed = stream.ended.then(({ status, said }) => {
    throw new Error(`the stream ended: ${said} (${status})`);
  });
  failed.catch(() => undefined);
  const samples: SoakSample[] = [];
  const begun = performance.now();
  const elapsed = () => (performance.now() - begun) / 1000;
  let loaded: number | undefined;
  void load.ended.then(() => {
    loaded = elapsed();
  });
  try {
    while (loaded === undefined) {
      await Promise.race([pause(SAMPLE_EVERY_MS), failed]);
      const at = elapsed();
      // What was sent by now is told by the clock: the load is steady, or it is late itself and this is too high.
      const behind = Math.max(0, Math.min(count, at * rate) - counter.count);
      samples.push({ at, residentBytes: stream.residentBytes(), behind });
      onSample({ at, residentBytes: stream.residentBytes(), behind });
    }
    if (Number.isNaN(acknowledged)) throw new Error(`the load ended: ${(await load.ended).said}`);
    await Promise.race([untilCounted(() => counter.count, acknowledged), failed]);
    const { peakBytes } = await stream.stop(30_000);
    return { samples, acknowledged, counted: counter.count, seconds: loaded, peakBytes, late };
  } finally {
    await load.stop(0);
    await stream.stop(0);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function untilCounted(count: () => number, all: number): Promise<void> {
  let before = -1;
  for (let since = performance.now(); count() < all && performance.now() - since < PATIENCE_MS; await pause(50)) {
    if (count() !== before) since = performance.now();
    before = count();
  }
}
