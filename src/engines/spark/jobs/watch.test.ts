import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { fakeSpark } from "../../../../test/fixtures/fake-spark.ts";
import { closeSession, openSession } from "../connect/session.ts";
import { watchSpark } from "./watch.ts";

/** Real answers of both lines for the same five queries, two of them in a session of somebody else's. */
interface Recorded {
  readonly session: string;
  readonly other: string;
  readonly app: string;
  readonly answers: Readonly<Record<string, unknown>>;
}

function recorded(line: string): Recorded {
  const file = new URL(`../../../../test/fixtures/spark-rest/${line}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as Recorded;
}

/** Spark's pages with these answers, at `base`; `asked` are the requests. */
async function pages({ app, answers }: Recorded, answering: () => boolean = () => true) {
  const asked: { path: string; login: string | undefined }[] = [];
  const prefix = `/api/v1/applications/${app}`;
  const server = createServer((request, response) => {
    const path = request.url?.slice(prefix.length) ?? "";
    asked.push({ path, login: request.headers.authorization });
    const known = request.url?.startsWith(prefix) === true && Object.hasOwn(answers, path);
    response.statusCode = !answering() ? 500 : known ? 200 : 404;
    response.end(known ? JSON.stringify(answers[path]) : "no");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  const { port } = server.address() as AddressInfo;
  return { port, base: `http://127.0.0.1:${port}`, asked };
}

async function sessionOf({ session: sessionId, app }: Recorded, settings: Record<string, string> = {}) {
  const server = await fakeSpark();
  onTestFinished(server.close);
  for (const [key, value] of Object.entries({ "spark.app.id": app, ...settings })) server.config.set(key, value);
  const session = await openSession(server.address, { sessionId });
  onTestFinished(() => closeSession(session));
  return session;
}

test.each(["3.5", "4.1"])("Spark %s: the jobs of a session by step, others' left out", async (line) => {
  const told = recorded(line);
  const { port, base } = await pages(told);
  // The server says where its pages are.
  const session = await sessionOf(told, { "spark.ui.port": String(port), "spark.app.name": "shop" });
  const look = await watchSpark({ session }).finish();

  expect(look).toMatchObject({
    app: { id: told.app, name: "shop", version: expect.stringMatching(`^${line.replace(".", "\\.")}`) },
    ui: base,
    missing: null,
    executors_lost: 0,
    left_out: { jobs: 0, stages: 0 },
  });
  expect(
    look.steps.map(({ step, phase, jobs, failed_jobs, stages, tasks }) => [
      step,
      phase,
      jobs,
      failed_jobs,
      stages,
      tasks,
    ]),
  ).toEqual([
    ["load/read", "load", 2, 0, 2, 5],
    ["analyse/sales_by_day", "analyse", 2, 0, 2, 5],
    ["load/count", "load", 1, 1, 1, 2],
  ]);
  expect(look.steps[0]).toMatchObject({ input_rows: 200_000, shuffle_write_bytes: 1748, failed_tasks: 0 });
  expect(look.jobs.map(({ status, tasks }) => [status, tasks])).toEqual([
    ["succeeded", 4],
    ["succeeded", 1],
    ["succeeded", 4],
    ["succeeded", 1],
    ["failed", 2],
  ]);
  expect(look.stages.at(-1)).toMatchObject({ status: "failed", failure: expect.stringContaining("broken on purpose") });
  expect(look.executors).toMatchObject([{ id: "driver", cores: 2, active: true }]);
  expect(look.sql.map(({ step, jobs, status }) => [step, jobs.length, status])).toEqual([
    ["load/read", 2, "completed"],
    ["analyse/sales_by_day", 2, "completed"],
    ["load/count", 1, "failed"],
  ]);
  expect(look.sql[0]?.plan).toContain("== Physical Plan ==");
});

test.each(["3.5", "4.1"])("Spark %s: times as they were recorded, skew as slowest against median", async (line) => {
  const told = recorded(line);
  const { base } = await pages(told);
  const look = await watchSpark({ session: await sessionOf(told), ui: base }).finish();
  const raw = told.answers["/jobs"] as { jobId: number; submissionTime: string; completionTime: string }[];
  for (const job of look.jobs) {
    const own = raw.find(({ jobId }) => jobId === job.id);
    const time = (text = "") => Date.parse(text.replace("GMT", "Z"));
    expect(job.ms).toBe(time(own?.completionTime) - time(own?.submissionTime));
  }
  // No two of them ran at once.
  expect(look.job_ms).toBe(look.jobs.reduce((sum, { ms }) => sum + ms, 0));
  const [first] = look.stages;
  const summary = told.answers[`/stages/${first?.id}/0/taskSummary?quantiles=0.4999,1.0`] as { duration: number[] };
  const [median = 0, slowest = 0] = summary.duration;
  expect(first).toMatchObject({
    median_ms: median,
    slowest_ms: slowest,
    skew: Math.round((slowest / median) * 100) / 100,
  });
  expect(first?.link).toBe(`${base}/stages/stage/?id=${first?.id}&attempt=0`);
});

test("jobs of streaming queries are known by the ids of their runs", async () => {
  const told = recorded("3.5");
  const [job] = told.answers["/jobs"] as Record<string, unknown>[];
  const answers = { ...told.answers, "/jobs": [{ ...job, jobTags: [], jobGroup: "run-1" }] };
  const { base } = await pages({ ...told, answers });
  const look = await watchSpark({ session: await sessionOf(told), ui: base, runIds: () => ["run-1"] }).finish();
  expect(look.steps.map(({ step, jobs }) => [step, jobs])).toEqual([["stream/batches", 1]]);
});

test("a login in the address is sent, and shown nowhere", async () => {
  const told = recorded("3.5");
  const { port, asked } = await pages(told);
  const look = await watchSpark({
    session: await sessionOf(told),
    ui: `http://marta:hush%20hush@127.0.0.1:${port}/`,
  }).finish();
  expect(look.jobs).toHaveLength(5);
  expect(asked[0]?.login).toBe(`Basic ${Buffer.from("marta:hush hush").toString("base64")}`);
  expect(JSON.stringify(look)).not.toMatch(/marta|hush/);
});

test("where the pages are off, elsewhere or silent, it says so", async () => {
  const told = recorded("3.5");
  const off = await watchSpark({ session: await sessionOf(told, { "spark.ui.enabled": "false" }) }).finish();
  expect(off).toMatchObject({ ui: null, jobs: [], missing: { code: "spark_ui_off" } });

  const other = await pages({ ...told, app: "app-of-another" });
  const wrong = await watchSpark({ session: await sessionOf(told), ui: other.base }).finish();
  expect(wrong.missing?.message).toContain(`no application ${told.app}`);

  let isUp = true;
  const failing = await pages(told, () => isUp);
  const watch = watchSpark({ session: await sessionOf(told), ui: failing.base });
  while (watch.look().jobs.length === 0) await new Promise((resolve) => setImmediate(resolve));
  isUp = false;
  const look = await watch.finish();
  expect(look).toMatchObject({ missing: { code: "spark_ui_lost", params: { cause: "HTTP 500" } } });
  expect(look.jobs).toHaveLength(5);
});
