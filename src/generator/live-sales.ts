import { LIVE_OFFERS_FIELDS, liveOffers } from "./live-offers.ts";
import { shopClock } from "./live-time.ts";
import { moneyText } from "./money-text.ts";
import { CATEGORIES, CUSTOMERS, OUTCOMES } from "./ranges.ts";
import { ENDINGS, UNITS } from "./realistic.ts";
import { rowRandom } from "./row-random.ts";
import { drawWeighted, weightsOf } from "./weighted.ts";

/** A sale that happens now, under the keys of the fixed contract; money as text with two decimals. */
export interface LiveSale {
  readonly transaction_id: number;
  /** yyyy-MM-dd HH:mm:ss, on the shop's clock. */
  readonly timestamp: string;
  readonly customer_id: number;
  readonly product_id: number;
  readonly category: string;
  readonly quantity: number;
  readonly unit_price: string;
  readonly total: string;
  readonly payment_method: string;
  readonly status: string;
}

export interface LiveSales {
  /** Sale `n`, from 1 on, as made at a moment: but for its time it is always the same. */
  sale(n: number, at: Date): LiveSale;
  /** One line of JSON without a line feed; money stands as a number with two decimals. */
  toJson(sale: LiveSale): string;
}

export interface LiveSalesOptions {
  readonly seed: number;
  /** Such as Europe/Madrid. */
  readonly timeZone: string;
}

const [OFFER, CUSTOMER, QUANTITY, ENDING] = [LIVE_OFFERS_FIELDS, 11, 12, 13];

/** Draws sales one by one, like those of a generated shop: popular products, faithful customers, most by card. */
export function createLiveSales({ seed, timeZone }: LiveSalesOptions): LiveSales {
  const random = rowRandom(seed);
  const offers = liveOffers(random);
  const clock = shopClock(timeZone);
  const units = weightsOf(UNITS);
  const endings = weightsOf(ENDINGS);
  return {
    sale(n, at) {
      const offer = offers.draw(random(n, OFFER));
      const quantity = drawWeighted(units, random(n, QUANTITY)) + 1;
      const outcome = OUTCOMES[drawWeighted(endings, random(n, ENDING))];
      return {
        transaction_id: n,
        timestamp: clock(at),
        customer_id: customer(random(n, CUSTOMER)),
        product_id: offer.product,
        category: CATEGORIES[offer.category] ?? "",
        quantity,
        unit_price: moneyText(BigInt(offer.cents)),
        total: moneyText(BigInt(offer.cents * quantity)),
        payment_method: outcome?.payment ?? "",
        status: outcome?.status ?? "",
      };
    },
    toJson: liveSaleJson,
  };
}

/** The keys in the order of the contract. Labels are JSON texts of their own; times and money need no escapes. */
function liveSaleJson(sale: LiveSale): string {
  return `{"transaction_id":${sale.transaction_id},"timestamp":"${sale.timestamp}","customer_id":${sale.customer_id},"product_id":${sale.product_id},"category":${JSON.stringify(sale.category)},"quantity":${sale.quantity},"unit_price":${sale.unit_price},"total":${sale.total},"payment_method":${JSON.stringify(sale.payment_method)},"status":${JSON.stringify(sale.status)}}`;
}

/** The first customers are the most faithful, as in a generated shop: of u in [0, 1), u(1 + 7u)/8 is small for many. */
function customer(word: number): number {
  const u = word / 2 ** 32;
  return 1 + Math.floor(((u * (1 + 7 * u)) / 8) * CUSTOMERS);
}
