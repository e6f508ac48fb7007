import { expect, test } from "vitest";
import type { KafkaStart } from "../../src/sources/kafka/options.ts";
import { allCaughtUp, type Taken, take } from "../kafka/read-source.ts";
import { numbers, sales, setStage } from "../kafka/stage.ts";

const stage = setStage();
const member = (topic: string, group: string, from: KafkaStart, positions = new Map<string, string>()) =>
  stage.open(topic, { group, from }, positions);
const sorted = (...lists: number[][]) => lists.flat().sort((a, b) => a - b);

test("the next member goes on where the group stands, unless it has a position", async () => {
  const topic = await stage.hand.topic(2);
  for (const partition of [0, 1]) await stage.hand.send(topic, partition, sales(0, 100));
  const one = await member(topic, "stands", "earliest");
  const taken = take(one);
  await taken.until((_, { count }) => count >= 120, { maxBytes: 400 });
  await one.close();
  const kept = await stage.hand.committed("stands", topic);
  expect([...kept].map(([index, offset]) => [`${topic}/${index}`, `${offset}`]).sort()).toEqual(
    [...taken.positions].sort(),
  );
  const next = take(await member(topic, "stands", "committed", new Map([[`${topic}/1`, "90"]])));
  await next.until(allCaughtUp);
  expect(next.offsets(`${topic}/0`)).toEqual(numbers(Number(taken.positions.get(`${topic}/0`)), 100));
  expect(next.offsets(`${topic}/1`)).toEqual(numbers(90, 100));
});

test("a group that committed nothing begins at the beginning", async () => {
  const topic = await stage.hand.topic(1);
  await stage.hand.send(topic, 0, sales(0, 10));
  const taken = take(await member(topic, "nothing-yet", "committed"));
  await taken.until(allCaughtUp);
  expect(taken.offsets(`${topic}/0`)).toEqual(numbers(0, 10));
});

test("a second member comes and goes: each record once between them, with word of what was taken", async () => {
  const topic = await stage.hand.topic(4);
  const all = [0, 1, 2, 3];
  for (const partition of all) await stage.hand.send(topic, partition, sales(0, 200));
  const first = take(await member(topic, "shared", "earliest"));
  await first.until((_, { count }) => count >= 300, { maxBytes: 500 });

  const two = await together(first, () => member(topic, "shared", "earliest"));
  const second = take(two);
  for (const partition of all) await stage.hand.send(topic, partition, sales(200, 100));
  const halves = await Promise.all([first.until(allCaughtUp), second.until(allCaughtUp)]);
  expect(halves.map(({ partitions }) => partitions.length)).toEqual([2, 2]);
  expect(first.events.map(({ kind }) => kind)).toEqual(["partition_taken", "partition_taken"]);

  await two.close();
  for (const partition of all) await stage.hand.send(topic, partition, sales(300, 50));
  await first.until((batch) => batch.partitions.length === 4 && allCaughtUp(batch));
  for (const partition of all) {
    const name = `${topic}/${partition}`;
    expect(sorted(first.offsets(name), second.offsets(name)), name).toEqual(numbers(0, 350));
  }
});

test("partitions that are added are shared out too", async () => {
  const topic = await stage.hand.topic(1);
  const taken = take(await member(topic, "growing", "latest"));
  await taken.until(allCaughtUp);
  await stage.hand.grow(topic, 2);
  await stage.hand.send(topic, 1, sales(0, 10));
  await taken.until((_, { count }) => count === 10);
  expect(taken.events).toEqual([{ kind: "partition_added", partition: `${topic}/1` }]);
});

/** The group shares out anew only once the members that are there take part, so they go on reading meanwhile. */
async function together<T>(reader: Taken, action: () => Promise<T>): Promise<T> {
  let done = false;
  const result = action().finally(() => {
    done = true;
  });
  await reader.until(() => done, { maxBytes: 500 });
  return result;
}
