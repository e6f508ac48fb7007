import { createRoute, z } from "@hono/zod-openapi";
import { Format, Formula } from "./analyses.ts";
import { Cell, Column, Compare, filterFields, limitOf, Period, problems } from "./common.ts";

const list = (most: number, least = 0) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform((value) =>
      [value]
        .flat()
        .flatMap((item) => item.split(","))
        .filter((item) => item !== ""),
    )
    .pipe(z.array(z.string().max(50)).min(least).max(most));

/** Filters are those of every figure; lists are given with commas or several times. @public */
export const QueryAsked = z.object({
  ...filterFields,
  dimensions: list(4).default([]).openapi({ example: "category,day" }),
  measures: list(11, 1).default(["gross_sales"]).openapi({ example: "net_sales,transactions" }),
  order: list(4)
    .default([])
    .openapi({ example: "-net_sales", description: "Dimensions or measures; a minus sign for descending." }),
  limit: limitOf(10_000, 1000),
  compare: Compare.optional(),
  format: Format,
  lang: z.enum(["en", "es"]).optional(),
});

/** @public */
export const QueryAnswer = z
  .object({
    batch: z.number().int(),
    period: Period,
    columns: z.array(Column),
    rows: z.array(z.array(Cell)),
    /** Whether the limit cut rows off. */
    more: z.boolean(),
    /** The same keys in the period before; a row is found by its dimensions. */
    previous: z.object({ period: Period, rows: z.array(z.array(Cell)) }).nullable(),
    measures: z.array(Formula),
  })
  .openapi("QueryAnswer");
/** @public */
export type QueryAnswer = z.infer<typeof QueryAnswer>;

export const queryRoute = createRoute({
  method: "get",
  path: "/api/query",
  summary: "A free question: dimensions, measures, filters, period, order",
  request: { query: QueryAsked },
  responses: {
    200: {
      description: "The figures, in the form asked for.",
      content: {
        "application/json": { schema: QueryAnswer },
        "text/csv": { schema: z.string() },
        "application/vnd.apache.parquet": { schema: z.string().openapi({ format: "binary" }) },
      },
    },
    ...problems,
  },
});
