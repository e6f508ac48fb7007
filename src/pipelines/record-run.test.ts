import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { newRun, runId } from "../model/run-record.ts";
import { UserError } from "../model/user-error.ts";
import { ownProcess } from "../sinks/files/process-id.ts";
import { beginRun } from "./record-run.ts";
import { forgetOldRuns, readRun, readRuns, userRunFolder, writeRun } from "./run-folder.ts";
import { openRunStore } from "./run-store.ts";

async function folderOf(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "vitrina-runs-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const BATCH = { kind: "batch", engine: "duckdb", input: "s.csv", version: "0.0.0", parameters: {} } as const;
const clock = (...times: readonly string[]) => {
  const left = [...times];
  return () => new Date(left.length > 1 ? (left.shift() ?? "") : (left[0] ?? ""));
};

test("what is known of a run is there when it is done, for its owner alone, without secrets", async () => {
  const folder = join(await folderOf(), "new", "runs");
  const run = beginRun(
    folder,
    { ...BATCH, input: "s3a://KEY:secret@b/s.csv", parameters: { spark: "sc://h/;token=abc" } },
    clock("2026-03-31T10:00:00.000Z", "2026-03-31T10:00:02.500Z"),
  );
  run.note({ en: "Began.", es: "Comenzó." });
  await run.end({ rows: 7, figures: { gross_sales: "1.50" } });
  const [kept, ...others] = await readRuns(folder);
  expect(others).toEqual([]);
  expect(kept).toMatchObject({
    id: run.id,
    status: "done",
    duration_ms: 2500,
    ended: "2026-03-31T10:00:02.500Z",
    rows: 7,
    input: "s3a://•••@b/s.csv",
    parameters: { spark: "sc://h/;token=•••" },
    log: [{ text: { en: "Began." } }],
  });
  const [name = ""] = await readdir(folder);
  expect(((await stat(join(folder, name))).mode & 0o777).toString(8)).toBe(
    process.platform === "win32" ? "666" : "600",
  );
  expect(await readFile(join(folder, name), "utf8")).not.toMatch(/secret|abc/);
});

test("a failure is kept with its remedy in both languages; who stopped it is no failure", async () => {
  const folder = await folderOf();
  const failed = beginRun(folder, BATCH);
  await failed.fail(new UserError("file_not_found", { file: "s.csv" }), false);
  expect(await readRun(folder, failed.id)).toMatchObject({
    status: "failed",
    failure: {
      code: "file_not_found",
      detail: { en: expect.stringContaining("Check the path"), es: expect.stringContaining("s.csv") },
    },
  });
  const stopped = beginRun(folder, BATCH);
  await stopped.fail(new Error("aborted"), true);
  expect(await readRun(folder, stopped.id)).toMatchObject({ status: "stopped", failure: null });
});

test("a run whose process is gone was interrupted; one that is at work runs", async () => {
  const folder = await folderOf();
  const own = await ownProcess();
  const run = newRun({ ...BATCH, id: runId(new Date()), started: new Date().toISOString(), process: own });
  await writeRun(folder, run);
  expect(await readRun(folder, run.id)).toMatchObject({ status: "running" });
  await writeRun(folder, { ...run, process: { ...own, start: "1" } });
  expect(await readRun(folder, run.id)).toMatchObject({
    status: process.platform === "linux" ? "interrupted" : "running",
  });
  // Of another machine only the silence tells.
  const elsewhere = { ...own, place: "another" };
  await writeRun(folder, { ...run, process: elsewhere });
  expect(await readRun(folder, run.id)).toMatchObject({ status: "running" });
  await writeRun(folder, { ...run, process: elsewhere, written: "2026-01-01T00:00:00Z" });
  expect(await readRun(folder, run.id)).toMatchObject({ status: "interrupted" });
});

test("no run fails because nothing can be written", async () => {
  const folder = await folderOf();
  await writeFile(join(folder, "runs"), "a file where a folder should be");
  const run = beginRun(join(folder, "runs"), BATCH);
  await run.end();
  const nowhere = beginRun(null, BATCH);
  await nowhere.end();
  expect(await readdir(folder)).toEqual(["runs"]);
});

test("the oldest make room, with what was kept of their time on Spark", async () => {
  const folder = await folderOf();
  for (const day of ["01", "02", "03", "04"]) {
    const started = `2026-03-${day}T10:00:00.000Z`;
    await writeRun(folder, newRun({ ...BATCH, id: runId(new Date(started)), started }));
    await writeFile(join(folder, `${runId(new Date(started))}.spark.json`), "{}");
  }
  const [newest, next] = await readRuns(folder);
  await writeFile(join(folder, `${(await readRuns(folder)).at(-1)?.id}.spark.json`), "{}");
  await forgetOldRuns(folder, 2);
  expect((await readRuns(folder)).map(({ id }) => id)).toEqual([newest?.id, next?.id]);
});

test("what others left in the folder is passed over, and ids lead nowhere else", async () => {
  const folder = await folderOf();
  await writeFile(join(folder, "half.run.json"), '{"id": "ha');
  await writeFile(join(folder, "note.txt"), "hello");
  expect(await readRuns(folder)).toEqual([]);
  expect(await readRun(join(folder, "inner"), "../half")).toBeUndefined();
});

test("where runs are kept", () => {
  expect(userRunFolder({ HOME: "/home/ana" }, "linux")).toBe("/home/ana/.local/state/vitrina/runs");
  expect(userRunFolder({ HOME: "/home/ana", XDG_STATE_HOME: "/state" }, "linux")).toBe("/state/vitrina/runs");
  expect(userRunFolder({ HOME: "/home/ana", VITRINA_HOME: "/v" }, "linux")).toBe("/v/runs");
  expect(userRunFolder({ HOME: "/Users/ana" }, "darwin")).toBe("/Users/ana/Library/Application Support/vitrina/runs");
  expect(userRunFolder({ HOME: "/home/ana", VITRINA_HOME: "off" }, "linux")).toBeNull();
  expect(userRunFolder({}, "linux")).toBeNull();
});

test("a store knows its own runs, and looks up those of its user", async () => {
  const [own, other] = [await folderOf(), await folderOf()];
  const done = beginRun(other, BATCH);
  await done.end();
  const store = await openRunStore(own, { elsewhere: other });
  const run = newRun({ ...BATCH, kind: "serve", id: runId(new Date()), started: new Date().toISOString() });
  await store.put(run, true);
  expect(store.list().map(({ id }) => id)).toEqual([run.id]);
  expect((await store.elsewhere()).map(({ id }) => id)).toEqual([done.id]);
  expect(await store.getElsewhere(done.id)).toMatchObject({ status: "done" });
  expect(await store.spark(done.id)).toBeNull();
  // Opened again by another process, what ran then runs no more.
  await writeRun(own, { ...run, process: null });
  expect((await openRunStore(own)).get(run.id)).toMatchObject({ status: "interrupted" });
});
