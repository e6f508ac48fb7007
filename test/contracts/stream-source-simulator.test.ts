import { createWaker, type Waker } from "../../src/sources/lines/waker.ts";
import type { SimulatorClock } from "../../src/sources/simulator/simulator-source.ts";
import { openSimulatorSource } from "../../src/sources/simulator/simulator-source.ts";
import type { StreamSource } from "../../src/sources/stream/stream-source.ts";
import { asLines } from "./stream-records.ts";
import { describeStreamSource } from "./stream-source.ts";

/** The simulator draws what was written here, and on its clock a record falls due by being written. */
describeStreamSource("simulator", { resumes: true, partitions: 1, framing: "lines", refuses: ["empty"] }, async () => {
  const lines: Buffer[] = [];
  const wakers: Waker[] = [];

  function create(): StreamSource {
    const waker = createWaker();
    wakers.push(waker);
    let given = Number.POSITIVE_INFINITY;
    const clock: SimulatorClock = { now: () => 1_000_000 + Math.max(0, lines.length - given), sleep: waker.wait };
    const source = openSimulatorSource({
      rowsPerSecond: 1000,
      seed: 1,
      clock,
      next: (from, times) => asLines(lines.slice(from - 1, from - 1 + times.length)),
    });
    return {
      ...source,
      async open(positions) {
        await source.open(positions);
        given = Number(positions.get("simulator") ?? 1) - 1;
      },
    };
  }

  return {
    create: async () => create(),
    write: async (records) => {
      lines.push(...records.flatMap((record) => splitLines(record ?? Buffer.alloc(0))));
      for (const waker of wakers) waker.wake();
    },
    close: async () => {},
  };
});

function splitLines(record: Buffer): Buffer[] {
  const end = record.indexOf("\n");
  return end === -1 ? [record] : [record.subarray(0, end), ...splitLines(record.subarray(end + 1))];
}
