import { expect, test } from "vitest";
import { openTimelineSource } from "./timeline-source.ts";

const request = () => ({ maxBytes: 2 ** 20, until: "any", waitMs: 20, signal: new AbortController().signal }) as const;

/** Sale n happens at second n. */
function open(now: () => number) {
  return openTimelineSource({
    id: "timeline",
    timeOf: (n) => n * 1000,
    countAt: (time) => Math.floor(time / 1000),
    next: (from, times) =>
      Buffer.from([...times].map((time, index) => `{"n":${from + index},"at":${time}}\n`).join("")),
    now,
  });
}

test("what has happened is there, the rest comes when it happens, and a restart goes on", async () => {
  let now = 3500;
  const source = open(() => now);
  await source.open(new Map());
  const [first] = (await source.read(request())).partitions;
  expect(first).toMatchObject({ next: "4", behind: 0, caughtUp: true });
  expect(Buffer.from(first?.records.lines ?? []).toString()).toBe(
    '{"n":1,"at":1000}\n{"n":2,"at":2000}\n{"n":3,"at":3000}\n',
  );
  expect((await source.read(request())).partitions[0]?.records.count).toBe(0);
  now = 5000;
  const [second] = (await source.read(request())).partitions;
  expect([...(second?.records.offsets.subarray(0, second.records.count) ?? [])]).toEqual([4, 5]);
  await source.close();
  const again = open(() => now);
  await again.open(new Map([["simulator", "5"]]));
  expect((await again.read(request())).partitions[0]).toMatchObject({ next: "6", caughtUp: true });
  await expect(again.open(new Map([["simulator", "x"]]))).rejects.toMatchObject({ code: "stream_bad_position" });
});
