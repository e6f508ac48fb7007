import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCrashes } from "../crash/crash-run.ts";
import { openHand } from "../kafka/hand.ts";
import { needKafka } from "./need-kafka.ts";

const kafka = needKafka();

test("a stream that is killed five times under load loses nothing and counts nothing twice", async () => {
  const folder = await mkdtemp(join(tmpdir(), "vitrina-crash-"));
  const brokers = kafka.cluster.bootstrap;
  const hand = openHand([...brokers]);
  try {
    const result = await runCrashes({ hand, brokers, folder, kills: 5, seed: 2 });
    expect(result.wrong).toEqual([]);
    expect(result.windows).toBeGreaterThan(5);
  } finally {
    await hand.close();
    await rm(folder, { recursive: true, force: true });
  }
}, 300_000);
