import { catalogue } from "./catalogue.ts";
import { type Draw, NUMBERS } from "./draw.ts";
import { lottery } from "./lottery.ts";
import type { SalesPlan } from "./options.ts";
import { position } from "./position.ts";
import { CUSTOMERS } from "./ranges.ts";
import { CELL_BITS, cellCount, clock } from "./rhythm.ts";
import { bits, randomWord } from "./sql-text.ts";

/** Of 256 orders, how many are for 1, 2, … 10 units. */
export const UNITS = [118, 61, 30, 17, 10, 7, 5, 3, 2, 3];

/** Of 10,000 orders, how many end in each of the OUTCOMES: most by card, most completed, transfers often pending. */
export const ENDINGS = [5400, 240, 360, 2349, 216, 135, 858, 429, 13];

/** Customers known when the period begins; the others join while it lasts. */
const FIRST_CUSTOMERS = 4000;

/**
 * A shop that looks real: quiet nights and busy evenings and weekends, popular products with a price of their own,
 * customers who come back, most orders completed.
 *
 * Chances are lists in which a value stands as often as it is likely; a joined table would lose the rows' order.
 */
export function realisticSales(plan: SalesPlan): Draw {
  return {
    setup: [
      ...catalogue(plan),
      ...clock(plan),
      lottery("units", numbered(UNITS), { value: "value + 1", slots: 256 }),
      lottery("endings", numbered(ENDINGS), { value: "value", slots: 512 }),
      "CREATE TABLE lots AS FROM offers, seconds, units, endings",
    ],
    sql: `
SELECT i,
  ${plan.start} + seconds[cell + 1] + (((seconds[cell + 2] - seconds[cell + 1]) * within) >> ${CELL_BITS}) AS second,
  customer_id,
  offer & 8191 AS product_id,
  ((offer >> 13) & 7) AS category,
  units[quantity_slot + 1] AS quantity,
  offer >> 16 AS cents,
  endings[ending_slot + 1] AS outcome
FROM (
  SELECT i,
    place >> ${CELL_BITS} AS cell,
    place & ${2 ** CELL_BITS - 1} AS within,
    ${customer(plan)} AS customer_id,
    offers[${bits("a", 8, 16)} + 1] AS offer,
    ${bits("a", 24, 8)} AS quantity_slot,
    ${bits("a", 32, 9)} AS ending_slot,
    seconds, units, endings
  FROM (
    SELECT i, a, ${position(plan, cellCount(plan) * 2 ** CELL_BITS, bits("a", 0, 8))} AS place
    FROM (SELECT rowid AS i, ${randomWord(`rowid + ${plan.key}`)} AS a FROM ${NUMBERS})
  ), lots
)`,
  };
}

/**
 * Customers are numbered as they join, and the first are the most faithful: of u even in [0, 1), u(1 + 7u)/8 is
 * small for many. In 22 bits: a fifth of the customers buys more than 40 %.
 */
function customer({ rows }: SalesPlan): string {
  const u = `${bits("a", 41, 22)}`;
  const faithful = `((${u} * (${2 ** 22} + 7 * ${u})) >> 25)`;
  const known = `(${FIRST_CUSTOMERS} + i * ${CUSTOMERS - FIRST_CUSTOMERS} // ${rows})`;
  return `1 + ((${faithful} * ${known}) >> 22)`;
}

function numbered(weights: readonly number[]): string {
  return `SELECT * FROM (VALUES ${weights.map((weight, index) => `(${index}, ${weight})`).join(", ")}) AS v(value, weight)`;
}
