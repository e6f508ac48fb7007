import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { compareWithModel } from "../crash/compare-with-model.ts";
import { openShop } from "../crash/fault-run.ts";
import { openSmallDisk, type SmallDisk } from "../crash/small-disk.ts";
import { startStream } from "../crash/stream-process.ts";
import { type Hand, openHand } from "../kafka/hand.ts";
import { needKafka } from "./need-kafka.ts";

const kafka = needKafka();
let hand: Hand;
beforeAll(() => {
  if (kafka.available) hand = openHand(kafka.cluster.bootstrap);
});
afterAll(() => hand?.close());

const MOST_MS = 120_000;
const ENDLESS = ["--trigger", "200ms", "--idle", "off"];
const TO_THE_END = ["--trigger", "available-now"];

async function openCase() {
  const folder = await mkdtemp(join(tmpdir(), "vitrina-full-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const topic = await hand.topic(2);
  return { described: { folder, brokers: kafka.cluster.bootstrap, topic }, shop: openShop(hand, topic) };
}

/** The last line, and the only one about it. */
function complaint(said: string): string {
  const lines = said.trimEnd().split("\n");
  expect(lines.filter((line) => /no room|disk|defect|Error/i.test(line))).toHaveLength(1);
  return lines.at(-1) ?? "";
}

test(
  "files that cannot grow: one clear line, and nothing is lost or counted twice",
  async () => {
    const { described, shop } = await openCase();
    const stream = startStream({ ...described, fileLimit: 1_200 }, 0, ENDLESS);
    onTestFinished(() => stream.kill());
    shop.sell();
    const { code, said } = await stream.ended;
    await shop.rest();
    // The database, its log, or, where one batch is larger than the limit, the file that the batch is read from.
    expect(complaint(said)).toMatch(/state(\.duckdb(\.wal)?)?: no room to write, the disk is full\. Free some space/);
    expect(code).toBe(1);
    expect(await startStream(described, 1, TO_THE_END).ended).toMatchObject({ code: 0 });
    const { wrong, windows } = await compareWithModel(described.folder, shop.sent);
    expect(wrong).toEqual([]);
    expect(windows).toBeGreaterThan(2);
  },
  MOST_MS,
);

test(
  "a disk that is full again and again, also at the start",
  async ({ skip }) => {
    const { described, shop } = await openCase();
    const state = join(described.folder, "state");
    const disk: SmallDisk | string = await openSmallDisk(state, 1_500).catch((error: unknown) => String(error));
    if (typeof disk === "string") {
      process.stderr.write(`Skipped: ${disk}\n`);
      return skip(disk);
    }
    onTestFinished(() => disk.remove());
    shop.sell();
    const ends: (number | null)[] = [];
    for (const [run, kib] of [1_500, 1_504, 2_500, 4_000].entries()) {
      await disk.resize(kib);
      const stream = startStream(described, run, ENDLESS);
      onTestFinished(() => stream.kill());
      const { code, said } = await stream.ended;
      ends.push(code);
      expect(complaint(said)).toMatch(/: no room to write, the disk is full\. Free some space/);
    }
    await shop.rest();
    expect(ends).toEqual([1, 1, 1, 1]);
    await disk.resize(100_000);
    expect(await startStream(described, 9, TO_THE_END).ended).toMatchObject({ code: 0 });
    const { wrong, windows } = await compareWithModel(described.folder, shop.sent);
    expect(wrong).toEqual([]);
    expect(windows).toBeGreaterThan(2);
  },
  MOST_MS,
);
