import { lottery } from "./lottery.ts";
import type { SalesPlan } from "./options.ts";
import { CATEGORIES, PRODUCTS } from "./ranges.ts";

/**
 * By category, in the order of CATEGORIES: its share of the products in per cent, and its prices in whole units of
 * money. All prices end in 50, 95 or 99 cents and lie within 10.00 and 1000.00.
 */
export const SHELVES: readonly { readonly share: number; readonly from: number; readonly to: number }[] = [
  { share: 18, from: 60, to: 999 },
  { share: 30, from: 12, to: 149 },
  { share: 22, from: 15, to: 399 },
  { share: 14, from: 12, to: 299 },
  { share: 16, from: 10, to: 44 },
];

/** Slots among which products are shared: the least popular has two. */
const SLOTS = 65_536;

/**
 * The statement for `offers`: a list of products, the popular ones many times (Zipf and Mandelbrot: the r-th sells in
 * proportion to 1 / (r + 25)). A ticket holds the product in bits 0-12, its category in 13-15, its price above.
 */
export function catalogue({ key }: SalesPlan): readonly string[] {
  const products = `
SELECT rank AS value, 1000000000 // (rank + 25) AS weight, product, category, money * 100 + [50, 95, 99, 99][1 + (h >> 48 & 3)::INTEGER] AS cents
FROM (
  SELECT *, lowest + ((highest - lowest) * dear * dear >> 32) AS money
  FROM (
    SELECT *, [${SHELVES.map(({ from }) => from)}][1 + category] AS lowest, [${SHELVES.map(({ to }) => to)}][1 + category] AS highest
    FROM (
      SELECT *, ${shelfOf("((h & 65535) * 100 >> 16)::BIGINT")} AS category, (h >> 16 & 65535)::BIGINT AS dear
      FROM (SELECT range AS rank, 1 + (range * 1237 + ${key % BigInt(PRODUCTS)}) % ${PRODUCTS} AS product, hash(range - ${key}) AS h FROM range(${PRODUCTS}))
    )
  )
)`;
  return [lottery("offers", products, { value: "product | (category << 13) | (cents << 16)", slots: SLOTS })];
}

/** CASE that turns a number from 0 to 99 into the index of a category. */
function shelfOf(percent: string): string {
  let upto = 0;
  const steps = SHELVES.slice(0, CATEGORIES.length - 1).map(({ share }, index) => {
    upto += share;
    return `WHEN ${percent} < ${upto} THEN ${index}`;
  });
  return `CASE ${steps.join(" ")} ELSE ${CATEGORIES.length - 1} END`;
}
