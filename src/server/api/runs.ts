import { createRoute, z } from "@hono/zod-openapi";
import { RUN_KINDS, RUN_STATUSES } from "../../model/run-record.ts";
import { Count, Instant, json, limitOf, problems, Words } from "./common.ts";
import { SparkAccount } from "./spark-account.ts";
import { Quality } from "./stream.ts";

/** @public */
export const Run = z
  .object({
    id: z.string(),
    /** `serve`: a stream with its console. */
    kind: z.enum(RUN_KINDS),
    /** `stopped`: by somebody. `interrupted`: its process went without a word. */
    status: z.enum(RUN_STATUSES),
    started: Instant,
    ended: Instant.nullable(),
    duration_ms: z.number(),
    /** What it reads: files or a source. */
    input: z.string(),
    engine: z.string(),
    version: z.string(),
    rows: Count,
  })
  .openapi("Run");
/** @public */
export type Run = z.infer<typeof Run>;

/** @public */
export const RunDetail = Run.extend({
  /** Where it was started. */
  folder: z.string().nullable(),
  parameters: z.record(z.string(), z.unknown()),
  quality: Quality.nullable(),
  /** The measures over all its sales, by name; money as text. */
  figures: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).nullable(),
  /** Milliseconds by phase, summed up. */
  phases: z.record(z.string(), z.number()),
  /** Of a batch while it runs. */
  progress: z
    .object({ phase: z.string(), fraction: z.number().nullable(), seconds_left: z.number().nullable() })
    .nullable(),
  /** `sha256`: null where only a cluster read the file. */
  inputs: z.array(z.object({ name: z.string(), bytes: Count, sha256: z.string().nullable(), rows: Count })),
  /** Folder or address of the outputs; null: the console keeps them, under /api/files/results/{run}/{path}. */
  outputs_at: z.string().nullable(),
  outputs: z.array(z.object({ path: z.string(), bytes: Count, rows: Count.nullable(), parts: Count.nullable() })),
  log: z.array(z.object({ time: Instant, text: Words })),
  /** Its sentence ends with what to do. */
  failure: z.object({ code: z.string(), detail: Words }).nullable(),
  /** Where the time of a run on Spark went; null where another engine ran, or nothing is known yet. */
  spark: SparkAccount.nullable(),
}).openapi("RunDetail");
/** @public */
export type RunDetail = z.infer<typeof RunDetail>;

/** @public */
export const Runs = z.object({ runs: z.array(Run), next: z.string().nullable() }).openapi("Runs");
/** @public */
export type Runs = z.infer<typeof Runs>;

export const runsRoute = createRoute({
  method: "get",
  path: "/api/runs",
  summary: "What ran, newest first; analysts also see the batches of the command line",
  request: {
    query: z.object({
      kind: z.enum(RUN_KINDS).optional(),
      after: z.string().max(100).optional(),
      limit: limitOf(200, 50),
    }),
  },
  responses: { 200: json(Runs, "A page of runs."), ...problems },
});

export const runRoute = createRoute({
  method: "get",
  path: "/api/runs/{id}",
  summary: "One run: parameters, figures, inputs, outputs, progress, and where Spark's time went",
  request: { params: z.object({ id: z.string().max(100) }) },
  responses: { 200: json(RunDetail, "The run."), ...problems },
});
