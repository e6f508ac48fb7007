import { type Draw, NUMBERS } from "./draw.ts";
import type { SalesPlan } from "./options.ts";
import { position } from "./position.ts";
import { CATEGORIES, CUSTOMERS, HIGHEST_PRICE, LOWEST_PRICE, MOST_UNITS, OUTCOMES, PRODUCTS } from "./ranges.ts";
import { bits, pick, randomWord } from "./sql-text.ts";

/** Every field drawn by itself, all values with equal chances; the times spread evenly. */
export function uniformSales(plan: SalesPlan): Draw {
  return {
    setup: [],
    sql: `
SELECT i,
  ${plan.start} + ${position(plan, plan.seconds, bits("b", 0, 8))} AS second,
  1 + ${pick("b", 8, 20, CUSTOMERS)} AS customer_id,
  1 + ${pick("b", 28, 19, PRODUCTS)} AS product_id,
  ${pick("a", 44, 19, CATEGORIES.length)} AS category,
  1 + ${pick("a", 28, 16, MOST_UNITS)} AS quantity,
  ${LOWEST_PRICE} + ${pick("a", 0, 28, HIGHEST_PRICE - LOWEST_PRICE + 1)} AS cents,
  ${pick("b", 47, 16, OUTCOMES.length)} AS outcome
FROM (
  SELECT i, ${randomWord("h")} AS b, (h >> 1)::BIGINT AS a
  FROM (SELECT rowid AS i, hash(rowid + ${plan.key}) AS h FROM ${NUMBERS})
)`,
  };
}
