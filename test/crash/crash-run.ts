import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openDuckDb } from "../../src/engines/duckdb/instance.ts";
import type { Hand } from "../kafka/hand.ts";
import { judgeStream, type ModelOptions, type ModelWindow, windowsOf } from "../streams/stream-model.ts";
import { openFeed, PARTITIONS } from "./shop-feed.ts";
import { readWindows, type StreamProcess, startStream } from "./stream-process.ts";

export interface CrashOptions {
  readonly hand: Hand;
  readonly brokers: readonly string[];
  /** For the state and the outputs. */
  readonly folder: string;
  readonly kills: number;
  readonly seed: number;
  readonly say?: (text: string) => void;
}

export interface CrashResult {
  readonly kills: number;
  /** Of the kills, those of a process that had printed windows. */
  readonly duringWork: number;
  readonly sent: number;
  readonly windows: number;
  /** Everything that is not as it must be, in words. */
  readonly wrong: readonly string[];
}

const WINDOW: ModelOptions = { sizeMs: 60_000, slideMs: 60_000, delayMs: 60_000, horizonMs: 86_400_000 };
/** Most are killed at work, some while they start or look at what is there. */
const KILLED_AT_WORK = 0.8;
const LONGEST_WORK_MS = 1500;
const LONGEST_START_MS = 1500;

/** Kills a stream under load again and again, lets it finish, and compares all it left with a calculation of its own. */
export async function runCrashes({ hand, brokers, folder, kills, seed, say }: CrashOptions): Promise<CrashResult> {
  await mkdir(folder, { recursive: true });
  const topic = await hand.topic(PARTITIONS);
  const feed = openFeed(hand, topic, Date.now() - 6 * 3_600_000);
  const stream: StreamProcess = { folder, brokers, topic };
  const random = numbers(seed);
  let [feeding, duringWork] = [true, 0];
  const load = (async () => {
    while (feeding) {
      await feed.send();
      await pause(10);
    }
  })();
  try {
    for (let run = 0; run < kills; run += 1) {
      const started = startStream(stream, run, ["--trigger", run % 3 === 0 ? "200ms" : "continuous"]);
      const atWork = random() < KILLED_AT_WORK && (await started.working());
      await pause(random() * (atWork ? LONGEST_WORK_MS : LONGEST_START_MS));
      started.kill();
      const { code, said } = await started.ended;
      if (atWork) duringWork += 1;
      if (code !== null) throw new Error(`the stream ended by itself with ${code}: ${said}`);
      if ((run + 1) % 10 === 0) say?.(`${run + 1} kills, ${feed.sent.flat().length} records sent`);
    }
  } finally {
    feeding = false;
    await load;
  }
  const last = await startStream(stream, kills, ["--trigger", "available-now"]).ended;
  if (last.code !== 0) throw new Error(`the last run failed: ${last.said}`);
  const { wrong, windows } = await compare(stream, feed.sent);
  return { kills, duringWork, sent: feed.sent.flat().length, windows, wrong };
}

async function compare({ folder }: StreamProcess, sent: Parameters<typeof judgeStream>[0]) {
  const wrong: string[] = [];
  const expected = judgeStream(sent, WINDOW);
  const check = (what: string, actual: unknown, wanted: unknown) => {
    if (String(actual) !== String(wanted)) wrong.push(`${what}: ${String(actual)} instead of ${String(wanted)}`);
  };

  const printed = await readWindows(folder);
  const totals = windowsOf(expected.accepted, WINDOW, () => null);
  const categories = windowsOf(expected.accepted, WINDOW, ({ category }) => category);
  for (const [query, windows] of [
    ["totals", totals],
    ["by_category", categories],
  ] as const) {
    const actual = new Map(
      printed
        .filter((row) => row.query === query)
        .map((row) => [
          `${query} ${row.window_start} ${row.key}`,
          `${row.transactions} ${row.gross_sales} ${row.final}`,
        ]),
    );
    for (const window of windows) {
      const name = `${query} ${new Date(window.start).toISOString().replace(".000Z", "Z")} ${window.key}`;
      check(name, actual.get(name), shown(window, expected.watermark));
      actual.delete(name);
    }
    for (const [name, value] of actual) wrong.push(`${name}: ${value}, and there is no such window`);
  }

  const db = await openDuckDb({ path: join(folder, "state", "state.duckdb") });
  try {
    const [state] = (await db.connection.runAndReadAll("SELECT checkpoint FROM state")).getRowsJS();
    const { quality } = JSON.parse(String(state?.[0])) as { quality: Record<string, number> };
    check("read", quality.read, sent.flat().length);
    for (const kind of ["late", "duplicate", "rejected"] as const) check(kind, quality[kind], expected[kind]);
    check("accepted", quality.accepted, expected.accepted.length);
    const files = join(folder, "state", "history", "*", "*.parquet");
    const kept = await db.connection.runAndReadAll(
      `SELECT count(*), count(DISTINCT transaction_id), sum(total) FROM (
         SELECT transaction_id, total FROM sales UNION ALL SELECT transaction_id, total FROM read_parquet('${files}'))`,
    );
    const [rows, ids, total] = kept.getRowsJS()[0] ?? [];
    const cents = expected.accepted.reduce((sum, sale) => sum + BigInt(sale.cents), 0n);
    check("kept rows", rows, expected.accepted.length);
    check("kept ids", ids, new Set(expected.accepted.map(({ id }) => id)).size);
    check("kept total", String(total).replace(".", ""), cents);
  } finally {
    db.close();
  }
  return { wrong, windows: totals.length + categories.length };
}

function shown({ start, transactions, cents }: ModelWindow, watermark: number | null): string {
  const money = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
  return `${transactions} ${money} ${watermark !== null && start + WINDOW.sizeMs <= watermark}`;
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
