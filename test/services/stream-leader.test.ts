import { afterAll, beforeAll, expect, test } from "vitest";
import { runFault } from "../crash/fault-run.ts";
import { type Hand, openHand } from "../kafka/hand.ts";
import { needKafka } from "./need-kafka.ts";

const kafka = needKafka({ brokers: 2 });
let hand: Hand;
beforeAll(() => {
  if (kafka.available) hand = openHand([...kafka.cluster.bootstrap]);
});
afterAll(() => hand?.close());

const MOST_MS = 300_000;

test(
  "partitions that move between two brokers, again and again, while the shop sells: every sale counts once",
  async () => {
    const [a = 0, b = 0] = kafka.cluster.brokers.map(({ id }) => id);
    const { wrong, windows } = await runFault({
      hand,
      brokers: kafka.cluster.bootstrap,
      replicas: [[a], [b]],
      async fault({ stream, topic, sold }) {
        for (let round = 0; round < 3; round += 1) {
          const [first, second] = round % 2 === 0 ? [b, a] : [a, b];
          await sold(500);
          await hand.move(topic, 0, [first]);
          await sold(300);
          await hand.move(topic, 1, [second]);
          await stream.goesOn();
        }
      },
    });
    expect(wrong).toEqual([]);
    expect(windows).toBeGreaterThan(5);
  },
  MOST_MS,
);

test(
  "a leader that is killed, after which its replica leads: every sale counts once",
  async () => {
    const [first, second] = kafka.cluster.brokers;
    const [a, b] = [first?.id ?? 0, second?.id ?? 0];
    const { wrong, windows } = await runFault({
      hand,
      brokers: kafka.cluster.bootstrap,
      replicas: [
        [a, b],
        [b, a],
      ],
      async fault({ stream, rest, sell, sold }) {
        await sold(1_000);
        await rest();
        await second?.kill();
        sell();
        await sold(1_000);
        await stream.goesOn();
        await rest();
        await second?.restart();
        sell();
        await sold(500);
      },
    });
    expect(wrong).toEqual([]);
    expect(windows).toBeGreaterThan(5);
  },
  MOST_MS,
);
