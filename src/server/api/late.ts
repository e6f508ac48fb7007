import { createRoute, z } from "@hono/zod-openapi";
import { Count, Instant, json, jsonBody, limitOf, Money, problems } from "./common.ts";
import { WindowRow } from "./windows.ts";

/** @public */
export const LateSale = z
  .object({
    id: z.number().int(),
    batch: z.number().int(),
    partition: z.string(),
    offset: z.number().int(),
    received: Instant,
    event_time: Instant,
    watermark: Instant.openapi({ description: "Its partition's when it came." }),
    /** So many seconds after its last window had closed. */
    late_by_seconds: z.number(),
    transaction_id: z.string().nullable(),
    total: Money,
    applied: z.number().int().nullable().openapi({ description: "The batch that put it into its windows." }),
  })
  .openapi("LateSale");

/** @public */
export const LateSales = z
  .object({
    waiting: z.object({ sales: Count, gross_sales: Money }),
    applied: z.object({ sales: Count, gross_sales: Money }),
    sales: z.array(LateSale).openapi({ description: "Newest first." }),
    next: z.number().int().nullable().openapi({ description: "Give it as `before`." }),
  })
  .openapi("LateSales");
/** @public */
export type LateSales = z.infer<typeof LateSales>;

/** What a longer watermark would have saved, from the recorded lateness: sums up to each step. @public */
export const Savings = z
  .object({
    watermark_seconds: z.number().openapi({ description: "The one in force." }),
    recorded: z.object({ sales: Count, gross_sales: Money }),
    steps: z.array(z.object({ watermark_seconds: z.number(), sales: Count, gross_sales: Money })),
  })
  .openapi("Savings");
/** @public */
export type Savings = z.infer<typeof Savings>;

/** @public */
export const Applied = z
  .object({ accepted: Count, duplicate: Count, windows_changed: Count, windows: z.array(WindowRow) })
  .openapi("Applied");
/** @public */
export type Applied = z.infer<typeof Applied>;

export const lateRoute = createRoute({
  method: "get",
  path: "/api/late",
  summary: "Late sales, newest first",
  request: {
    query: z.object({
      waiting: z.enum(["true", "false"]).default("false"),
      before: z.coerce.number().int().positive().optional(),
      limit: limitOf(500, 50),
    }),
  },
  responses: { 200: json(LateSales, "A page of late sales."), ...problems },
});

export const savingsRoute = createRoute({
  method: "get",
  path: "/api/late/savings",
  summary: "What a longer watermark would have saved",
  responses: { 200: json(Savings, "By watermark."), ...problems },
});

export const applyRoute = createRoute({
  method: "post",
  path: "/api/late/apply",
  summary: "Puts late sales into their windows: these, or all that wait (analyst)",
  request: { body: jsonBody(z.object({ ids: z.array(z.number().int().positive()).max(10_000).nullable() })) },
  responses: { 200: json(Applied, "The correction."), ...problems },
});
