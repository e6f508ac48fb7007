import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FORMAT_VERSION } from "../src/engines/duckdb/stream/schema.ts";
import { openStreamState } from "../src/engines/duckdb/stream/state.ts";
import { runStream } from "../src/pipelines/stream.ts";
import { DEFINITION, READ, READ_FIRST, recordsUntil } from "../test/fixtures/state-v1/records.ts";
import { collectWindows } from "../test/streams/collector.ts";
import { listSource } from "../test/streams/list-source.ts";

/*
 * Makes the state of a stream as this version leaves it, for `src/engines/duckdb/stream/format.test.ts`:
 *
 *     node scripts/make-state-fixture.ts
 *
 * To be run once for each format, before it is released, with a `records.ts` of its own beside it (imported below). The state is that of a
 * process that was killed: a database that was closed in good order, a log behind it, and a batch that nobody has seen.
 */

const target = join(import.meta.dirname, "..", "test", "fixtures", `state-v${FORMAT_VERSION}`, "state.tar.gz");
if (existsSync(target)) throw new Error(`${target} exists: a released state never changes`);
const folder = await mkdtemp(join(tmpdir(), "vitrina-state-"));
const live = join(folder, "live");
const sink = collectWindows();
const cuts = [
  { a: 100, b: 37 },
  { a: 3, b: 120 },
  { a: 60, b: 60 },
];

async function open() {
  return openStreamState({ folder: live, definition: DEFINITION });
}

async function read(state: Awaited<ReturnType<typeof open>>, until: number, isSeen: (batch: number) => boolean) {
  await runStream({
    source: listSource({ partitions: recordsUntil(until), cuts }),
    state,
    sinks: [
      { ...sink, publish: async (batch) => (isSeen(batch.batch) ? sink.publish(batch) : Promise.reject(new Killed())) },
    ],
    trigger: { kind: "available-now" },
    idleMs: null,
    signal: new AbortController().signal,
  });
}

class Killed extends Error {}

try {
  const first = await open();
  await read(first, READ_FIRST, () => true);
  await first.applyLate([1]);
  await first.drop([1], "a test order");
  await first.flush();
  await first.close();

  const second = await open();
  const seen = second.checkpoint().batch + 2;
  await read(second, READ, (batch) => batch <= seen).catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error;
  });
  // Not closed: what a killed process leaves is copied.
  await cp(live, join(folder, "state"), { recursive: true, filter: (path) => !path.endsWith(".spill") });
  await second.close();
  await writeFile(join(folder, "published.json"), JSON.stringify(sink.rows()));
  execFileSync("tar", ["-czf", target, "-C", folder, "state", "published.json"]);
} finally {
  await rm(folder, { recursive: true, force: true });
}
