import { describe, expect, test } from "vitest";
import { Aborted, type ListedRecord, type ListSourceOptions, listSource } from "../../test/streams/list-source.ts";
import { openStreamCase, saleText } from "../../test/streams/stream-case.ts";
import type { StreamState } from "../engines/duckdb/stream/state.ts";
import type { BatchProgress } from "../model/stream/stream-progress.ts";
import type { StreamSink } from "../sinks/stream/stream-sink.ts";
import type { ReadRequest, StreamSource } from "../sources/stream/stream-source.ts";
import { runStream, type StreamOptions } from "./stream.ts";

/** A sale in each of these minutes. */
const sales = (...minutes: number[]): ListedRecord[] =>
  minutes.map((minute) => ({ value: saleText(minute + 1, `${String(minute).padStart(2, "0")}:30`, 10) }));

const all = (source: StreamSource, state: StreamState, sink: StreamSink, signal: AbortSignal): StreamOptions => ({
  source,
  state,
  sinks: [sink],
  trigger: { kind: "continuous" },
  idleMs: null,
  signal,
});

describe("what was committed stays", () => {
  test("a batch that a sink could not take is published again after a restart, before anything new", async () => {
    await using stream = await openStreamCase();
    const partitions = { a: sales(0, 1) };
    const broken: StreamSink = {
      publish: () => Promise.reject(new Error("the sink is broken")),
      close: async () => undefined,
    };
    const state = await stream.open();
    await expect(stream.run({ partitions }, { sinks: [broken] })).rejects.toThrow("the sink is broken");
    expect(state.checkpoint()).toMatchObject({ batch: 1, quality: { read: 2, accepted: 2 } });
    await stream.close();
    await stream.open();
    partitions.a.push(...sales(2));
    await stream.run({ partitions });
    expect(stream.sink.batches).toEqual([1, 2]);
    expect(stream.windows()).toEqual([
      "10:00  1 10.00 final",
      "10:01  1 10.00 provisional",
      "10:02  1 10.00 provisional",
    ]);
  });

  test("a good batch is committed and published where the read after it fails", async () => {
    await using stream = await openStreamCase();
    const state = await stream.open();
    const listed: ListSourceOptions = { partitions: { a: sales(0, 1) }, cuts: [{ a: 1 }] };
    await expect(stream.run({ ...listed, abortAt: 1 })).rejects.toThrow(Aborted);
    expect(state.checkpoint()).toMatchObject({ batch: 1, quality: { read: 1 } });
    expect(Object.fromEntries(state.positions())).toEqual({ a: "1" });
    expect(stream.windows()).toEqual(["10:00  1 10.00 provisional"]);
    await stream.run(listed);
    expect(state.checkpoint()).toMatchObject({ quality: { read: 2, accepted: 2, duplicate: 0 } });
  });
});

describe("triggers", () => {
  test("a read that waits ends with the stream, and what it brings by then is still taken", async () => {
    await using stream = await openStreamCase();
    const state = await stream.open();
    const stop = new AbortController();
    const inner = listSource({ partitions: { a: sales(0, 1) }, cuts: [{ a: 1 }, { a: 1 }], endless: true });
    let reads = 0;
    const source: StreamSource = {
      ...inner,
      async read(request) {
        reads += 1;
        if (reads === 2) await aborted(request.signal);
        return inner.read(request);
      },
    };
    await runStream({ ...all(source, state, stream.sink, stop.signal), onProgress: () => stop.abort() });
    expect(reads).toBe(2);
    expect(state.checkpoint()).toMatchObject({ batch: 2, quality: { accepted: 2 } });
  });

  test("an interval is collected as a whole while the engine works, and never more than one ahead", async () => {
    await using stream = await openStreamCase();
    const state = await stream.open();
    const requests: Pick<ReadRequest, "until" | "waitMs">[] = [];
    const happened: string[] = [];
    let began = Promise.withResolvers<void>();
    const inner = listSource({ partitions: { a: sales(0, 1, 2) }, cuts: [{ a: 1 }, { a: 1 }, { a: 1 }] });
    const source: StreamSource = {
      ...inner,
      read(request) {
        requests.push({ until: request.until, waitMs: request.waitMs });
        happened.push("read");
        began.resolve();
        return inner.read(request);
      },
    };
    const slow: StreamState = {
      ...state,
      async apply(...given) {
        // Would wait for ever if nobody read meanwhile.
        if (happened.filter((what) => what === "read").length < 3) await began.promise;
        began = Promise.withResolvers();
        happened.push("apply");
        return state.apply(...given);
      },
    };
    const options = all(source, slow, stream.sink, new AbortController().signal);
    await runStream({ ...options, trigger: { kind: "interval", ms: 250 } });
    expect(requests).toEqual(Array.from({ length: 3 }, () => ({ until: "all", waitMs: 250 })));
    expect(happened).toEqual(["read", "read", "apply", "read", "apply", "apply"]);
  });

  test("available-now ends where the source is read to its end, and takes no quiet for an end of time", async () => {
    await using stream = await openStreamCase();
    const state = await stream.open();
    let now = 0;
    const listed = { partitions: { a: sales(0, 1), b: sales(2) }, cuts: [{ a: 1 }, { a: 1 }, { b: 1 }], endless: true };
    await stream.run(
      {
        ...listed,
        onRead: () => {
          now += 60_000;
        },
      },
      { trigger: { kind: "available-now" }, idleMs: 1, now: () => new Date(now) },
    );
    expect(state.checkpoint()).toMatchObject({ batch: 3, quality: { accepted: 3 } });
    expect(stream.windows().filter((row) => row.endsWith("final"))).toEqual([]);
  });
});

test("a correction made while the next batch is on its way is published before it", async () => {
  await using stream = await openStreamCase();
  const state = await stream.open();
  const published: string[] = [];
  const late = { value: saleText(9, "00:10", 5) };
  const records = [...sales(0, 5), late, ...sales(6, 7)];
  await stream.run(
    {
      partitions: { a: records },
      cuts: [{ a: 3 }, { a: 1 }, { a: 1 }],
      onRead: (read) => {
        if (read === 1 || read === 2) void state.applyLate(null);
      },
    },
    {
      sinks: [
        {
          ...stream.sink,
          async publish(batch) {
            published.push(
              `${batch.batch}: ${batch.rows.filter(({ query }) => query === "totals").map(({ window_start }) => window_start.slice(14, 16))}`,
            );
            await stream.sink.publish(batch);
          },
        },
      ],
    },
  );
  // The late sale is applied as batch 2, before the next records are taken in.
  expect(published.filter((text) => text.endsWith(": 00"))).toEqual(["2: 00"]);
  expect(stream.sink.batches).toEqual([1, 2, 3, 4]);
  expect(stream.windows()[0]).toBe("10:00  2 15.00 final");
});

describe("a clock that is set while the stream runs", () => {
  const HOUR = 3_600_000;
  const BASE = Date.UTC(2026, 10, 1, 12);

  /** Five batches and some empty reads; returns what each batch came to. */
  async function follow(clock: (read: number) => number) {
    await using stream = await openStreamCase();
    const state = await stream.open();
    const stop = new AbortController();
    let now = BASE;
    const batches: { finalUntil: number | null; idle: boolean[]; windows: string[] }[] = [];
    await stream.run(
      {
        partitions: { a: sales(0, 2, 4, 6, 8), b: sales(1, 3, 5, 7, 9) },
        cuts: Array.from({ length: 5 }, () => ({ a: 1, b: 1 })),
        endless: true,
        onRead: (read) => {
          now = BASE + clock(read);
          if (read === 10) stop.abort();
        },
      },
      {
        trigger: { kind: "continuous" },
        idleMs: 30_000,
        signal: stop.signal,
        now: () => new Date(now),
        onProgress: ({ partitions }: BatchProgress) =>
          batches.push({
            finalUntil: state.checkpoint().finalUntil,
            idle: partitions.map(({ idle }) => idle),
            windows: stream.windows(),
          }),
      },
    );
    return { batches, quality: state.checkpoint().quality };
  }

  test.each([HOUR, -HOUR])("to and fro by %d ms: every batch comes to the same as with a steady clock", async (by) => {
    const steady = await follow((read) => read * 100);
    const stepped = await follow((read) => read * 100 + (read % 2 === 0 ? by : -by));
    expect(stepped).toEqual(steady);
    expect(stepped.quality).toMatchObject({ read: 10, accepted: 10 });
    expect(stepped.batches).toHaveLength(5);
    const ends = stepped.batches.map(({ finalUntil }) => finalUntil ?? 0);
    expect(ends).toEqual(ends.toSorted((left, right) => left - right));
  });

  test("back by an hour: quiet partitions are idle after the same time, and stay so", async () => {
    await using stream = await openStreamCase();
    const state = await stream.open();
    const stop = new AbortController();
    let now = BASE;
    const ends: { read: number; windows: string[] }[] = [];
    let last = 0;
    await stream.run(
      {
        partitions: { a: sales(0) },
        endless: true,
        onRead: (read) => {
          last = read;
          now += read === 3 || read === 45 ? -HOUR : 1000;
          if (read === 60) stop.abort();
        },
      },
      {
        trigger: { kind: "continuous" },
        idleMs: 30_000,
        signal: stop.signal,
        now: () => new Date(now),
        onProgress: () => ends.push({ read: last, windows: stream.windows() }),
      },
    );
    expect(ends.map(({ windows }) => windows)).toEqual([["10:00  1 10.00 provisional"], ["10:00  1 10.00 final"]]);
    expect(ends[1]?.read).toBeGreaterThanOrEqual(30);
    expect(ends[1]?.read).toBeLessThan(40);
    expect(state.checkpoint().batch).toBe(2);
  });
});

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
