import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, open, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DEFINITION, PARTITIONS, READ, recordAt, recordsUntil } from "../../../../test/fixtures/state-v1/records.ts";
import { batchOf } from "../../../../test/streams/batch-of.ts";
import { collectWindows } from "../../../../test/streams/collector.ts";
import { listSource } from "../../../../test/streams/list-source.ts";
import { judgeStream, type ModelSale, windowsOf } from "../../../../test/streams/stream-model.ts";
import { errors as english } from "../../../i18n/en/errors.ts";
import { errors as spanish } from "../../../i18n/es/errors.ts";
import type { WindowRow } from "../../../model/stream/window-row.ts";
import { runStream } from "../../../pipelines/stream.ts";
import { openDuckDb } from "../instance.ts";
import { openExistingState } from "./open-existing.ts";
import { FORMAT_VERSION } from "./schema.ts";
import { openStreamState, type StreamState } from "./state.ts";

const FIXTURES = join(import.meta.dirname, "../../../../test/fixtures");
const VERSIONS = Array.from({ length: FORMAT_VERSION }, (_, index) => index + 1);

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "vitrina-format-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The state that a killed process of that version left. Returns what its readers had been given by then. */
async function unpack(version: number): Promise<WindowRow[]> {
  execFileSync("tar", ["-xzf", join(FIXTURES, `state-v${version}`, "state.tar.gz"), "-C", folder]);
  return JSON.parse(await readFile(join(folder, "published.json"), "utf8"));
}

const stateFolder = () => join(folder, "state");

async function goOn(state: StreamState, until: number) {
  const sink = collectWindows();
  await runStream({
    source: listSource({ partitions: recordsUntil(until) }),
    state,
    sinks: [sink],
    trigger: { kind: "available-now" },
    idleMs: null,
    signal: new AbortController().signal,
  });
  return sink;
}

test.each(VERSIONS)(
  "a state of format %i goes on where it was, to the same windows as if it were of today",
  async (version) => {
    const published = await unpack(version);
    const state = await openStreamState({ folder: stateFolder(), definition: DEFINITION });
    const before = state.checkpoint();
    expect(state.positions()).toEqual(new Map(PARTITIONS.map((name) => [name, String(READ)])));
    expect(await state.unpublished()).toMatchObject({ batch: before.batch });

    const more = READ + 140;
    const sink = await goOn(state, more);
    expect(sink.batches).toEqual([before.batch, before.batch + 1]);
    await state.applyLate(null);
    const after = await goOn(state, more);

    const records = PARTITIONS.map((_, partition) =>
      Array.from({ length: more }, (_, at) => recordAt(partition, at).sale),
    );
    const options = { sizeMs: 120_000, slideMs: 60_000, delayMs: 60_000, horizonMs: 86_400_000 };
    const model = judgeStream(records, options);
    expect(model.late).toBeGreaterThan(10);
    // Late sales were applied, so all of them count, and the copies of one that was late are found.
    const all = judgeStream(records, { ...options, delayMs: 1e12 });
    expect(state.checkpoint().quality).toMatchObject({
      read: 2 * more,
      accepted: all.accepted.length,
      duplicate: all.duplicate,
      late: 0,
      rejected: model.rejected,
    });
    const latest = latestOf([...published, ...sink.rows(), ...after.rows()]);
    for (const [query, keyOf] of [
      ["totals", () => null],
      ["by_category", ({ category }: ModelSale) => category],
      ["by_product_id", ({ id }: ModelSale) => String((id % 1_000_000) % 6)],
    ] as const) {
      const windows = windowsOf(all.accepted, options, keyOf).map(
        ({ start, key, transactions, cents }) =>
          `${new Date(start).toISOString().slice(0, 19)}Z ${key} ${transactions} ${(cents / 100).toFixed(2)}`,
      );
      const found = latest
        .filter((row) => row.query === query)
        .map(
          ({ window_start, key, transactions, gross_sales }) => `${window_start} ${key} ${transactions} ${gross_sales}`,
        );
      expect(found.sort()).toEqual(windows.sort());
    }
    expect(await state.reconcile()).toMatchObject({ different: 0, rows: all.accepted.length });
    expect(await state.deadLetters({ status: "dropped", limit: 9 })).toMatchObject([{ id: 1, note: "a test order" }]);
    await state.flush();
    await state.close();
    const outcome = await batchOf(join(stateFolder(), "history"), DEFINITION.timeZone);
    expect(outcome.quality).toMatchObject({ read: all.accepted.length, accepted: all.accepted.length });
  },
);

/** For each (query, window, key) the line with the highest batch. */
function latestOf(rows: readonly WindowRow[]): WindowRow[] {
  const latest = new Map<string, WindowRow>();
  for (const row of rows) {
    const name = JSON.stringify([row.query, row.window_start, row.key]);
    if ((latest.get(name)?.batch ?? -1) <= (row.batch ?? 0)) latest.set(name, row);
  }
  return [...latest.values()];
}

test("each format that was released has its state, which nobody changes", () => {
  for (const version of VERSIONS)
    expect(existsSync(join(FIXTURES, `state-v${version}`, "state.tar.gz")), `state-v${version}`).toBe(true);
});

test("a state of a newer version is refused with the remedy, and left as it is", async () => {
  await unpack(FORMAT_VERSION);
  const db = await openDuckDb({ path: join(stateFolder(), "state.duckdb") });
  await db.connection.run("UPDATE state SET format = 7");
  db.close();
  const expected = { code: "state_newer", params: { folder: stateFolder(), format: 7, known: FORMAT_VERSION } };
  await expect(openStreamState({ folder: stateFolder(), definition: DEFINITION })).rejects.toMatchObject(expected);
  await expect(openExistingState({ folder: stateFolder() })).rejects.toMatchObject(expected);
  expect(english.state_newer(expected.params)).toContain(
    "Install the newer version, or choose another folder with --state",
  );
  expect(spanish.state_newer(expected.params)).toContain("Instalar la versión nueva o elegir otra carpeta con --state");
});

test("a log that was cut short goes back to the last batch that is whole, from which the source is read again", async () => {
  await unpack(FORMAT_VERSION);
  const log = join(stateFolder(), "state.duckdb.wal");
  await truncate(log, (await stat(log)).size - 100);
  const state = await openStreamState({ folder: stateFolder(), definition: DEFINITION });
  const read = [...state.positions().values()].reduce((sum, next) => sum + Number(next), 0);
  expect(state.checkpoint().quality.read).toBe(read);
  expect(read).toBeLessThan(2 * READ);
  await goOn(state, READ);
  expect(state.checkpoint().quality.read).toBe(2 * READ);
  expect(await state.reconcile()).toMatchObject({ different: 0, rows: state.checkpoint().quality.accepted });
  await state.close();
});

describe("a damaged state is told, with the way back, wherever the damage is", () => {
  const damages: Record<string, () => Promise<void>> = {
    "a database that is none": () =>
      writeFile(join(stateFolder(), "state.duckdb"), "not a database at all".repeat(1000)),
    "a database that was cut off": () => truncate(join(stateFolder(), "state.duckdb"), 4096 * 3),
    "an empty database": () => truncate(join(stateFolder(), "state.duckdb"), 0),
    "headers that are overwritten": () => overwrite("state.duckdb", 0, 12_288),
    "every block overwritten": async () =>
      overwrite("state.duckdb", 12_288, (await stat(join(stateFolder(), "state.duckdb"))).size),
    "a checkpoint that cannot be read": async () => {
      const db = await openDuckDb({ path: join(stateFolder(), "state.duckdb") });
      await db.connection.run("UPDATE state SET checkpoint = '{'");
      db.close();
    },
    "no checkpoint": async () => {
      const db = await openDuckDb({ path: join(stateFolder(), "state.duckdb") });
      await db.connection.run("DELETE FROM state");
      db.close();
    },
  };

  test.each(Object.entries(damages))("%s", async (_, damage) => {
    await unpack(FORMAT_VERSION);
    await damage();
    for (const open of [
      () => openStreamState({ folder: stateFolder(), definition: DEFINITION }),
      () => openExistingState({ folder: stateFolder() }),
    ]) {
      const error = await open().then(
        async (state) => state.close(),
        (failed: unknown) => failed,
      );
      expect(error).toMatchObject({ code: "state_damaged", params: { folder: stateFolder() } });
    }
  });

  test("a history file that somebody removed", async () => {
    await unpack(FORMAT_VERSION);
    await rm(join(stateFolder(), "history", "day=2026-10-24"), { recursive: true });
    const state = await openStreamState({ folder: stateFolder(), definition: DEFINITION });
    const expected = {
      code: "state_damaged",
      params: { cause: expect.stringMatching(/No files found .*day=2026-10-24/) },
    };
    await expect(state.reconcile()).rejects.toMatchObject(expected);
    await state.close();
    const replay = openStreamState({
      folder: stateFolder(),
      definition: { ...DEFINITION, sizeSeconds: 60 },
      onChange: "replay",
    });
    await expect(replay).rejects.toMatchObject(expected);
  });

  test("the way back", async () => {
    const params = { folder: "sales", cause: "checksum" };
    expect(english.state_damaged(params)).toContain("move the folder away and start again with another --state");
    expect(spanish.state_damaged(params)).toContain("apartar la carpeta y empezar de nuevo con otro --state");
  });
});

async function overwrite(name: string, from: number, to: number): Promise<void> {
  const file = await open(join(stateFolder(), name), "r+");
  try {
    await file.write(Buffer.alloc(to - from, 0xa5), 0, to - from, from);
  } finally {
    await file.close();
  }
}
