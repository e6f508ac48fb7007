import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import { runInProcess } from "../../../test/fixtures/cli.ts";
import { newRun } from "../../model/run-record.ts";
import type { SparkAccount } from "../../model/spark-account.ts";
import { writeRun } from "../../pipelines/run-folder.ts";

const SALES = `transaction_id,timestamp,category,quantity,unit_price,total,status
1,2026-03-30 10:00:00,Ropa,1,10.50,10.50,Completada
2,2026-03-30 11:00:00,Hogar,2,5.00,10.00,Pendiente
3,never,Hogar,2,5.00,10.00,Pendiente
`;

async function shop() {
  const cwd = await mkdtemp(join(tmpdir(), "vitrina-runs-cli-"));
  onTestFinished(() => rm(cwd, { recursive: true, force: true }));
  await writeFile(join(cwd, "s.csv"), SALES);
  const env = { VITRINA_HOME: join(cwd, "home") };
  return { cwd, env, run: (...argv: string[]) => runInProcess(argv, { cwd, env }) };
}

test("a batch leaves its run: figures, files with their hashes, options", async () => {
  const { run } = await shop();
  expect((await run("batch", "s.csv", "--time-zone", "UTC")).code).toBe(0);
  const { stdout } = await run("runs", "show", "last", "--format", "json");
  expect(JSON.parse(stdout)).toMatchObject({
    kind: "batch",
    status: "done",
    engine: "duckdb",
    input: "s.csv",
    rows: 3,
    quality: { read: 3, accepted: 2, rejected: 1, reasons: { bad_timestamp: 1 } },
    figures: { gross_sales: "20.50", net_sales: "10.50" },
    inputs: [{ name: "s.csv", bytes: SALES.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/), rows: 3 }],
    parameters: { inputs: ["s.csv"], timeZone: "UTC" },
    spark: null,
  });
  const spanish = await run("runs", "show", "last", "--lang", "es");
  expect(spanish.stdout).toContain("3 leídas = 2 aceptadas + 1 rechazadas");
  expect(spanish.stdout).toContain("Ventas brutas");
});

test("a batch that failed says why, and the list tells it by shape and word", async () => {
  const { run } = await shop();
  const { stderr } = await run("batch", "missing.csv");
  await run("batch", "s.csv");
  const list = await run("runs");
  expect(list.stdout).toMatch(/● done .*s\.csv\n.*✗ failed .*missing\.csv/);
  const failed = await run("runs", "--format", "json", "--kind", "batch");
  const [, { id }] = JSON.parse(failed.stdout) as [unknown, { id: string }];
  // The end of an id is enough.
  const shown = await run("runs", "show", id.slice(id.lastIndexOf("-") + 1));
  expect(shown.stdout.replaceAll(/\s+/g, " ")).toContain(`Error: ${stderr.trim()}`);
  expect((await run("runs", "list", "--kind", "stream")).stderr).toBe("No run is kept yet.\n");
});

test("two runs side by side: what changed in figures, times and options", async () => {
  const { run, cwd } = await shop();
  await run("batch", "s.csv");
  await writeFile(join(cwd, "s.csv"), `${SALES}4,2026-03-30 12:00:00,Ropa,1,20.50,20.50,Completada\n`);
  await run("batch", "s.csv", "--strict");
  const listed = JSON.parse((await run("runs", "--format", "json")).stdout) as { id: string }[];
  const [second, first] = listed.map(({ id }) => id);
  const { stdout } = await run("runs", "compare", first ?? "", second ?? "");
  expect(stdout).toMatch(/Gross sales +20\.50 +41\.00 +\+100\.00%/);
  expect(stdout).toMatch(/Content of the inputs +different/);
  expect(stdout).toMatch(/strict +– +true/);
  const json = JSON.parse((await run("runs", "compare", first ?? "", second ?? "", "--format", "json")).stdout);
  expect(json).toMatchObject({ same_inputs: false, a: { rows: 3 }, b: { rows: 4 } });
});

test("a stream leaves its run with its state, and is found from its folder", async () => {
  const { cwd, env, run } = await shop();
  const lines = [1, 2, 2].map(
    (id) => `{"transaction_id":${id},"timestamp":"2026-03-31 10:00:0${id}","customer_id":7,"total":5}\n`,
  );
  const ended = await runInProcess(["stream", "--source", "-", "--format", "ndjson"], {
    cwd,
    env,
    stdin: Readable.from(lines.map((line) => Buffer.from(line))),
  });
  expect(ended).toMatchObject({ code: 0 });
  const kept = JSON.parse((await run("runs", "show", "last", "--format", "json")).stdout);
  expect(kept).toMatchObject({
    kind: "stream",
    status: "done",
    rows: 3,
    quality: { read: 3, accepted: 2, duplicate: 1 },
    parameters: { sizeSeconds: 60 },
  });
  expect((await run("runs", "--state", ".vitrina/stdin")).stdout).toContain(kept.id);
});

test("where the time of a run on Spark went, and what could not be known", async () => {
  const { run, env } = await shop();
  const folder = join(env.VITRINA_HOME, "runs");
  const started = "2026-03-31T10:00:00.000Z";
  const kept = newRun({
    id: "20260331-100000000-abc",
    kind: "batch",
    started,
    input: "s.csv",
    engine: "spark",
    version: "0.0.0",
    status: "done",
    duration_ms: 10_000,
    phases: { load: 4000, analyse: 6000 },
  });
  await writeRun(folder, kept, ACCOUNT);
  const { stdout } = await run("runs", "show", "abc");
  expect(stdout).toContain("Jobs were at work for 5 sec of 10 sec");
  expect(stdout).toContain("One executor was lost.");
  expect(stdout).toContain("Spark's page: http://driver:4040");
  expect(stdout).toMatch(/Loading +4 sec +3 sec +40%/);
  expect(stdout).toMatch(/Read and judge rows +3 sec +1 +8 +1,000 .*4\.2×/);
  expect(stdout).toMatch(/Sales by day +2 sec/);
  expect(stdout).not.toContain("Physical Plan");
  const spanish = await run("runs", "show", "abc", "--all", "--lang", "es");
  expect(spanish.stdout).toContain("Se perdió un ejecutor.");
  expect(spanish.stdout).toContain("Páginas apagadas.");
  expect(spanish.stdout).toContain("== Physical Plan ==");
});

test("what is not there or not clear is said", async () => {
  const { run } = await shop();
  await run("batch", "s.csv");
  await run("batch", "s.csv");
  expect(await run("runs", "show", "nothing")).toMatchObject({
    code: 1,
    stderr: 'There is no run "nothing". The runs that are kept: vitrina runs\n',
  });
  expect((await run("runs", "show", "-")).stderr).toContain("fits several runs");
  expect(await run("runs", "show")).toMatchObject({ code: 2, stderr: expect.stringContaining("show needs the id") });
  expect(await run("runs", "compare", "last")).toMatchObject({ code: 2 });
  expect(await run("runs", "list", "last")).toMatchObject({ code: 2 });
  expect(await runInProcess(["runs"], { cwd: tmpdir(), env: {} })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("VITRINA_HOME"),
  });
});

test("nothing is kept where the history is off", async () => {
  const { run, cwd } = await shop();
  const before = await readdir(cwd);
  await runInProcess(["batch", "s.csv"], { cwd, env: { VITRINA_HOME: "off", HOME: join(cwd, "other") } });
  expect((await readdir(cwd)).filter((name) => !before.includes(name))).toEqual(["results"]);
  expect((await run("runs")).stderr).toBe("No run is kept yet.\n");
});

const AMOUNTS = {
  tasks: 8,
  failed_tasks: 0,
  task_ms: 5000,
  input_rows: 1000,
  input_bytes: 80_000,
  output_rows: 0,
  output_bytes: 0,
  shuffle_read_bytes: 0,
  shuffle_write_bytes: 0,
  spill_bytes: 0,
  skew: 4.2,
};
const JOB = { status: "succeeded", ended: null, tasks: 8, done_tasks: 8, failed_tasks: 0, stages: [] } as const;
const ACCOUNT: SparkAccount = {
  server: "sc://h:15002",
  app: { id: "app-1", name: "shop", version: "3.5.7" },
  ui: "http://driver:4040",
  as_of: "2026-03-31T10:00:10.000Z",
  missing: { code: "spark_ui_off", detail: { en: "Pages off.", es: "Páginas apagadas." } },
  job_ms: 5000,
  steps: [
    { step: "load/read", phase: "load", jobs: 1, failed_jobs: 0, job_ms: 3000, stages: 1, ...AMOUNTS },
    {
      step: "analyse/sales_by_day",
      phase: "analyse",
      jobs: 1,
      failed_jobs: 0,
      job_ms: 2000,
      stages: 1,
      ...AMOUNTS,
      skew: null,
    },
  ],
  jobs: [
    { id: 1, step: "load/read", started: "2026-03-31T10:00:00.000Z", ms: 3000, ...JOB },
    { id: 2, step: "analyse/sales_by_day", started: "2026-03-31T10:00:05.000Z", ms: 2000, ...JOB },
  ],
  stages: [],
  executors: [],
  executors_lost: 1,
  sql: [{ id: 5, step: "load/read", status: "completed", ms: 3000, jobs: [1], plan: "== Physical Plan ==\nScan" }],
  left_out: { jobs: 0, stages: 0, sql: 0 },
};
