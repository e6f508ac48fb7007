import { createRoute, z } from "@hono/zod-openapi";
import { Instant, problems } from "./common.ts";
import { Sale } from "./sales.ts";
import { BatchProgress, StreamStatus } from "./stream.ts";
import { WindowRow } from "./windows.ts";

/** event: snapshot. The latest windows of each query as they stand. @public */
export const SnapshotEvent = z
  .object({
    batch: z.number().int(),
    final_until: Instant.nullable(),
    rows: z.array(WindowRow),
    latest_sales: z.array(Sale),
    progress: BatchProgress.nullable(),
    status: StreamStatus.shape.status,
  })
  .openapi("SnapshotEvent");
/** @public */
export type SnapshotEvent = z.infer<typeof SnapshotEvent>;

/** event: batch, id: its number. What the batch changed; for each (query, window_start, key) the highest batch holds. @public */
export const BatchEvent = z
  .object({
    batch: z.number().int(),
    final_until: Instant.nullable(),
    rows: z.array(WindowRow),
    /** Rows were left out because there were too many: read /api/windows. */
    cut: z.boolean(),
    /** Accepted sales that came with it, newest first, at most 20. */
    sales: z.array(Sale),
    progress: BatchProgress.nullable(),
  })
  .openapi("BatchEvent");
/** @public */
export type BatchEvent = z.infer<typeof BatchEvent>;

/** event: status. Paused, resumed, failed. @public */
export const StatusEvent = z.object({ status: StreamStatus.shape.status }).openapi("StatusEvent");
/** @public */
export type StatusEvent = z.infer<typeof StatusEvent>;

export const liveRoute = createRoute({
  method: "get",
  path: "/api/live",
  summary: "Server-sent events: a snapshot, then every change",
  description:
    "Events: `snapshot` (SnapshotEvent), `batch` (BatchEvent, id = its number), `status` (StatusEvent), `heartbeat` every 15 s " +
    "({now}), `evicted` before the server ends a reader that did not keep up. With Last-Event-ID (or `?after=`) what was " +
    "missed comes instead of a snapshot, as long as it is still held.",
  request: { query: z.object({ after: z.coerce.number().int().nonnegative().optional() }) },
  responses: {
    200: {
      description: "An endless stream of events.",
      content: { "text/event-stream": { schema: z.union([SnapshotEvent, BatchEvent, StatusEvent]) } },
    },
    ...problems,
  },
});
