import { afterAll, beforeAll, expect, test } from "vitest";
import { runFault } from "../crash/fault-run.ts";
import { type FlakyProxy, openFlakyProxy } from "../crash/flaky-proxy.ts";
import { type Hand, openHand } from "../kafka/hand.ts";
import { needKafka } from "./need-kafka.ts";

/* The stream reaches the broker through a network that fails; the shop has a way of its own, over TLS. */
let network: FlakyProxy;
let hand: Hand;
const kafka = needKafka({
  tls: true,
  async advertise({ port }) {
    network = await openFlakyProxy();
    network.leadTo(port);
    return network.port;
  },
});
beforeAll(() => {
  if (kafka.available) hand = openHand([...(kafka.cluster.listeners.tls ?? [])], kafka.cluster.ca);
});
afterAll(async () => {
  await hand?.close();
  await network?.close();
});

const MOST_MS = 120_000;

test(
  "a network that is cut in the midst of an answer, refuses, comes back slow and recovers",
  async () => {
    const { wrong, windows } = await runFault({
      hand,
      brokers: kafka.cluster.bootstrap,
      // What cannot be seen is not quiet, however long.
      more: ["--idle", "3s"],
      async fault({ stream, sold }) {
        await network.cutAfter(20_000);
        const before = network.attempts;
        await stream.says("Connection lost");
        // The shop goes on meanwhile, and the stream tries again and again.
        await sellingFor(5_000, sold);
        expect(network.attempts).toBeGreaterThan(before + 3);
        network.delay(150);
        network.mend();
        await stream.says("Connected again");
        await stream.goesOn();
        network.cut();
        await sold(200);
        network.mend();
        network.delay(0);
      },
    });
    expect(wrong).toEqual([]);
    expect(windows).toBeGreaterThan(5);
  },
  MOST_MS,
);

test(
  "a broker that is killed and comes back",
  async () => {
    const [broker] = kafka.cluster.brokers;
    const { wrong, windows } = await runFault({
      hand,
      brokers: kafka.cluster.bootstrap,
      async fault({ stream, rest, sell, sold }) {
        await sold(1_000);
        await rest();
        await broker?.kill();
        await stream.says("Connection lost");
        await broker?.restart();
        await stream.says("Connected again");
        sell();
      },
    });
    expect(wrong).toEqual([]);
    expect(windows).toBeGreaterThan(5);
  },
  MOST_MS,
);

test(
  "a stream that stands still for longer than a partition may be quiet, while the shop goes on",
  async () => {
    const { wrong, windows } = await runFault({
      hand,
      brokers: kafka.cluster.bootstrap,
      more: ["--idle", "3s"],
      async fault({ stream, sold }) {
        await sold(500);
        stream.signal("SIGSTOP");
        await sellingFor(5_000, sold);
        stream.signal("SIGCONT");
      },
    });
    expect(wrong).toEqual([]);
    expect(windows).toBeGreaterThan(5);
  },
  MOST_MS,
);

async function sellingFor(ms: number, sold: (records: number) => Promise<void>): Promise<void> {
  const from = performance.now();
  while (performance.now() - from < ms) await sold(200);
}
