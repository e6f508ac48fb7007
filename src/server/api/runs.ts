import { createRoute, z } from "@hono/zod-openapi";
import { Count, Instant, json, limitOf, problems, Words } from "./common.ts";
import { Quality } from "./stream.ts";

/** @public */
export const Run = z
  .object({
    id: z.string(),
    kind: z.enum(["batch", "stream"]),
    status: z.enum(["running", "done", "failed", "stopped"]),
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
  parameters: z.record(z.string(), z.unknown()),
  quality: Quality.nullable(),
  /** Milliseconds by phase, summed up. */
  phases: z.record(z.string(), z.number()),
  /** Of a batch while it runs. */
  progress: z
    .object({ phase: z.string(), fraction: z.number().nullable(), seconds_left: z.number().nullable() })
    .nullable(),
  inputs: z.array(z.object({ name: z.string(), bytes: Count, sha256: z.string(), rows: Count })),
  /** Files to download under /api/files/results/{run}/{path}. */
  outputs: z.array(z.object({ path: z.string(), bytes: Count, rows: Count.nullable() })),
  log: z.array(z.object({ time: Instant, text: Words })),
  failure: z.object({ code: z.string(), detail: Words }).nullable(),
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
  summary: "What ran, newest first",
  request: {
    query: z.object({
      kind: z.enum(["batch", "stream"]).optional(),
      after: z.string().max(100).optional(),
      limit: limitOf(200, 50),
    }),
  },
  responses: { 200: json(Runs, "A page of runs."), ...problems },
});

export const runRoute = createRoute({
  method: "get",
  path: "/api/runs/{id}",
  summary: "One run: parameters, figures, inputs, outputs, progress",
  request: { params: z.object({ id: z.string().max(100) }) },
  responses: { 200: json(RunDetail, "The run."), ...problems },
});
