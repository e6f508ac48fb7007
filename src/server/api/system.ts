import { createRoute, z } from "@hono/zod-openapi";
import { json, problems } from "./common.ts";

const Health = z.object({ status: z.enum(["ok", "degraded", "failed"]), reason: z.string().nullable() });

export const healthRoute = createRoute({
  method: "get",
  path: "/healthz",
  summary: "Whether the process works; 503 once the stream has failed",
  responses: { 200: json(Health, "It works."), 503: json(Health, "It does not.") },
});

export const readyRoute = createRoute({
  method: "get",
  path: "/readyz",
  summary: "Whether it can answer: the state is open and the source was reached",
  responses: { 200: json(Health, "Ready."), 503: json(Health, "Not yet.") },
});

export const metricsRoute = createRoute({
  method: "get",
  path: "/metrics",
  summary: "Prometheus",
  responses: { 200: { description: "Text format.", content: { "text/plain": { schema: z.string() } } }, ...problems },
});

export const ingestRoute = createRoute({
  method: "post",
  path: "/api/ingest",
  summary: "Takes sales in: NDJSON or a JSON array, where the source is `http`",
  request: { body: { content: { "application/x-ndjson": { schema: z.string() } } } },
  responses: {
    202: json(
      z.object({ accepted: z.number(), first: z.number().nullable(), last: z.number().nullable() }),
      "They are on the disk.",
    ),
    ...problems,
  },
});
