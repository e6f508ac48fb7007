import { createRoute, z } from "@hono/zod-openapi";
import { Count, Instant, json, problems } from "./common.ts";

/** @public */
export const Role = z.enum(["viewer", "analyst", "admin"]);
/** @public */
export type Role = z.infer<typeof Role>;

/** @public */
export const Shop = z
  .object({
    name: z.string().openapi({ description: "As the owner calls it; the source where it has no name." }),
    currency: z.string().openapi({ description: "ISO 4217, or empty." }),
    time_zone: z.string(),
    language: z.enum(["en", "es"]).openapi({ description: "The server's own; a browser may prefer another." }),
    version: z.string(),
    engine: z.object({ id: z.enum(["duckdb", "spark"]), version: z.string() }),
    source: z.object({
      id: z.string(),
      kind: z.enum(["kafka", "simulator", "http", "file", "stdin"]),
      demo: z.boolean(),
    }),
    now: Instant,
    shop_now: z.string().openapi({ description: "The shop's wall clock now, yyyy-MM-dd HH:mm:ss." }),
    /** Sale columns the shop has; null before the first record. */
    columns: z.array(z.string()).nullable(),
    /** Labels by dimension, most sold first, for filters and fixed colours. */
    labels: z.object({
      category: z.array(z.string().nullable()),
      payment_method: z.array(z.string().nullable()),
      status: z.array(z.string().nullable()),
    }),
    status_classes: z.object({
      recognised: z.array(z.string()),
      pending: z.array(z.string()),
      cancelled: z.array(z.string()),
    }),
    kept: z.object({
      rows: Count,
      first: z.string().nullable(),
      last: z.string().nullable(),
      files: Count,
      bytes: Count,
    }),
    stream: z.object({
      window_seconds: z.number(),
      slide_seconds: z.number(),
      watermark_seconds: z.number(),
      duplicate_seconds: z.number(),
      future_seconds: z.number().nullable(),
      late: z.enum(["keep", "apply"]),
      queries: z.array(z.string()),
    }),
  })
  .openapi("Shop");
/** @public */
export type Shop = z.infer<typeof Shop>;

export const shopRoute = createRoute({
  method: "get",
  path: "/api/shop",
  summary: "What shop this is and what is kept of it",
  responses: { 200: json(Shop, "The shop."), ...problems },
});
