import type { SparkJob, SparkStage } from "../../../model/spark-account.ts";
import type { JobAnswer, StageAnswer } from "./answers.ts";
import { jobOf, type KnownJob, type KnownStage, stageOf } from "./shapes.ts";
import { addJob, addStage, emptyTally, type Tally } from "./tally.ts";

/** The jobs and stages of one run as they come in, however long it lasts: the oldest only as figures of their steps. */
export interface Collection {
  /** The step of a job of this run; null for others'. */
  note(jobs: readonly JobAnswer[], stages: readonly StageAnswer[]): void;
  /** Complete stages of several tasks whose times are not known yet, the longest first. */
  wanting(): readonly KnownStage[];
  /** Whether Spark is at work for this run. */
  busy(): boolean;
  noteTimes(stage: KnownStage, times: KnownStage["times"]): void;
  stepOf(jobs: readonly number[]): string | null;
  look(at: Date, ui: string | null): Collected;
}

export interface Collected {
  readonly jobs: readonly SparkJob[];
  readonly stages: readonly SparkStage[];
  readonly tallies: ReadonlyMap<string, Tally>;
  readonly all: Tally;
  readonly left_out: { readonly jobs: number; readonly stages: number };
}

const [MOST_JOBS, MOST_STAGES] = [200, 300];
/** A job that never ends must not keep all others. */
const FAR_TOO_MANY = 5;

export function collectJobs(stepOfJob: (job: JobAnswer) => string | null): Collection {
  const jobs = new Map<number, KnownJob>();
  const stages = new Map<string, KnownStage>();
  const tallies = new Map<string, Tally>();
  const all = emptyTally();
  const leftOut = { jobs: 0, stages: 0 };
  let foldedUntil = -1;

  function fold(): void {
    for (const job of [...jobs.values()].sort(byId)) {
      if (jobs.size <= MOST_JOBS && stages.size <= MOST_STAGES) return;
      const isRunning = job.answer.status === "RUNNING";
      if (isRunning && jobs.size < MOST_JOBS * FAR_TOO_MANY) return;
      const own = [...stages.entries()].filter(([, stage]) => stage.job === job.answer.id);
      const counted = jobOf(job, new Date());
      addJob(tallyOf(tallies, job.step), counted);
      addJob(all, counted);
      for (const [key, stage] of own) {
        addStage(tallyOf(tallies, job.step), stageOf(stage, null, new Date()));
        stages.delete(key);
        leftOut.stages += 1;
      }
      jobs.delete(job.answer.id);
      leftOut.jobs += 1;
      foldedUntil = Math.max(foldedUntil, job.answer.id);
    }
  }

  return {
    note(answers, stageAnswers) {
      for (const answer of answers) {
        const step = answer.id > foldedUntil ? stepOfJob(answer) : null;
        if (step !== null) jobs.set(answer.id, { answer, step });
      }
      const owners = new Map<number, KnownJob>();
      // A stage that a later job needs again is computed once.
      for (const job of [...jobs.values()].sort(byId)) {
        for (const id of job.answer.stageIds) if (!owners.has(id)) owners.set(id, job);
      }
      for (const answer of stageAnswers) {
        const owner = owners.get(answer.id);
        if (owner === undefined || answer.status === "SKIPPED") continue;
        const key = `${answer.id}.${answer.attempt}`;
        const { times = null } = stages.get(key) ?? {};
        stages.set(key, { answer, job: owner.answer.id, step: owner.step, times });
      }
      fold();
    },
    wanting() {
      const duration = ({ answer }: KnownStage) =>
        Date.parse(answer.completed ?? "") - Date.parse(answer.submitted ?? "") || 0;
      return [...stages.values()]
        .filter(({ answer, times }) => times === null && answer.status === "COMPLETE" && answer.tasks > 1)
        .sort((a, b) => duration(b) - duration(a));
    },
    busy: () => [...jobs.values()].some(({ answer }) => answer.status === "RUNNING"),
    noteTimes(stage, times) {
      const key = `${stage.answer.id}.${stage.answer.attempt}`;
      if (stages.has(key)) stages.set(key, { ...stage, times });
    },
    stepOf: (ids) => ids.map((id) => jobs.get(id)?.step).find((step) => step !== undefined) ?? null,
    look(at, ui) {
      const listed = [...jobs.values()].sort(byId).map((job) => jobOf(job, at));
      const shown = [...stages.values()]
        .sort((a, b) => a.answer.id - b.answer.id || a.answer.attempt - b.answer.attempt)
        .map((stage) => stageOf(stage, ui, at));
      const [sums, whole] = [new Map([...tallies].map(([step, tally]) => [step, { ...tally }])), { ...all }];
      for (const job of [...listed].sort((a, b) => Date.parse(a.started) - Date.parse(b.started))) {
        addJob(tallyOf(sums, job.step), job);
        addJob(whole, job);
      }
      for (const stage of shown) addStage(tallyOf(sums, stage.step), stage);
      return { jobs: listed, stages: shown, tallies: sums, all: whole, left_out: { ...leftOut } };
    },
  };
}

function byId(a: KnownJob, b: KnownJob): number {
  return a.answer.id - b.answer.id;
}

function tallyOf(tallies: Map<string, Tally>, step: string): Tally {
  const found = tallies.get(step) ?? emptyTally();
  tallies.set(step, found);
  return found;
}
