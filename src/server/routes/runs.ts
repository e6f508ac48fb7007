import { stepLabel } from "../../i18n/step-label.ts";
import type { RunRecord } from "../../model/run-record.ts";
import type { SparkAccount } from "../../model/spark-account.ts";
import { UserError } from "../../model/user-error.ts";
import type { Who } from "../access/access.ts";
import { type Run, type RunDetail, runRoute, runsRoute } from "../api/runs.ts";
import type { Api } from "../app.ts";
import type { ServerParts } from "../parts.ts";
import { qualityAnswer } from "./progress-answer.ts";

export function addRuns(api: Api, { runs }: ServerParts): void {
  api.openapi(runsRoute, async (c) => {
    const { kind, after, limit } = c.req.valid("query");
    const others = seesElsewhere(c.var.who) ? await runs.elsewhere() : [];
    const all = [...runs.list(), ...others]
      .filter((run) => (kind === undefined || run.kind === kind) && (after === undefined || run.id < after))
      .sort((a, b) => (a.id < b.id ? 1 : -1));
    const page = all.slice(0, limit);
    return c.json({ runs: page.map(runAnswer), next: all.length > limit ? (page.at(-1)?.id ?? null) : null }, 200);
  });

  api.openapi(runRoute, async (c) => {
    const { id } = c.req.valid("param");
    const run = runs.get(id) ?? (seesElsewhere(c.var.who) ? await runs.getElsewhere(id) : undefined);
    if (run === undefined) throw new UserError("api_run_unknown", { id });
    return c.json(detailAnswer(run, await runs.spark(id)), 200);
  });
}

/** What was run on this machine's command line tells of its folders: nothing for viewers. */
function seesElsewhere(who: Who | null): boolean {
  return who !== null && who.role !== "viewer";
}

function runAnswer({ id, kind, status, started, ended, duration_ms, input, engine, version, rows }: RunRecord): Run {
  return { id, kind, status, started, ended, duration_ms, input, engine, version, rows };
}

function detailAnswer(run: RunRecord, spark: SparkAccount | null): RunDetail {
  const { folder, parameters, quality, figures, phases, progress, inputs, outputs_at, outputs, log, failure } = run;
  return {
    ...runAnswer(run),
    folder,
    parameters: { ...parameters },
    quality: quality === null ? null : qualityAnswer(quality),
    figures: figures === null ? null : { ...figures },
    phases: { ...phases },
    progress,
    inputs: [...inputs],
    outputs_at,
    outputs: [...outputs],
    log: [...log],
    failure,
    spark: spark === null ? null : sparkAnswer(spark),
  };
}

function sparkAnswer({ steps, jobs, stages, executors, sql, ...rest }: SparkAccount): RunDetail["spark"] {
  return {
    ...rest,
    steps: steps.map((step) => ({
      ...step,
      label: { en: stepLabel(step.step, "en"), es: stepLabel(step.step, "es") },
    })),
    jobs: jobs.map((job) => ({ ...job, stages: [...job.stages] })),
    stages: [...stages],
    executors: [...executors],
    sql: sql.map((each) => ({ ...each, jobs: [...each.jobs] })),
  };
}
