import { createRoute, z } from "@hono/zod-openapi";
import { Cell, Column, Compare, filterFields, json, Period, problems, Words } from "./common.ts";

/** @public */
export const Formula = z
  .object({ id: z.string(), label: Words, definition: Words, formula: Words, unit: z.string() })
  .openapi("Formula");

/** @public */
export const AnalysisInfo = z
  .object({
    id: z.string(),
    title: Words,
    definition: Words,
    /** Null before the first record: it is not known which columns the shop has. */
    available: z.boolean().nullable(),
    missing: z.array(z.string()).openapi({ description: "Sale columns it needs and the shop does not have." }),
    columns: z.array(Column),
    measures: z.array(Formula),
    usual: z.boolean().openapi({ description: "Whether a plain batch computes it." }),
  })
  .openapi("AnalysisInfo");

/** @public */
export const Catalogue = z
  .object({ analyses: z.array(AnalysisInfo), measures: z.array(Formula), dimensions: z.array(Column) })
  .openapi("Catalogue");
/** @public */
export type Catalogue = z.infer<typeof Catalogue>;

/** @public */
export const AnalysisAnswer = z
  .object({
    id: z.string(),
    /** Number of the last micro-batch in the figures. */
    batch: z.number().int(),
    period: Period,
    columns: z.array(Column),
    rows: z.array(z.array(Cell)),
    previous: z.object({ period: Period, rows: z.array(z.array(Cell)) }).nullable(),
  })
  .openapi("AnalysisAnswer");
/** @public */
export type AnalysisAnswer = z.infer<typeof AnalysisAnswer>;

/** @public */
export const Format = z.enum(["json", "csv", "parquet"]).default("json");

export const catalogueRoute = createRoute({
  method: "get",
  path: "/api/analyses",
  summary: "The catalogue: every analysis, measure and dimension with its definition",
  responses: { 200: json(Catalogue, "The catalogue."), ...problems },
});

export const analysisRoute = createRoute({
  method: "get",
  path: "/api/analyses/{id}",
  summary: "One analysis over the accepted sales",
  request: {
    params: z.object({ id: z.string().max(100) }),
    query: z.object({
      ...filterFields,
      compare: Compare.optional(),
      format: Format,
      lang: z.enum(["en", "es"]).optional().openapi({ description: "Names of the columns of a CSV or Parquet file." }),
    }),
  },
  responses: {
    200: {
      description: "The figures, in the form asked for.",
      content: {
        "application/json": { schema: AnalysisAnswer },
        "text/csv": { schema: z.string() },
        "application/vnd.apache.parquet": { schema: z.string().openapi({ format: "binary" }) },
      },
    },
    ...problems,
  },
});
