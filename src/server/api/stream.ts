import { createRoute, z } from "@hono/zod-openapi";
import { Count, Instant, json, problems, Words } from "./common.ts";

/** @public */
export const Quality = z
  .object({
    read: Count,
    accepted: Count,
    rejected: Count,
    late: Count,
    duplicate: Count,
    reasons: z.record(z.string(), Count),
    warnings: z.record(z.string(), Count),
  })
  .openapi("Quality", { description: "read = accepted + rejected + late + duplicate, always." });

/** @public */
export const Partition = z.object({
  partition: z.string(),
  next: z.string(),
  watermark: Instant.nullable(),
  behind: Count.nullable(),
  idle: z.boolean(),
});

/** @public */
export const BatchProgress = z
  .object({
    batch: z.number().int(),
    time: Instant,
    quality: Quality,
    /** Milliseconds: read, parse, judge, keep, windows, commit, publish. */
    phases: z.record(z.string(), z.number()),
    watermark: Instant.nullable(),
    partitions: z.array(Partition),
    state: z.object({ open_windows: Count, rows: Count, bytes: Count }),
  })
  .openapi("BatchProgress");
/** @public */
export type BatchProgress = z.infer<typeof BatchProgress>;

const WindowedQuery = z.object({
  id: z.string(),
  status: z.enum(["running", "unanswerable"]),
  /** The sale column it would need. */
  missing: z.string().nullable(),
  last_batch: z.number().int(),
});

/** @public */
export const StreamStatus = z
  .object({
    /** `failed`: see `failure`; the figures stay, no new ones come. */
    status: z.enum(["starting", "running", "paused", "stopped", "failed"]),
    failure: z.object({ code: z.string(), detail: Words }).nullable(),
    started: Instant,
    source: z.string(),
    trigger: z.string(),
    batch: z.number().int(),
    last_batch: Instant.nullable(),
    /** Since the state began. */
    quality: Quality,
    rows_per_second: z.number(),
    lag: z.object({ rows: Count.nullable(), seconds: z.number().nullable(), catch_up_seconds: z.number().nullable() }),
    watermark: Instant.nullable(),
    final_until: Instant.nullable(),
    partitions: z.array(Partition.extend({ holds_back: z.boolean() })),
    state: z.object({ open_windows: Count, rows: Count, bytes: Count }).nullable(),
    memory: z.object({ process_bytes: Count, limit: z.string() }),
    readers: Count,
    queries: z.array(WindowedQuery),
    /** The latest batches, oldest first: phases and rates over time. */
    recent: z.array(BatchProgress),
    /** What the source said, newest first. */
    events: z.array(z.object({ time: Instant, kind: z.string(), text: Words })),
  })
  .openapi("StreamStatus");
/** @public */
export type StreamStatus = z.infer<typeof StreamStatus>;

export const streamRoute = createRoute({
  method: "get",
  path: "/api/stream",
  summary: "How the stream stands: progress, phases, lag, watermarks, state",
  responses: { 200: json(StreamStatus, "The stream."), ...problems },
});

const Switched = z.object({ status: StreamStatus.shape.status });
export const pauseRoute = createRoute({
  method: "post",
  path: "/api/stream/pause",
  summary: "Takes in no more records until it is resumed (analyst)",
  responses: { 200: json(Switched, "Paused."), ...problems },
});
export const resumeRoute = createRoute({
  method: "post",
  path: "/api/stream/resume",
  summary: "Goes on where it was paused (analyst)",
  responses: { 200: json(Switched, "Running."), ...problems },
});
