import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Hand } from "../kafka/hand.ts";
import { type Comparison, compareWithModel } from "./compare-with-model.ts";
import { openFeed, PARTITIONS } from "./shop-feed.ts";
import { type StartedStream, type StreamProcess, startStream } from "./stream-process.ts";

export interface FaultRun {
  readonly stream: StartedStream;
  readonly folder: string;
  readonly topic: string;
  /** The shop stops selling until `sell`; comes back when all that it sent is acknowledged. */
  rest(): Promise<void>;
  sell(): void;
  /** Fulfilled once the shop has sent so many more records. */
  sold(records: number): Promise<void>;
}

export interface FaultOptions {
  readonly hand: Hand;
  readonly brokers: readonly string[];
  /** The brokers that hold each partition; one on any broker by default. */
  readonly replicas?: readonly (readonly number[])[];
  /** More words for `vitrina stream`. */
  readonly more?: readonly string[];
  readonly fault: (run: FaultRun) => Promise<void>;
}

/**
 * A shop that goes on selling, a stream that follows it, and something that goes wrong. Afterwards the stream must go on by
 * itself and end on request; what is left in the topic is read, and everything compared. Throws where it does not go on.
 */
export async function runFault({ hand, brokers, replicas, more = [], fault }: FaultOptions): Promise<Comparison> {
  const folder = await mkdtemp(join(tmpdir(), "vitrina-fault-"));
  const topic = await hand.topic(PARTITIONS, replicas);
  const described: StreamProcess = { folder, brokers, topic };
  const shop = openShop(hand, topic);
  const stream = startStream(described, 0, ["--trigger", "200ms", "--idle", "off", ...more]);
  try {
    shop.sell();
    if (!(await stream.working())) throw new Error(`it did not begin: ${(await stream.ended).said}`);
    await fault({ stream, folder, topic, ...shop });
    const goesOn = stream.goesOn();
    await shop.sold(500);
    await goesOn;
    await shop.rest();
    stream.signal("SIGINT");
    const { code, said } = await stream.ended;
    if (code !== 0) throw new Error(`it ended with ${code}: ${said}`);
    const last = await startStream(described, 1, ["--trigger", "available-now"]).ended;
    if (last.code !== 0) throw new Error(`the last run failed: ${last.said}`);
    return await compareWithModel(folder, shop.sent);
  } finally {
    stream.kill();
    await shop.rest();
    await rm(folder, { recursive: true, force: true });
  }
}

const EVERY_MS = 20;

/** A shop that sells some thousand sales a second while it is told to. */
export function openShop(hand: Hand, topic: string) {
  const feed = openFeed(hand, topic, Date.now() - 6 * 3_600_000);
  let selling = false;
  let load: Promise<void> = Promise.resolve();
  const count = () => feed.sent.reduce((sum, { length }) => sum + length, 0);
  return {
    sent: feed.sent,
    sell() {
      if (selling) return;
      selling = true;
      load = (async () => {
        while (selling) {
          await feed.send();
          await pause(EVERY_MS);
        }
      })();
      // Told by whoever waits for it.
      load.catch(() => undefined);
    },
    async rest() {
      selling = false;
      await load;
    },
    async sold(records: number) {
      const enough = count() + records;
      while (count() < enough) await Promise.race([pause(EVERY_MS), load.then(() => Promise.reject(stoppedSelling()))]);
    },
  };
}

function stoppedSelling(): Error {
  return new Error("the shop has stopped selling");
}
