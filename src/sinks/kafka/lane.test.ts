import { Reader, readRecordsBatch } from "@platformatic/kafka";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createLane, type LaneOptions } from "./lane.ts";
import type { ProduceAnswer } from "./produce-api.ts";
import type { WriteFailure } from "./write-failure.ts";

/** What happens to a request: it may arrive or not, and its answer may be heard or not. */
const FATES = ["fine", "lost on the way", "answer lost", "not the leader", "written long ago"] as const;
type Fate = (typeof FATES)[number];

/** A partition with the broker's own rule: a batch counts if its sequence is the next one, and is a repetition if it was the last. */
function fakeBroker(fates: Iterator<Fate>) {
  const log: string[] = [];
  let next = 0;
  let last: { readonly sequence: number; readonly offset: number } | undefined;

  function append(records: Buffer): ProduceAnswer {
    const batch = readRecordsBatch(Reader.from(records));
    if (batch.firstSequence === last?.sequence) return answer(0, last.offset);
    if (batch.firstSequence !== next) return answer(45);
    last = { sequence: next, offset: log.length };
    next += batch.records.length;
    log.push(...batch.records.map(({ value }) => String(value)));
    return answer(0, last.offset);
  }

  return {
    log,
    async send(records: Buffer): Promise<ProduceAnswer> {
      const fate = fates.next().value ?? "fine";
      if (fate === "lost on the way") throw new Error("connection refused");
      if (fate === "not the leader") return answer(6);
      const { firstSequence } = readRecordsBatch(Reader.from(records));
      const repeated = firstSequence === last?.sequence;
      const answered = append(records);
      if (fate === "answer lost") throw new Error("connection closed");
      // A broker that remembers the batch but not its place.
      return fate === "written long ago" && repeated ? answer(46) : answered;
    },
  };
}

test("whatever happens on the way, every record is in the topic once and in order", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...FATES), { maxLength: 60 }),
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 20 }),
      async (fates, groups) => {
        const broker = fakeBroker(fates.values());
        const ending = new AbortController();
        let settled: () => void = () => undefined;
        const options = laneOptions({
          send: broker.send,
          signal: ending.signal,
          batchBytes: 60,
          onAcknowledged: () => settled(),
        });
        const lane = createLane(options);
        const running = lane.run();
        const values: string[] = [];
        for (const size of groups) {
          for (let i = 0; i < size; i++) {
            values.push(`sale ${values.length}`);
            lane.add({ key: null, value: values.at(-1) ?? "", time: 0 });
          }
          await Promise.resolve();
        }
        while (lane.waiting > 0) await new Promise<void>((resolve) => (settled = resolve));
        ending.abort();
        await running;
        expect(broker.log).toEqual(values);
        expect([lane.acknowledged, lane.waitingBytes]).toEqual([values.length, 0]);
        expect(lane.nextOffset === null || lane.nextOffset <= values.length).toBe(true);
      },
    ),
    { seed: 11, numRuns: 150 },
  );
});

test.each([
  [10, "too_large"],
  [29, "not_allowed"],
  [45, "lost"],
  [2, "refused"],
] as const)("code %d ends it: %s", async (code, kind) => {
  const lane = createLane(laneOptions({ send: () => Promise.resolve(answer(code)) }));
  lane.add({ key: null, value: "sale", time: 0 });
  expect((await failureOf(lane.run())).reason.kind).toBe(kind);
  expect([lane.waiting, lane.acknowledged]).toEqual([1, 0]);
});

test("a topic that stays missing ends it, and one that comes back does not", async () => {
  let asked = 0;
  const gone = createLane(laneOptions({ send: () => Promise.resolve(answer(3)) }));
  gone.add({ key: null, value: "sale", time: 0 });
  expect((await failureOf(gone.run())).reason.kind).toBe("topic_missing");
  const ending = new AbortController();
  const back = createLane(
    laneOptions({
      signal: ending.signal,
      send: () => Promise.resolve(answer(++asked < 5 ? 3 : 0)),
      onAcknowledged: () => ending.abort(),
    }),
  );
  back.add({ key: null, value: "sale", time: 0 });
  await back.run();
  expect([asked, back.acknowledged]).toEqual([5, 1]);
});

test("patience has an end where one was asked for; pauses grow to two seconds", async () => {
  let time = 0;
  const pauses: number[] = [];
  const troubles: unknown[] = [];
  const lane = createLane(
    laneOptions({
      patienceMs: 10_000,
      now: () => time,
      send: () => Promise.reject(new Error("outer", { cause: new Error("nobody there") })),
      sleep(milliseconds) {
        pauses.push(milliseconds);
        time += milliseconds;
        return Promise.resolve();
      },
      onTrouble: (cause) => troubles.push(cause),
    }),
  );
  lane.add({ key: null, value: "sale", time: 0 });
  expect((await failureOf(lane.run())).reason).toEqual({ kind: "gave_up", cause: "nobody there" });
  expect(pauses).toEqual([100, 200, 400, 800, 1600, 2000, 2000, 2000, 2000]);
  expect(new Set(troubles)).toEqual(new Set(["nobody there"]));
});

function laneOptions(options: Partial<LaneOptions> & Pick<LaneOptions, "send">): LaneOptions {
  return {
    producerId: 1n,
    epoch: 0,
    compression: "none",
    batchBytes: 1000,
    patienceMs: null,
    signal: new AbortController().signal,
    sleep: () => Promise.resolve(),
    now: () => 0,
    onTrouble: () => undefined,
    onAcknowledged: () => undefined,
    ...options,
  };
}

function answer(error: number, baseOffset = -1): ProduceAnswer {
  return { error, message: null, baseOffset };
}

async function failureOf(running: Promise<void>): Promise<WriteFailure> {
  return running.then(
    () => {
      throw new Error("it ended well");
    },
    (failure: WriteFailure) => failure,
  );
}
