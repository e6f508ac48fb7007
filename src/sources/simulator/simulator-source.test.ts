import { describe, expect, it } from "vitest";
import { readRecords, request, seenRecords } from "../../../test/contracts/stream-records.ts";
import { openSimulatorSource, type SimulatorSourceOptions } from "./simulator-source.ts";

/** A clock that stands still but while somebody sleeps. */
function manualClock() {
  let now = 1_000_000;
  return {
    now: () => now,
    sleep: async (milliseconds: number) => {
      now += milliseconds;
    },
    advance: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

function simulator(changes: Partial<SimulatorSourceOptions> = {}) {
  const asked: [number, number][] = [];
  const source = openSimulatorSource({
    rowsPerSecond: 4,
    seed: 1,
    clock: manualClock(),
    next: (from, times) => {
      asked.push([from, times.length]);
      return Buffer.from(Array.from(times, (time, index) => `{"n":${from + index},"t":${time}}\n`).join(""));
    },
    ...changes,
  });
  return { source, asked };
}

describe("openSimulatorSource", () => {
  it("sells at an even rate, each sale at the time it falls due", async () => {
    const { source } = simulator();
    await source.open(new Map());
    const { records } = await readRecords(source, 5);
    expect(records.map(({ offset, time }) => [offset, time])).toEqual(
      [1, 2, 3, 4, 5].map((n) => [n, 1_000_000 + n * 250]),
    );
    expect(records.map(({ bytes }) => String(bytes))[4]).toBe('{"n":5,"t":1001250}');
  });

  it("goes on with the next number after a restart, at the time of then", async () => {
    const { source } = simulator();
    await source.open(new Map([["simulator", "1000"]]));
    const { records } = await readRecords(source, 2);
    expect(records.map(({ offset }) => offset)).toEqual([1000, 1001]);
  });

  it("says how many sales wait, and lets no more than ten seconds of them wait", async () => {
    const clock = manualClock();
    const { source } = simulator({ clock });
    await source.open(new Map());
    clock.advance(5000);
    const first = await source.read(request({ maxBytes: 1 }));
    expect(first.partitions).toMatchObject([{ next: "2", behind: 19, caughtUp: false }]);
    clock.advance(3_600_000);
    const second = await source.read(request());
    expect(seenRecords(second)).toHaveLength(41);
    expect(second.partitions).toMatchObject([{ next: "43", behind: 0, caughtUp: true }]);
  });

  it("ends after as many sales as were asked for", async () => {
    const { source } = simulator({ rows: 3 });
    await source.open(new Map());
    const { records, batches } = await readRecords(source, 10);
    expect(records).toHaveLength(3);
    expect(batches.at(-1)?.ended).toBe(true);
  });

  it("draws large numbers in pieces", async () => {
    const clock = manualClock();
    const { source, asked } = simulator({ clock, rowsPerSecond: 1000 });
    await source.open(new Map());
    clock.advance(5000);
    expect(seenRecords(await source.read(request({ maxBytes: 10_000_000 })))).toHaveLength(5000);
    expect(asked).toEqual([
      [1, 2000],
      [2001, 2000],
      [4001, 1000],
    ]);
  });

  it("refuses positions that are not its own", async () => {
    await expect(simulator().source.open(new Map([["simulator", "0"]]))).rejects.toMatchObject({
      code: "stream_bad_position",
    });
  });
});
