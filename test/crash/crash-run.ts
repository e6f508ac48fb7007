import { mkdir } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import type { Hand } from "../kafka/hand.ts";
import { compareWithModel } from "./compare-with-model.ts";
import { openFeed, PARTITIONS } from "./shop-feed.ts";
import { type StreamProcess, startStream } from "./stream-process.ts";

export interface CrashOptions {
  readonly hand: Hand;
  readonly brokers: readonly string[];
  /** For the state and the outputs. */
  readonly folder: string;
  readonly kills: number;
  readonly seed: number;
  readonly say?: (text: string) => void;
}

export interface CrashResult {
  readonly kills: number;
  /** Of the kills, those of a process that had printed windows. */
  readonly duringWork: number;
  readonly sent: number;
  readonly windows: number;
  /** Everything that is not as it must be, in words. */
  readonly wrong: readonly string[];
}

/** Most are killed at work, some while they start or look at what is there. */
const KILLED_AT_WORK = 0.8;
const LONGEST_WORK_MS = 1500;
const LONGEST_START_MS = 1500;

/** Kills a stream under load again and again, lets it finish, and compares all it left with a calculation of its own. */
export async function runCrashes({ hand, brokers, folder, kills, seed, say }: CrashOptions): Promise<CrashResult> {
  await mkdir(folder, { recursive: true });
  const topic = await hand.topic(PARTITIONS);
  const feed = openFeed(hand, topic, Date.now() - 6 * 3_600_000);
  const stream: StreamProcess = { folder, brokers, topic };
  const random = numbers(seed);
  let [feeding, duringWork] = [true, 0];
  const load = (async () => {
    while (feeding) {
      await feed.send();
      await pause(10);
    }
  })();
  try {
    for (let run = 0; run < kills; run += 1) {
      const started = startStream(stream, run, ["--trigger", run % 3 === 0 ? "200ms" : "continuous"]);
      const atWork = random() < KILLED_AT_WORK && (await started.working());
      await pause(random() * (atWork ? LONGEST_WORK_MS : LONGEST_START_MS));
      started.kill();
      const { code, said } = await started.ended;
      if (atWork) duringWork += 1;
      if (code !== null) throw new Error(`the stream ended by itself with ${code}: ${said}`);
      if ((run + 1) % 10 === 0) say?.(`${run + 1} kills, ${feed.sent.flat().length} records sent`);
    }
  } finally {
    feeding = false;
    await load;
  }
  const last = await startStream(stream, kills, ["--trigger", "available-now"]).ended;
  if (last.code !== 0) throw new Error(`the last run failed: ${last.said}`);
  const { wrong, windows } = await compareWithModel(folder, feed.sent);
  return { kills, duringWork, sent: feed.sent.flat().length, windows, wrong };
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
