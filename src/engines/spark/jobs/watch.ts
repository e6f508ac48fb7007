import { setTimeout as delay } from "node:timers/promises";
import type { SparkAccount, SparkExecutor, SparkSql } from "../../../model/spark-account.ts";
import { UserError } from "../../../model/user-error.ts";
import type { SparkSession } from "../connect/link.ts";
import { fieldsOf, type JobAnswer, listOf, readJob, readSql, readStage, readTaskTimes, textOf } from "./answers.ts";
import { collectJobs } from "./collect.ts";
import { readExecutor, since } from "./executors.ts";
import { findUi, type UiPlaces } from "./find-ui.ts";
import { findRest, type SparkRest, shownBase } from "./rest.ts";
import { phaseOf, STEPS, stepOfTags } from "./steps.ts";

export type SparkLook = SparkAccount<UserError>;

/** Looks on at what Spark does for one run. Nothing here ever throws: a run does not fail because nobody could watch. */
export interface SparkWatch {
  /** What is known now. */
  look(): SparkLook;
  /** One look more, when the work is done; takes some seconds at most. */
  finish(): Promise<SparkLook>;
}

export interface WatchOptions {
  readonly session: SparkSession;
  /** Of Spark's pages (or its history server's), where they are not beside the server. */
  readonly ui?: string | undefined;
  /** Of streaming queries: their jobs are known by these instead of by the session. */
  readonly runIds?: () => readonly string[];
  /** When the run began, where that was before now: what was lost since then is its loss. */
  readonly since?: Date;
  readonly now?: () => Date;
}

const LEAST_PAUSE_MS = 1000;
/** Looking takes no more than a twentieth of the time: a server's list may be long, and telling it costs the driver. */
const PAUSE_FACTOR = 20;
const [FIND_MS, FINISH_MS] = [2000, 8000];
const [MOST_TIMES, MOST_SQL, MOST_PLAN] = [20, 10, 6000];

export function watchSpark({
  session,
  ui,
  runIds = () => [],
  now = () => new Date(),
  since: began = now(),
}: WatchOptions): SparkWatch {
  const collection = collectJobs((job) => stepOf(job, session.id, runIds()));
  const stop = new AbortController();
  const pause = new AbortController();
  let places: UiPlaces | undefined;
  let rest: SparkRest | undefined;
  let version = session.version;
  let missing: UserError | null = null;
  let executors: readonly SparkExecutor[] = [];
  let before: ReadonlyMap<string, SparkExecutor> | undefined;
  let sql: readonly SparkSql[] = [];
  let sqlLeftOut = 0;
  let asOf = now();

  async function open(): Promise<void> {
    places = await findUi(session, ui);
    if (places.off) missing = new UserError("spark_ui_off", {});
    if (places.off || places.app === null) return;
    try {
      rest = await findRest(places.bases, places.app, { timeoutMs: FIND_MS, signal: stop.signal });
    } catch (error) {
      const addresses = [...new Set(places.bases.map(shownBase))].slice(0, 2);
      missing = new UserError("spark_ui_unreached", { addresses, cause: messageOf(error) });
      return;
    }
    const attempt = fieldsOf(listOf(fieldsOf(await rest.get("")).attempts)[0]);
    version = textOf(attempt.appSparkVersion) ?? version;
  }

  async function poll(known: SparkRest): Promise<void> {
    try {
      const told = listOf(await known.get("/allexecutors")).map(readExecutor);
      before ??= new Map(told.filter(({ removed }) => !isSince(removed, began)).map((one) => [one.id, one]));
      executors = told;
      const jobs = listOf(await known.get("/jobs")).map(readJob);
      collection.note(jobs, listOf(await known.get("/stages")).map(readStage));
      for (const stage of collection.wanting().slice(0, MOST_TIMES)) {
        const { id, attempt } = stage.answer;
        const times = readTaskTimes(await known.get(`/stages/${id}/${attempt}/taskSummary?quantiles=0.4999,1.0`));
        collection.noteTimes(stage, times ?? { median: 0, slowest: 0 });
      }
      missing = null;
      asOf = now();
    } catch (error) {
      if (!stop.signal.aborted)
        missing = new UserError("spark_ui_lost", { address: known.base, cause: messageOf(error) });
    }
  }

  async function watch(): Promise<void> {
    try {
      await open();
      while (rest !== undefined && !pause.signal.aborted) {
        const start = performance.now();
        await poll(rest);
        const took = performance.now() - start;
        const rested = Math.max(LEAST_PAUSE_MS, took * PAUSE_FACTOR);
        await delay(rested, undefined, { ref: false, signal: pause.signal }).catch(() => undefined);
      }
    } catch {
      // The session is lost: the run itself says so.
    }
  }

  async function readPlans(known: SparkRest): Promise<void> {
    const own = listOf(await known.get("/sql?details=false&planDescription=false&offset=0&length=100000"))
      .map(readSql)
      .flatMap((found) => {
        const step = collection.stepOf(found.jobs);
        return step === null ? [] : [{ ...found, step }];
      })
      .sort((a, b) => b.ms - a.ms);
    sqlLeftOut = Math.max(0, own.length - MOST_SQL);
    const plans: SparkSql[] = [];
    for (const { id, step } of own.slice(0, MOST_SQL)) {
      const { status, ms, jobs, plan } = readSql(await known.get(`/sql/${id}?details=false&planDescription=true`));
      plans.push({ id, step, status: SQL_STATUS[status] ?? "running", ms, jobs, plan: plan.slice(0, MOST_PLAN) });
    }
    sql = plans.sort((a, b) => a.id - b.id);
  }

  async function lastLook(): Promise<void> {
    await watching;
    if (rest === undefined) return;
    // Spark notes the end of a job a moment after it.
    for (let turn = 0; turn < 5 && !stop.signal.aborted; turn += 1) {
      await poll(rest);
      if (missing !== null || !collection.busy()) break;
      await delay(200);
    }
    if (missing === null) await readPlans(rest).catch(() => undefined);
  }

  const watching = watch();
  const look = (): SparkLook => {
    const shown = rest?.base ?? null;
    const { jobs, stages, tallies, all, left_out } = collection.look(now(), shown);
    const { lost, listed } = during(executors, before);
    return {
      server: session.server,
      app: places?.app == null ? null : { id: places.app, name: places.name, version },
      ui: shown,
      as_of: asOf.toISOString(),
      missing,
      job_ms: all.job_ms,
      steps: [...tallies]
        .sort(([, a], [, b]) => (a.began < b.began ? -1 : a.began > b.began ? 1 : 0))
        .map(([step, { began: _began, until: _until, ...sums }]) => ({ step, phase: phaseOf(step), ...sums })),
      jobs,
      stages,
      executors: listed,
      executors_lost: lost,
      sql,
      left_out: { ...left_out, sql: sqlLeftOut },
    };
  };
  return {
    look,
    async finish() {
      pause.abort();
      await Promise.race([lastLook().catch(() => undefined), delay(FINISH_MS, undefined, { ref: false })]);
      stop.abort();
      return look();
    },
  };
}

function stepOf({ tags, group }: JobAnswer, session: string, runIds: readonly string[]): string | null {
  if (group !== null && runIds.includes(group)) return STEPS.stream;
  return stepOfTags(tags, session);
}

function isSince(instant: string | null, began: Date): boolean {
  return instant !== null && Date.parse(instant) >= began.getTime();
}

/** Executors that were there in the time of the run, with what they did meanwhile. */
function during(
  executors: readonly SparkExecutor[],
  before: ReadonlyMap<string, SparkExecutor> | undefined,
): { readonly listed: readonly SparkExecutor[]; readonly lost: number } {
  const own = executors.filter(({ id, active }) => active || before?.get(id)?.active !== false);
  const workers = own.filter(({ id, cores }) => id !== "driver" || cores > 0);
  return {
    listed: (workers.length > 0 ? workers : own).map((executor) => since(executor, before?.get(executor.id))),
    lost: own.filter(({ active }) => !active).length,
  };
}

const SQL_STATUS: Readonly<Record<string, SparkSql["status"]>> = {
  COMPLETED: "completed",
  RUNNING: "running",
  FAILED: "failed",
};

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
