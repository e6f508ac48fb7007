import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openServerCase } from "../../test/server/server-case.ts";
import { newRun } from "../model/run-record.ts";
import { writeRun } from "../pipelines/run-folder.ts";
import type { RunDetail, Runs } from "./api/runs.ts";

const AMOUNTS = {
  tasks: 4,
  failed_tasks: 0,
  task_ms: 900,
  input_rows: 10,
  input_bytes: 800,
  output_rows: 0,
  output_bytes: 0,
  shuffle_read_bytes: 0,
  shuffle_write_bytes: 0,
  spill_bytes: 0,
  skew: 1.5,
};

test("runs of the command line are listed with the state's own, with Spark's account, and not for viewers", async () => {
  const folder = await mkdtemp(join(tmpdir(), "vitrina-other-runs-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const run = newRun({
    id: "20260331-100000000-abc",
    kind: "batch",
    status: "done",
    started: "2026-03-31T10:00:00.000Z",
    input: "s.csv",
    engine: "spark",
    version: "0.0.0",
    outputs_at: "hdfs://namenode/results",
  });
  await writeRun(folder, run, {
    server: "sc://h:15002",
    app: null,
    ui: null,
    as_of: "2026-03-31T10:00:09.000Z",
    missing: null,
    job_ms: 500,
    steps: [
      { step: "analyse/sales_by_day", phase: "analyse", jobs: 1, failed_jobs: 0, job_ms: 500, stages: 1, ...AMOUNTS },
    ],
    jobs: [],
    stages: [],
    executors: [],
    executors_lost: 0,
    sql: [],
    left_out: { jobs: 0, stages: 0, sql: 0 },
  });
  await using server = await openServerCase({ records: [], token: "t-0123456789", otherRuns: folder });
  const admin = { authorization: "Bearer t-0123456789" };
  const list = await server.json<Runs>("/api/runs", { headers: admin });
  expect(list.runs.map(({ id, kind, status }) => [id, kind, status])).toEqual([[run.id, "batch", "done"]]);
  expect((await server.json<Runs>("/api/runs?kind=serve", { headers: admin })).runs).toEqual([]);
  const detail = await server.json<RunDetail>(`/api/runs/${run.id}`, { headers: admin });
  expect(detail).toMatchObject({ outputs_at: "hdfs://namenode/results", figures: null });
  expect(detail.spark?.steps).toMatchObject([{ label: { en: "Sales by day", es: "Ventas por día" }, job_ms: 500 }]);

  for (const user of [
    { name: "root", role: "admin", password: "long enough 1" },
    { name: "val", role: "viewer", password: "long enough 2" },
  ]) {
    expect((await server.send("/api/users", user, admin)).status).toBeLessThan(300);
  }
  const login = await server.send("/api/session", { name: "val", password: "long enough 2" });
  const viewer = { cookie: (login.headers.get("set-cookie") ?? "").split(";")[0] ?? "" };
  expect((await server.json<Runs>("/api/runs", { headers: viewer })).runs).toEqual([]);
  expect((await server.ask(`/api/runs/${run.id}`, { headers: viewer })).status).toBe(404);
});
