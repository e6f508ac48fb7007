import { expect, test } from "vitest";
import { allCaughtUp, take } from "../kafka/read-source.ts";
import { numbers, sales, setStage } from "../kafka/stage.ts";

const stage = setStage({ brokers: 2 });
const broker = (place: number) => {
  const found = stage.kafka.cluster.brokers[place];
  if (found === undefined) throw new Error("no such broker");
  return found;
};

test("a broker that is killed and comes back: each record once, and word of both", async () => {
  const [first, second] = [broker(0), broker(1)];
  const topic = await stage.hand.topic(2, [[first.id], [second.id]]);
  for (const partition of [0, 1]) await stage.hand.send(topic, partition, sales(0, 200));
  const taken = take(await stage.open(topic, { refreshMs: 60_000 }));
  await taken.until((_, { count }) => count >= 150, { maxBytes: 700 });
  await second.kill();
  await taken.until((_, { events }) => events.some(({ kind }) => kind === "disconnected"));
  await stage.hand.send(topic, 0, sales(200, 50));
  // What the other broker leads goes on meanwhile.
  const meanwhile = await taken.until(() => taken.offsets(`${topic}/0`).length === 250);
  expect(meanwhile.partitions.find(({ partition }) => partition === `${topic}/1`)?.caughtUp).toBe(false);
  await second.restart();
  await stage.hand.send(topic, 1, sales(200, 50));
  await taken.until((batch, { count }) => count === 500 && allCaughtUp(batch));
  for (const partition of [`${topic}/0`, `${topic}/1`]) expect(taken.offsets(partition)).toEqual(numbers(0, 250));
  expect(taken.events.map(({ kind }) => kind)).toEqual(["disconnected", "reconnected"]);
});

test("a partition that moves to another broker, again and again, while it is written", async () => {
  const ids = [broker(0).id, broker(1).id];
  const topic = await stage.hand.topic(1, [[ids[0] ?? 0]]);
  const taken = take(await stage.open(topic, { refreshMs: 60_000 }));
  for (let round = 0; round < 4; round += 1) {
    await stage.hand.send(topic, 0, sales(round * 100, 100), "gzip");
    await stage.hand.move(topic, 0, [ids[(round + 1) % 2] ?? 0]);
    await taken.until((_, { count }) => count === (round + 1) * 100, { maxBytes: 300 });
  }
  await taken.until(allCaughtUp);
  expect(taken.offsets(`${topic}/0`)).toEqual(numbers(0, 400));
  expect(taken.events).toEqual([]);
});

test("the leader is killed and its replica goes on", async () => {
  const [first, second] = [broker(0), broker(1)];
  const topic = await stage.hand.topic(1, [[first.id, second.id]]);
  await stage.hand.send(topic, 0, sales(0, 300));
  const taken = take(await stage.open(topic, { refreshMs: 60_000 }));
  await taken.until((_, { count }) => count >= 100, { maxBytes: 500 });
  await first.kill();
  await stage.hand.send(topic, 0, sales(300, 100));
  await taken.until((_, { count }) => count === 400);
  expect(taken.offsets(`${topic}/0`)).toEqual(numbers(0, 400));
  await first.restart();
  await stage.hand.send(topic, 0, sales(400, 10));
  await taken.until((_, { count }) => count === 410);
  expect(taken.offsets(`${topic}/0`)).toEqual(numbers(0, 410));
});

test("two brokers that run ahead of a slow reader do not get mixed up", async () => {
  const ids = [broker(0).id, broker(1).id];
  const topic = await stage.hand.topic(
    4,
    [0, 1, 0, 1].map((place) => [ids[place] ?? 0]),
  );
  for (const partition of [0, 1, 2, 3]) {
    for (let n = 0; n < 10; n += 1)
      await stage.hand.send(topic, partition, sales(n * 300, 300), n % 2 === 0 ? "none" : "lz4");
  }
  const fetch = { responseBytes: 150_000, partitionBytes: 70_000 };
  const taken = take(await stage.open(topic, { fetch }));
  await taken.until(allCaughtUp, { maxBytes: 5_000 });
  for (const partition of [0, 1, 2, 3]) {
    expect(taken.offsets(`${topic}/${partition}`)).toEqual(numbers(0, 3_000));
    expect(taken.values(`${topic}/${partition}`)).toEqual(sales(0, 3_000));
  }
});

test("a broker that hangs for a while and then goes on", async () => {
  const topic = await stage.hand.topic(1, [[broker(1).id]]);
  await stage.hand.send(topic, 0, sales(0, 100));
  const taken = take(await stage.open(topic, { refreshMs: 60_000 }));
  await taken.until((_, { count }) => count >= 50, { maxBytes: 400 });
  await broker(1).kill("SIGSTOP");
  const hung = await taken.until(() => true, { waitMs: 700 });
  expect(hung.partitions).toHaveLength(1);
  await broker(1).kill("SIGCONT");
  await stage.hand.send(topic, 0, sales(100, 50));
  await taken.until((_, { count }) => count === 150);
  expect(taken.offsets(`${topic}/0`)).toEqual(numbers(0, 150));
});
