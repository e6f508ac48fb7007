import type { SaleColumn } from "../sale.ts";
import type { Choices } from "./choose.ts";
import { type ColumnProfile, part } from "./profile.ts";
import type { Reason } from "./reasons.ts";
import type { IdVerdict } from "./transaction-id.ts";

/** Rows without a customer are rejected: beyond this share a shop is better off without the column. */
const MOST_BLANK_CUSTOMERS = 0.05;

/** Takes back choices that would reject good rows or give wrong figures, and says so. */
export function leaveOut(choices: Choices, id: IdVerdict): { readonly choices: Choices; readonly unsure: Reason[] } {
  const kept = { ...choices };
  const unsure: Reason[] = [];
  const { customer_id: customer, unit_price: price, quantity, total } = choices;
  if (customer !== undefined && customer.how !== "given" && customer.profile.blank > MOST_BLANK_CUSTOMERS) {
    const params = { column: customer.profile.source.name, share: customer.profile.blank };
    unsure.push({ path: "columns.customer_id", code: "customer_left_out", params });
    delete kept.customer_id;
  }
  if (id.kind === "of_order") {
    const lines = lineColumns(choices, id.choice.profile);
    const columns = lines.flatMap((column) => choices[column]?.profile.source.name ?? []);
    if (columns.length > 0) {
      unsure.push({ path: "columns", code: "lines_left_out", params: { columns } });
    }
    for (const column of lines) {
      delete kept[column];
    }
  }
  if (kept.unit_price !== undefined && price?.how !== "given" && quantity !== undefined && total?.how === "named") {
    if (agreement(quantity.profile, kept.unit_price.profile, total.profile) < 0.5) {
      const params = { price: kept.unit_price.profile.source.name, total: total.profile.source.name };
      unsure.push({ path: "columns.unit_price", code: "price_left_out", params });
      delete kept.unit_price;
    }
  }
  return { choices: kept, unsure };
}

/** Columns that differ between the rows of an order: they belong to its lines, and only the first would be kept. */
function lineColumns(choices: Choices, id: ColumnProfile): SaleColumn[] {
  return (["product_id", "category", "quantity", "unit_price"] as const).filter((column) => {
    const choice = choices[column];
    return choice !== undefined && choice.how !== "given" && differsWithin(id, choice.profile);
  });
}

function differsWithin(id: ColumnProfile, column: ColumnProfile): boolean {
  const first = new Map<string | null, string | null>();
  return id.values.some((order, row) => {
    const value = column.values[row] ?? null;
    const before = first.get(order);
    first.set(order, before ?? value);
    return order !== null && before != null && value !== null && before !== value;
  });
}

/** The part of the rows whose total is quantity × unit price within the one percent that raises no warning. */
function agreement(quantity: ColumnProfile, price: ColumnProfile, total: ColumnProfile): number {
  const products = total.numbers.flatMap((value, row) => {
    const [q, p] = [quantity.numbers[row] ?? null, price.numbers[row] ?? null];
    return value === null || q === null || p === null ? [] : [{ value, product: q * p }];
  });
  const near = products.filter(({ value, product }) => Math.abs(value - product) <= 0.01 * Math.abs(product));
  return products.length === 0 ? 1 : part(near.length, products.length);
}
