import { createRoute, z } from "@hono/zod-openapi";
import { Count, filterFields, Instant, json, limitOf, problems } from "./common.ts";

const Id = z.union([z.string(), z.number()]).nullable();

/** An accepted sale; columns the shop does not have are null. Customers of viewers are "•••". @public */
export const Sale = z
  .object({
    transaction_id: Id,
    timestamp: z.string().openapi({ description: "The shop's wall clock, yyyy-MM-dd HH:mm:ss." }),
    event_time: Instant,
    customer_id: Id,
    product_id: Id,
    category: z.string().nullable(),
    quantity: z.number().nullable(),
    unit_price: z.string().nullable(),
    total: z.string(),
    payment_method: z.string().nullable(),
    status: z.string().nullable(),
  })
  .openapi("Sale");
/** @public */
export type Sale = z.infer<typeof Sale>;

/** @public */
export const Sales = z
  .object({
    batch: z.number().int(),
    sales: z.array(Sale),
    /** Of all rows the filters leave, on every page. */
    rows: Count,
    gross_sales: z.string(),
    next: z.string().nullable().openapi({ description: "Give it as `after`; null on the last page." }),
  })
  .openapi("Sales");
/** @public */
export type Sales = z.infer<typeof Sales>;

export const salesRoute = createRoute({
  method: "get",
  path: "/api/sales",
  summary: "The rows behind a figure: newest first, with the figure's filters",
  request: {
    query: z.object({
      ...filterFields,
      after: z.string().max(300).optional(),
      limit: limitOf(500, 50),
    }),
  },
  responses: { 200: json(Sales, "A page of sales."), ...problems },
});
