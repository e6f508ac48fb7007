import type { Choice, Choices } from "./choose.ts";
import { type ColumnProfile, part } from "./profile.ts";
import { hasCents, isTime } from "./score.ts";

/**
 * What to make of an id that repeats, as order numbers do in a file of order lines: the pair with a line number or
 * the product where that is unique, the id alone where each row repeats the order's total, else no id at all.
 */
export type IdVerdict =
  | { readonly kind: "none" }
  | { readonly kind: "alone"; readonly choice: Choice; readonly unique: boolean }
  | { readonly kind: "of_order"; readonly choice: Choice }
  | { readonly kind: "pair"; readonly choice: Choice; readonly partner: ColumnProfile }
  | { readonly kind: "left_out"; readonly choice: Choice };

/** Real files have a few true duplicates: they are to be rejected, not a reason to look for another id. */
const STRAY_REPEATS = 0.02;

export function settleTransactionId(profiles: readonly ColumnProfile[], choices: Choices): IdVerdict {
  const choice = choices.transaction_id;
  if (choice === undefined) {
    return { kind: "none" };
  }
  const { profile } = choice;
  if (repeats(profile.values) <= STRAY_REPEATS) {
    return { kind: "alone", choice, unique: profile.distinct === profile.filled };
  }
  if (choices.total !== undefined && choices.total.how !== "adds_up" && sameInOrder(profile, choices.total.profile)) {
    return { kind: "of_order", choice };
  }
  const partner = profiles
    .filter((other) => couldNumberLines(other, choices))
    .find((other) => isUniqueWith(profile, other));
  return partner === undefined ? { kind: "left_out", choice } : { kind: "pair", choice, partner };
}

function repeats(values: readonly (string | null)[]): number {
  const filled = values.filter((value) => value !== null);
  return part(filled.length - new Set(filled).size, filled.length);
}

const LINE_WORDS = [
  "line",
  "item",
  "row",
  "position",
  "pos",
  "seq",
  "sequence",
  "sequential",
  "linea",
  "renglon",
  "fila",
  "posicion",
  "secuencia",
  "linha",
  "ligne",
  "zeile",
  "riga",
];

function couldNumberLines(profile: ColumnProfile, choices: Choices): boolean {
  if (profile.blank > 0 || hasCents(profile) || isTime(profile)) {
    return false;
  }
  const isLine = profile.words.some((word) => LINE_WORDS.includes(word)) && profile.numeric === 1;
  return isLine || profile === choices.product_id?.profile;
}

function isUniqueWith(one: ColumnProfile, other: ColumnProfile): boolean {
  const pairs = one.values.map((value, row) => (value === null ? null : JSON.stringify([value, other.values[row]])));
  return repeats(pairs) === 0;
}

/** Whether the rows of each order agree on the total, or give it once and leave the rest empty. */
function sameInOrder(id: ColumnProfile, total: ColumnProfile): boolean {
  const totals = Map.groupBy(
    id.values.map((order, row) => ({ order, total: total.values[row] ?? null })),
    ({ order }) => order,
  );
  const orders = [...totals].filter(([order, rows]) => order !== null && rows.length > 1).map(([, rows]) => rows);
  const same = orders.filter(
    (rows) => new Set(rows.map((row) => row.total).filter((value) => value !== null)).size <= 1,
  );
  return orders.length >= 3 && same.length >= 0.95 * orders.length;
}
