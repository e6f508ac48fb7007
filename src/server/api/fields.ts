import { createRoute, z } from "@hono/zod-openapi";
import { Count, json, problems } from "./common.ts";

/** From which fields of the records each sale column is read. @public */
export const Fields = z
  .object({
    /** Null before the first record. */
    columns: z
      .array(
        z.object({
          column: z.string(),
          /** Fields of a record; none where it is computed. */
          sources: z.array(z.string()),
          /** How its values are written: formats of times, signs of numbers; null for what is taken as it stands. */
          written: z.string().nullable(),
        }),
      )
      .nullable(),
    /** What is kept and for how long; null: without end. */
    kept: z.object({
      rows: z.boolean(),
      rows_days: Count.nullable(),
      windows_days: Count.nullable(),
      aside: Count.nullable().openapi({ description: "So many dead letters and so many late sales at most." }),
    }),
  })
  .openapi("Fields");
/** @public */
export type Fields = z.infer<typeof Fields>;

export const fieldsRoute = createRoute({
  method: "get",
  path: "/api/fields",
  summary: "How records become sales: fields by column; and how long things are kept",
  responses: { 200: json(Fields, "The fields."), ...problems },
});
