import { expect, test } from "vitest";
import { type Clock, createPace } from "./pace.ts";
import { type ReplayRow, sendLive, sendReplay } from "./send-sales.ts";

const never = new AbortController().signal;
const empty = { full: false, room: () => Promise.resolve() };

/** Time that passes only by sleeping, each time a little more than was asked, as with real timers. */
function fakeClock(late = 0): Clock & { time: number } {
  return {
    time: 1_000_000,
    now() {
      return this.time;
    },
    sleep(milliseconds) {
      this.time += milliseconds + late;
      return Promise.resolve();
    },
    breathe: () => Promise.resolve(),
  };
}

test.each([
  [1, 60],
  [0.1, 6],
  [3, 31],
  [7.3, 100],
  [1000, 5000],
  [20_000, 50_000],
])("%d a second: each sale at its own time, however late the timers are", async (rate, count) => {
  const clock = fakeClock(0.7);
  const start = clock.time;
  const at: number[] = [];
  const numbers: number[] = [];
  const emit = (index: number) => {
    numbers.push(index);
    at.push(clock.time - start - (index * 1000) / rate);
  };
  expect(await run({ rate, count, clock, emit })).toBe(count);
  expect(numbers).toEqual(Array.from({ length: count }, (_, index) => index));
  // Never early, and late by no more than one timer and one pause for grouping: nothing adds up.
  expect(Math.min(...at)).toBeGreaterThanOrEqual(-1e-6);
  expect(Math.max(...at)).toBeLessThan(0.7 + (rate > 200 ? 5 : 0) + 1e-6);
});

test("what a pause made late is made up for, and no more", async () => {
  const clock = fakeClock();
  const start = clock.time;
  let made = 0;
  await run({
    rate: 10,
    count: 100,
    clock,
    emit(index) {
      made += 1;
      if (index === 20) clock.time += 5000;
      expect(made).toBeLessThanOrEqual(createPace(10).due(clock.time - start));
    },
  });
  expect(clock.time - start).toBe(9900);
});

test("due and at agree at any rate", () => {
  for (const rate of [0.1, 0.3, 1, 3, 7, 9.99, 333, 48_000]) {
    const pace = createPace(rate);
    for (let index = 0; index < 500; index++) {
      expect(pace.due(pace.at(index))).toBe(index + 1);
      expect(pace.due(pace.at(index) - 1e-3)).toBe(rate > 1e5 ? index + 1 : index);
    }
  }
});

test("who wants to stop does not wait for room", async () => {
  const ending = new AbortController();
  const outlet = {
    full: true,
    room() {
      ending.abort();
      return new Promise<void>(() => undefined);
    },
  };
  const clock = fakeClock();
  const emit = () => undefined;
  expect(await sendLive({ rate: "max", count: 10_000, clock, outlet, signal: ending.signal, emit })).toBe(500);
});

test("a file keeps its gaps, divided by the speed", async () => {
  const rows = [0, 1000, 1000, 61_000, 3_661_000].map((time) => ({ time: 5e11 + time, key: null, json: `${time}` }));
  for (const speed of [1, 60] as const) {
    const clock = fakeClock();
    const start = clock.time;
    const at: number[] = [];
    expect(await replay({ rows, speed, clock, emit: () => at.push(clock.time - start) })).toBe(5);
    expect(at.map((time) => Math.round(time * speed))).toEqual([0, 1000, 1000, 61_000, 3_661_000]);
  }
});

test("at the greatest speed nothing waits, and the count ends it", async () => {
  const rows = [0, 9e9].map((time) => ({ time, key: null, json: "" }));
  const clock = fakeClock();
  expect(await replay({ rows, speed: "max", clock, emit: () => undefined })).toBe(2);
  expect(clock.time).toBe(1_000_000);
  expect(await replay({ rows, speed: 1, clock, count: 1, emit: () => undefined })).toBe(1);
});

function run(options: { rate: number; count: number; clock: Clock; emit: (index: number) => void }): Promise<number> {
  return sendLive({ ...options, outlet: empty, signal: never });
}

function replay(options: {
  rows: readonly ReplayRow[];
  speed: number | "max";
  clock: Clock;
  count?: number;
  emit: () => void;
}): Promise<number> {
  async function* chunks() {
    // Cut anywhere.
    yield options.rows.slice(0, 2);
    yield options.rows.slice(2);
  }
  const { count = Number.POSITIVE_INFINITY } = options;
  return sendReplay({ ...options, count, chunks: chunks(), outlet: empty, signal: never });
}
