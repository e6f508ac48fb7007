import { z } from "@hono/zod-openapi";

/** Money, exact: text with two decimals. @public */
export const Money = z
  .string()
  .regex(/^-?\d+\.\d\d$/)
  .openapi({ example: "1125.18", description: "Two decimals, exact." });
/** An instant, ISO 8601 in UTC. @public */
export const Instant = z.string().openapi({ example: "2026-03-31T10:05:00Z", description: "ISO 8601, in UTC." });
/** The shop's wall clock: `yyyy-MM-dd` or `yyyy-MM-ddTHH:mm:ss`. @public */
export const ShopTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?$/)
  .openapi({ example: "2026-03-31", description: "On the shop's clock: a day, or a day and a time." });
/** A sentence or word in both languages. @public */
export const Words = z.object({ en: z.string(), es: z.string() }).openapi("Words");
/** @public */
export const Cell = z.union([z.string(), z.number(), z.null()]);
/** @public */
export const Count = z.number().int().nonnegative();

/** RFC 9457. `detail` is said in the language that Accept-Language prefers; `code` never changes. @public */
export const Problem = z
  .object({
    type: z.string().openapi({ example: "urn:vitrina:problem:api_not_found" }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    params: z.record(z.string(), z.unknown()),
  })
  .openapi("Problem");
/** @public */
export type Problem = z.infer<typeof Problem>;

const Unit = z.enum([
  "count",
  "quantity",
  "money",
  "ratio",
  "id",
  "label",
  "month",
  "day",
  "hour",
  "weekday",
  "time",
  "text",
  "number",
]);

/** @public */
export const Column = z
  .object({
    id: z.string(),
    unit: Unit,
    label: Words,
  })
  .openapi("Column");

/** Rows as arrays in the order of the columns. @public */
export const Table = z.object({ columns: z.array(Column), rows: z.array(z.array(Cell)) }).openapi("Table");
/** @public */
export type Table = z.infer<typeof Table>;

/** A list of values in a query string: given once or several times. `__null__` stands for rows without a value. */
const Values = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => [value].flat())
  .pipe(z.array(z.string().max(200)).max(100));

/** What narrows the rows down, the same wherever figures come from rows. */
export const filterFields = {
  from: ShopTime.optional().openapi({ description: "First moment, on the shop's clock." }),
  to: ShopTime.optional().openapi({ description: "First moment no longer in it, on the shop's clock." }),
  category: Values.optional(),
  payment_method: Values.optional(),
  status: Values.optional(),
  product_id: Values.optional(),
  customer_id: Values.optional().openapi({ description: "Not for viewers." }),
  hour: Values.optional(),
  weekday: Values.optional(),
  day: Values.optional(),
  month: Values.optional(),
};
/** @public */
export const Filters = z.object(filterFields);
/** @public */
export type Filters = z.infer<typeof Filters>;

/** @public */
export const Period = z
  .object({ from: z.string().nullable(), to: z.string().nullable() })
  .openapi("Period", { description: "On the shop's clock: [from, to). Null where it is open." });

/** @public */
export const Compare = z.enum(["previous"]).openapi({
  description: "The period of the same length before; whole days back where it begins with a day.",
});

/** How many at most: a number in a query string. */
export const limitOf = (most: number, usual: number) => z.coerce.number().int().min(1).max(most).default(usual);

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: Problem } },
});

/** Answers that any route may give besides its own. */
export const problems = {
  400: problem("The request cannot be understood."),
  401: problem("Nobody is logged in, or the token is wrong."),
  403: problem("Not for this role, this host or this origin."),
  404: problem("There is no such thing."),
  409: problem("The state of things does not allow it."),
  413: problem("The body is too large."),
  415: problem("The body is of another type."),
  429: problem("Too many requests."),
  503: problem("Not ready."),
} as const;

export const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  description,
  content: { "application/json": { schema } },
});

export const jsonBody = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { "application/json": { schema } },
});
