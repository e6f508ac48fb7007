import { UserError } from "../../model/user-error.ts";
import type { RunRecord } from "../../pipelines/run-store.ts";
import { type Run, runRoute, runsRoute } from "../api/runs.ts";
import type { Api } from "../app.ts";
import type { ServerParts } from "../parts.ts";
import { qualityAnswer } from "./progress-answer.ts";

export function addRuns(api: Api, { runs }: ServerParts): void {
  api.openapi(runsRoute, (c) => {
    const { kind, after, limit } = c.req.valid("query");
    const all = runs
      .list()
      .filter((run) => (kind === undefined || run.kind === kind) && (after === undefined || run.id < after));
    const page = all.slice(0, limit);
    return c.json({ runs: page.map(runAnswer), next: all.length > limit ? (page.at(-1)?.id ?? null) : null }, 200);
  });

  api.openapi(runRoute, (c) => {
    const { id } = c.req.valid("param");
    const run = runs.get(id);
    if (run === undefined) throw new UserError("api_run_unknown", { id });
    const { parameters, quality, phases, progress, inputs, outputs, log, failure } = run;
    return c.json(
      {
        ...runAnswer(run),
        parameters: { ...parameters },
        quality: quality === null ? null : qualityAnswer(quality),
        phases: { ...phases },
        progress,
        inputs: [...inputs],
        outputs: [...outputs],
        log: [...log],
        failure,
      },
      200,
    );
  });
}

function runAnswer({ id, kind, status, started, ended, duration_ms, input, engine, version, rows }: RunRecord): Run {
  return { id, kind, status, started, ended, duration_ms, input, engine, version, rows };
}
