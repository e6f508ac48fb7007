import { expect, test } from "vitest";
import type { JobAnswer, StageAnswer } from "./answers.ts";
import { readJob, readStage } from "./answers.ts";
import { collectJobs } from "./collect.ts";

const START = Date.parse("2026-03-31T10:00:00Z");

/** Job and stage `id` of one second each, one after the other; even ones are ours. */
function second(id: number): { job: JobAnswer; stage: StageAnswer } {
  const time = (offset: number) => new Date(START + (id + offset) * 1000).toISOString();
  const times = { submissionTime: time(0), completionTime: time(1) };
  return {
    job: readJob({ jobId: id, status: "SUCCEEDED", stageIds: [id], numTasks: 3, ...times }),
    stage: readStage({
      stageId: id,
      status: "COMPLETE",
      numTasks: 3,
      executorRunTime: 900,
      inputRecords: 10,
      ...times,
    }),
  };
}

test("a run of thousands of jobs keeps the latest, and the sums of all", () => {
  const collection = collectJobs(({ id }) => (id % 2 === 0 ? "stream/batches" : null));
  const all = Array.from({ length: 3000 }, (_, id) => second(id));
  for (let seen = 100; seen <= all.length; seen += 100) {
    // Spark itself tells of the latest thousand.
    const told = all.slice(Math.max(0, seen - 1000), seen);
    collection.note(told.map(({ job }) => job).reverse(), told.map(({ stage }) => stage).reverse());
  }
  const { jobs, stages, tallies, left_out } = collection.look(new Date(START + 3_000_000), null);
  expect(jobs).toHaveLength(200);
  expect([jobs[0]?.id, jobs.at(-1)?.id]).toEqual([2600, 2998]);
  expect(stages).toHaveLength(200);
  expect(left_out).toEqual({ jobs: 1300, stages: 1300 });
  expect(tallies.get("stream/batches")).toMatchObject({
    jobs: 1500,
    stages: 1500,
    tasks: 4500,
    task_ms: 1_350_000,
    input_rows: 15_000,
    job_ms: 1_500_000,
  });
});

test("time with jobs side by side counts once; a running job counts until now", () => {
  const collection = collectJobs(() => "load/read");
  const at = (seconds: number) => new Date(START + seconds * 1000).toISOString();
  collection.note(
    [
      readJob({ jobId: 0, status: "SUCCEEDED", submissionTime: at(0), completionTime: at(10) }),
      readJob({ jobId: 1, status: "SUCCEEDED", submissionTime: at(2), completionTime: at(5) }),
      readJob({ jobId: 2, status: "RUNNING", submissionTime: at(20) }),
    ],
    [],
  );
  expect(collection.busy()).toBe(true);
  expect(collection.look(new Date(START + 24_000), null).all.job_ms).toBe(14_000);
});

test("a stage that several jobs need counts for the one that computed it", () => {
  const collection = collectJobs(({ id }) => (id === 0 ? "load/read" : "load/count"));
  const { job, stage } = second(0);
  collection.note([{ ...job, id: 1 }, job], [stage, { ...stage, attempt: 1, status: "SKIPPED" }]);
  const { stages, tallies } = collection.look(new Date(START), null);
  expect(stages.map(({ job, step }) => [job, step])).toEqual([[0, "load/read"]]);
  expect(tallies.get("load/count")?.stages).toBe(0);
});
