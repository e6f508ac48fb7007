import { SHELVES } from "./catalogue.ts";
import { PRODUCTS } from "./ranges.ts";
import { pick, type RowRandom } from "./row-random.ts";
import { drawWeighted, weightsOf } from "./weighted.ts";

/** A product with its category (index in CATEGORIES) and its price in cents. */
export interface Offer {
  readonly product: number;
  readonly category: number;
  readonly cents: number;
}

/** Fields of RowRandom below this number belong to products. */
export const LIVE_OFFERS_FIELDS = 4;
const [SHELF, PRICE, ENDING, FIRST] = [0, 1, 2, 3];
const PRICE_ENDINGS = [50, 95, 99, 99];

/** The same shop as catalogue.ts lays out in SQL: prices by shelf, the r-th product sells in proportion to 1 / (r + 25). */
export function liveOffers(random: RowRandom): { draw(word: number): Offer } {
  const first = pick(random(0, FIRST), PRODUCTS);
  const offers = Array.from({ length: PRODUCTS }, (_, rank) => offerOf(rank, first, random));
  const weights = weightsOf(offers.map((_, rank) => Math.floor(1_000_000_000 / (rank + 25))));
  return { draw: (word) => offers[drawWeighted(weights, word)] ?? offerOf(0, first, random) };
}

const SHARES = weightsOf(SHELVES.map(({ share }) => share));

function offerOf(rank: number, first: number, random: RowRandom): Offer {
  const category = drawWeighted(SHARES, random(rank, SHELF));
  const { from, to } = SHELVES[category] ?? { from: 10, to: 999 };
  const dear = random(rank, PRICE) / 2 ** 32;
  const whole = from + Math.floor((to - from) * dear * dear);
  const cents = whole * 100 + (PRICE_ENDINGS[pick(random(rank, ENDING), 4)] ?? 99);
  return { product: 1 + ((rank * 1237 + first) % PRODUCTS), category, cents };
}
