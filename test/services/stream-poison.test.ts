import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openDuckDb } from "../../src/engines/duckdb/instance.ts";
import { goodSale, type Poison, poisons } from "../crash/poison.ts";
import { readWindows, startStream } from "../crash/stream-process.ts";
import { runInProcess } from "../fixtures/cli.ts";
import { openHand } from "../kafka/hand.ts";
import { needKafka } from "./need-kafka.ts";

const kafka = needKafka({ config: { "message.max.bytes": 8_000_000 } });

interface Letter {
  readonly id: number;
  readonly offset: number;
  readonly reason: string;
  readonly bytes: number;
}

test("poison between good sales: each is one rejected record with its reason, and every good one counts", async () => {
  const folder = await mkdtemp(join(tmpdir(), "vitrina-poison-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const brokers = kafka.cluster.bootstrap;
  const hand = openHand(brokers);
  onTestFinished(() => hand.close());
  const topic = await hand.topic(1);
  const given = poisons();
  // Offsets: the good ones are even, the others odd.
  for (const [index, { value }] of given.entries()) await hand.send(topic, 0, [goodSale(1000 + index), value]);

  const { code, said } = await startStream({ folder, brokers, topic }, 0, ["--trigger", "available-now"]).ended;
  expect(said).toMatch(/Done after/);
  expect(code).toBe(0);
  const [total] = (await readWindows(folder)).filter(({ query }) => query === "totals");
  expect(total).toMatchObject({ transactions: given.length, gross_sales: `${given.length * 10}.00` });

  const state = ["--state", join(folder, "state")];
  const run = (...args: string[]) => runInProcess(["dead-letters", ...args, ...state], { cwd: folder });
  await run("export", "-o", join(folder, "letters.ndjson"));
  const letters = (await readFile(join(folder, "letters.ndjson"), "utf8"))
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Letter);
  const judged = letters.map(({ offset, reason, bytes }) => ({ name: given[(offset - 1) / 2]?.name, reason, bytes }));
  expect(judged).toEqual(given.map(({ name, reason, value }) => ({ name, reason, bytes: value?.length ?? 0 })));

  expect(await batchReasons(folder, given)).toEqual(
    given.filter(({ line }) => line).map(({ name, reason }) => [name, reason]),
  );

  const lists = [await run("list"), await run("list", "--format", "json")];
  for (const { id } of letters) lists.push(await run("show", String(id)));
  for (const { code, stdout, stderr } of lists) {
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).not.toMatch(UNSAFE);
  }
}, 120_000);

/** Whatever a terminal would obey: controls but the line feed, and marks that turn the direction. */
const UNSAFE = /[^\P{Cc}\n]|\p{Bidi_Control}/u;

/** What `vitrina batch` says of the same records as lines of a file. */
async function batchReasons(folder: string, given: readonly Poison[]) {
  const lines = given.flatMap(({ value, line }) => (line && value !== null ? [value] : []));
  const names = given.filter(({ line }) => line).map(({ name }) => name);
  const file = join(folder, "lines.ndjson");
  const rows = lines.flatMap((value, index) => [Buffer.from(`${goodSale(1000 + index)}\n`), value, Buffer.from("\n")]);
  await writeFile(file, Buffer.concat(rows));
  const out = join(folder, "results");
  const done = await runInProcess(["batch", file, "--out", out, "--time-zone", "UTC"], { cwd: folder });
  expect(done.code).toBe(0);
  const db = await openDuckDb();
  try {
    const read = await db.connection.runAndReadAll(
      `SELECT line, reason FROM read_parquet('${join(out, "rejected_rows.parquet")}') ORDER BY line`,
    );
    return read.getRowsJS().map(([line, reason]) => [names[Number(line) / 2 - 1], reason]);
  } finally {
    db.close();
  }
}
