import { DEFAULT_CATEGORIES, DEFAULT_PAYMENT_METHODS, DEFAULT_STATUS } from "../model/sale.ts";

/** What a generated sale may hold, in both shapes; prices in cents. */
export const CUSTOMERS = 10_000;
export const PRODUCTS = 5_000;
export const MOST_UNITS = 10;
export const LOWEST_PRICE = 1_000;
export const HIGHEST_PRICE = 100_000;

export const CATEGORIES = DEFAULT_CATEGORIES;
const STATUSES = [...DEFAULT_STATUS.recognised, ...DEFAULT_STATUS.pending, ...DEFAULT_STATUS.cancelled];

/** How a sale can end: each payment method with each status. A draw names one by its index. */
export const OUTCOMES = DEFAULT_PAYMENT_METHODS.flatMap((payment) => STATUSES.map((status) => ({ payment, status })));
