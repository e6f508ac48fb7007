import { createRoute, z } from "@hono/zod-openapi";
import { Count, Instant, json, Money, problems } from "./common.ts";

const Figures = z
  .object({
    transactions: Count,
    units: z.number().nullable(),
    gross_sales: Money,
    net_sales: Money,
    pending_value: Money,
    cancelled_value: Money,
    average_order_value: Money.nullable(),
    cancellation_rate: z.number().nullable(),
  })
  .openapi("Figures");

const Day = z.object({
  day: z.string(),
  /** Up to the same moment of that day as it is now. */
  so_far: Figures,
  /** The whole day. */
  whole: Figures,
  /** 24 sums of net sales by hour of the shop's clock; null for hours that are still to come. */
  hours: z.array(Money.nullable()),
});

const Pace = z.object({
  /** Net sales so far less those of the other day at this moment. */
  difference: Money,
  /** The same as a share of the other day's; null where it had none. */
  change: z.number().nullable(),
});

const Product = z.object({
  product_id: z.union([z.string(), z.number()]).nullable(),
  category: z.string().nullable(),
  units: z.number().nullable(),
  gross_sales: Money,
  transactions: Count,
  /** Its place by gross sales yesterday up to this moment; null where it sold nothing. */
  place_yesterday: z.number().int().nullable(),
});

/** @public */
export const Today = z
  .object({
    batch: z.number().int(),
    as_of: Instant,
    shop_now: z.string(),
    /** When the last accepted sale happened, and when the last batch was cut. */
    last_sale: Instant.nullable(),
    last_batch: Instant.nullable(),
    today: Day,
    yesterday: Day,
    same_weekday: Day.openapi({ description: "The same day of the week before." }),
    pace: z.object({ yesterday: Pace, same_weekday: Pace }),
    top_products: z.array(Product).nullable().openapi({ description: "Ten, by gross sales; null without products." }),
  })
  .openapi("Today");
/** @public */
export type Today = z.infer<typeof Today>;

export const todayRoute = createRoute({
  method: "get",
  path: "/api/today",
  summary: "Today so far, against yesterday and the same weekday at this moment",
  responses: { 200: json(Today, "Today."), ...problems },
});
