import { createRoute, z } from "@hono/zod-openapi";
import { Count, Instant, json, limitOf, Money, problems } from "./common.ts";

/** @public */
export const WindowRow = z
  .object({
    query: z.string(),
    window_start: Instant,
    window_end: Instant,
    key: z.union([z.string(), z.number()]).nullable(),
    transactions: Count,
    gross_sales: Money,
    average_sale: Money,
    final: z.boolean(),
    batch: z.number().int().nullable(),
  })
  .openapi("WindowRow");
/** @public */
export type WindowRow = z.infer<typeof WindowRow>;

/** @public */
export const Windows = z
  .object({
    query: z.string(),
    batch: z.number().int(),
    /** Windows that end by then are final. */
    final_until: Instant.nullable(),
    rows: z.array(WindowRow).openapi({ description: "By start, then key; `batch` is null." }),
    /** Give it as `after` for the next page; null where there is none. */
    next: Instant.nullable(),
  })
  .openapi("Windows");
/** @public */
export type Windows = z.infer<typeof Windows>;

const Moment = z.iso.datetime({ offset: true }).openapi({ example: "2026-03-31T10:05:00Z" });

export const windowsRoute = createRoute({
  method: "get",
  path: "/api/windows",
  summary: "Windows of one query; without a period the latest ones",
  request: {
    query: z.object({
      query: z.string().max(50).default("totals"),
      from: Moment.optional().openapi({ description: "Windows that start then or later." }),
      to: Moment.optional().openapi({ description: "Windows that start before." }),
      after: Moment.optional().openapi({ description: "`next` of the page before." }),
      windows: limitOf(2000, 120).openapi({ description: "So many windows, each with all its keys." }),
    }),
  },
  responses: { 200: json(Windows, "The windows."), ...problems },
});
