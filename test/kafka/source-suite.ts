import { expect, test } from "vitest";
import { plainAccess } from "../../src/sources/kafka/access.ts";
import { allCaughtUp, take } from "./read-source.ts";
import { numbers, type Stage, sales } from "./stage.ts";

/** What the Kafka source promises, against whatever version of Kafka is on the stage. */
export function kafkaSourceSuite(stage: Stage): void {
  test("every codec, each record once, in order, with its offset and time", async () => {
    const topic = await stage.hand.topic(2);
    const before = Date.now();
    for (const [n, codec] of (["none", "gzip", "snappy", "lz4", "zstd"] as const).entries()) {
      await stage.hand.send(topic, n % 2, sales(n * 1_000, 500), codec);
    }
    const taken = take(await stage.open(topic));
    const last = await taken.until(allCaughtUp, { maxBytes: 3_000 });
    expect(taken.values(`${topic}/0`)).toEqual([...sales(0, 500), ...sales(2_000, 500), ...sales(4_000, 500)]);
    expect(taken.values(`${topic}/1`)).toEqual([...sales(1_000, 500), ...sales(3_000, 500)]);
    expect(taken.offsets(`${topic}/0`)).toEqual(numbers(0, 1_500));
    expect(last.partitions.map(({ next, behind }) => [next, behind])).toEqual([
      ["1500", 0],
      ["1000", 0],
    ]);
    for (const { time } of taken.records.get(`${topic}/0`) ?? []) {
      expect(time).toBeGreaterThanOrEqual(before);
      expect(time).toBeLessThanOrEqual(Date.now());
    }
  });

  test("a batch keeps to its size, and nothing is caught up while there is more", async () => {
    const topic = await stage.hand.topic(3);
    for (const partition of [0, 1, 2]) await stage.hand.send(topic, partition, sales(0, 400));
    const reading = await stage.open(topic);
    const taken = take(reading);
    const sizes: number[] = [];
    await taken.until(
      (batch) => {
        sizes.push(batch.partitions.reduce((sum, { records }) => sum + records.lines.length, 0));
        for (const { partition, caughtUp, behind, next } of batch.partitions) {
          if (behind !== null) expect(Number(next) + behind).toBe(400);
          if (caughtUp) expect(taken.offsets(partition)).toHaveLength(400);
        }
        return allCaughtUp(batch);
      },
      { maxBytes: 500, until: "all" },
    );
    expect(Math.max(...sizes)).toBeLessThan(500 + sales(999, 1).join().length + 2);
    expect(taken.count).toBe(1_200);
  });

  test("aborted transactions are left out, also where they lie between others", async () => {
    const topic = await stage.hand.topic(1);
    await stage.hand.send(topic, 0, sales(0, 3));
    await stage.hand.transact(topic, 0, sales(10, 4), "abort");
    await stage.hand.transact(topic, 0, sales(20, 2), "commit");
    await stage.hand.send(topic, 0, sales(30, 1));
    await stage.hand.transact(topic, 0, sales(40, 5), "abort");
    const taken = take(await stage.open(topic));
    // 3 + 4 and a marker + 2 and a marker + 1 + 5 and a marker; a broker writes markers when it gets to it.
    const last = await taken.until(({ partitions }) => partitions[0]?.next === "18");
    expect(taken.values(`${topic}/0`)).toEqual([...sales(0, 3), ...sales(20, 2), ...sales(30, 1)]);
    expect(last.partitions[0]).toMatchObject({ behind: 0, caughtUp: true });
    const all = take(await stage.open(topic, { isolation: "read_uncommitted" }));
    await all.until(({ partitions }) => partitions[0]?.next === "18");
    expect(all.count).toBe(15);
  });

  test("a tombstone is a record without a value", async () => {
    const topic = await stage.hand.topic(1);
    await stage.hand.send(topic, 0, ['{"id":1}', null, "not json", '{"id":2}']);
    const taken = take(await stage.open(topic));
    await taken.until(allCaughtUp);
    expect(taken.values(`${topic}/0`)).toEqual(['{"id":1}', null, "not json", '{"id":2}']);
  });

  test("a restart goes on at the positions, in the middle of a batch as well", async () => {
    const topic = await stage.hand.topic(2);
    for (const partition of [0, 1]) await stage.hand.send(topic, partition, sales(0, 1_000), "lz4");
    const first = take(await stage.open(topic));
    await first.until((_, { count }) => count >= 300, { maxBytes: 1_000 });
    const second = take(await stage.open(topic, {}, first.positions));
    await second.until(allCaughtUp, { maxBytes: 1_000 });
    for (const partition of [`${topic}/0`, `${topic}/1`]) {
      expect([...first.offsets(partition), ...second.offsets(partition)]).toEqual(numbers(0, 1_000));
    }
  });

  test("from the latest, from a time, and from a time after the last record", async () => {
    const topic = await stage.hand.topic(1);
    await stage.hand.send(topic, 0, sales(0, 5));
    const probe = take(await stage.open(topic));
    await probe.until(allCaughtUp);
    const time = (probe.records.get(`${topic}/0`)?.at(-1)?.time ?? 0) + 1;
    const latest = take(await stage.open(topic, { from: "latest" }));
    const future = take(await stage.open(topic, { from: { timestamp: time + 3_600_000 } }));
    const past = take(await stage.open(topic, { from: { timestamp: 0 } }));
    await latest.until(allCaughtUp);
    await stage.hand.send(topic, 0, sales(5, 2));
    await latest.until((_, { count }) => count === 2);
    await future.until((_, { count }) => count === 2);
    await past.until((_, { count }) => count === 7);
    expect([latest, future, past].map((each) => each.offsets(`${topic}/0`)[0])).toEqual([5, 5, 0]);
  });

  test("a partition added later is read from its beginning", async () => {
    const topic = await stage.hand.topic(1);
    const reading = await stage.open(topic, { from: "latest" });
    const taken = take(reading);
    await taken.until(allCaughtUp);
    await stage.hand.grow(topic, 2);
    await stage.hand.send(topic, 1, sales(0, 10));
    await taken.until((_, { count }) => count === 10);
    expect(taken.events).toEqual([{ kind: "partition_added", partition: `${topic}/1` }]);
    const restarted = take(await stage.open(topic, { from: "latest" }, new Map([[`${topic}/0`, "0"]])));
    await restarted.until((_, { count }) => count === 10);
    expect(restarted.events).toEqual([{ kind: "partition_added", partition: `${topic}/1` }]);
  });

  test("records deleted before they were read: the exact gap, then the policy", async () => {
    const topic = await stage.hand.topic(1);
    await stage.hand.send(topic, 0, sales(0, 50));
    await stage.hand.forget(topic, 0, 20);
    const positions = new Map([[`${topic}/0`, "5"]]);
    const going = take(await stage.open(topic, { onGap: "continue" }, positions));
    await going.until(allCaughtUp);
    expect(going.events).toEqual([{ kind: "gap", partition: `${topic}/0`, from: "5", to: "20" }]);
    expect(going.offsets(`${topic}/0`)).toEqual(numbers(20, 50));
    const stopping = take(await stage.open(topic, {}, positions));
    await expect(stopping.until(allCaughtUp)).rejects.toMatchObject({
      code: "kafka_offsets_gone",
      params: { topic, partition: 0, from: "5", to: "20" },
    });
  });

  test("a position behind the end of the topic is an error, not a silent wait", async () => {
    const topic = await stage.hand.topic(1);
    await stage.hand.send(topic, 0, sales(0, 3));
    const taken = take(await stage.open(topic, { onGap: "continue" }, new Map([[`${topic}/0`, "99"]])));
    await expect(taken.until(allCaughtUp)).rejects.toMatchObject({
      code: "kafka_position_ahead",
      params: { topic, partition: 0, position: "99", end: "3" },
    });
  });

  test("a topic that is deleted, after what was read of it was handed out", async () => {
    const topic = await stage.hand.topic(1);
    await stage.hand.send(topic, 0, sales(0, 100));
    const taken = take(await stage.open(topic));
    await taken.until((_, { count }) => count > 0, { maxBytes: 100 });
    await stage.hand.remove(topic);
    await expect(taken.until(() => false, { maxBytes: 100 })).rejects.toMatchObject({
      code: "kafka_topic_deleted",
      params: { topic },
    });
    expect(taken.offsets(`${topic}/0`)).toEqual(numbers(0, 100));
  });

  test("what cannot be opened says why", async () => {
    await expect(stage.open("no-such-topic")).rejects.toMatchObject({ code: "kafka_topic_missing" });
    const access = plainAccess(["127.0.0.1:1"]);
    await expect(stage.open("any", { access })).rejects.toMatchObject({ code: "kafka_unreachable" });
    await expect(stage.open("any", { from: "committed" })).rejects.toMatchObject({ code: "kafka_group_needed" });
    const topic = await stage.hand.topic(1);
    const bad = stage.open(topic, {}, new Map([[`${topic}/0`, "file.csv:7"]]));
    await expect(bad).rejects.toMatchObject({ code: "kafka_bad_position" });
    const fewer = stage.open(topic, {}, new Map([[`${topic}/1`, "0"]]));
    await expect(fewer).rejects.toMatchObject({ code: "kafka_topic_recreated", params: { topic } });
  });

  test("a partition with little is not kept waiting by one with much", async () => {
    const topic = await stage.hand.topic(3);
    await stage.hand.send(topic, 0, sales(0, 4_000));
    for (let n = 0; n < 30; n += 1) await stage.hand.send(topic, 0, sales(4_000 + n * 100, 100));
    for (const partition of [1, 2]) await stage.hand.send(topic, partition, sales(0, 10));
    const fetch = { responseBytes: 2_000, partitionBytes: 2_000 };
    const taken = take(await stage.open(topic, { fetch }));
    await taken.until(() => [1, 2].every((each) => taken.offsets(`${topic}/${each}`).length === 10), {
      maxBytes: 1_000,
    });
    expect(taken.offsets(`${topic}/0`).length).toBeLessThan(7_000);
    await taken.until(allCaughtUp);
    expect(taken.offsets(`${topic}/0`)).toEqual(numbers(0, 7_000));
  });

  test("a batch larger than any limit still comes, beside others", async () => {
    const topic = await stage.hand.topic(2);
    const large = `{"text":"${"x".repeat(900_000)}"}`;
    for (const partition of [0, 1]) await stage.hand.send(topic, partition, [large, '{"id":1}']);
    const taken = take(await stage.open(topic, { fetch: { responseBytes: 1_000, partitionBytes: 500 } }));
    await taken.until(allCaughtUp, { maxBytes: 100 });
    for (const partition of [0, 1]) expect(taken.values(`${topic}/${partition}`)).toEqual([large, '{"id":1}']);
  });

  test("a topic that is deleted and created again is not taken for the old one", async () => {
    const topic = await stage.hand.topic(1);
    await stage.hand.send(topic, 0, sales(0, 20));
    const taken = take(await stage.open(topic, { refreshMs: 60_000 }));
    await taken.until(allCaughtUp);
    await stage.hand.remove(topic);
    await stage.hand.create(topic, 1);
    await stage.hand.send(topic, 0, sales(100, 30));
    await expect(taken.until(() => false)).rejects.toMatchObject({ code: "kafka_topic_recreated", params: { topic } });
    expect(taken.offsets(`${topic}/0`)).toEqual(numbers(0, 20));
  });

  test("several topics at once", async () => {
    const [one, two] = [await stage.hand.topic(1), await stage.hand.topic(2)];
    await stage.hand.send(one, 0, sales(0, 10));
    await stage.hand.send(two, 1, sales(0, 20));
    const source = await stage.open(one, { topics: [one, two] });
    const taken = take(source);
    const last = await taken.until(allCaughtUp);
    expect(source.id).toBe(`kafka:${one},${two}`);
    expect(last.partitions.map(({ partition, next }) => [partition, next])).toEqual([
      [`${one}/0`, "10"],
      [`${two}/0`, "0"],
      [`${two}/1`, "20"],
    ]);
  });
}
