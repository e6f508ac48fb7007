import { SALE_COLUMN_NAMES, type SaleColumn } from "../sale.ts";
import { type ColumnProfile, part } from "./profile.ts";
import { hasCents, isPlainTime, isTime, score } from "./score.ts";

export type How = "given" | "named" | "content" | "adds_up" | "price_as_total";

export interface Choice {
  readonly profile: ColumnProfile;
  readonly how: How;
  /** Other columns that could be meant. */
  readonly others: readonly ColumnProfile[];
  /** For `adds_up`: the part of the rows in which it is quantity × unit price. */
  readonly share?: number;
}

export type Choices = Partial<Record<SaleColumn, Choice>>;

const LEAST_SCORE = 0.35;

/** The file's column for each sale column, each used once; `taken` are those that are settled already. */
export function chooseColumns(profiles: readonly ColumnProfile[], taken: ReadonlySet<string>): Choices {
  const free = profiles.filter(({ source }) => !taken.has(source.name));
  const choices = byName(free);
  timeByContent(free, choices);
  totalByArithmetic(free, choices);
  totalByContent(free, choices);
  idByContent(free, choices);
  return choices;
}

function byName(free: readonly ColumnProfile[]): Choices {
  const scored = SALE_COLUMN_NAMES.flatMap((column) =>
    free.map((profile) => ({ column, profile, score: score(column, profile) })),
  ).filter(({ score }) => score >= LEAST_SCORE);
  scored.sort((a, b) => b.score - a.score);
  const choices: Choices = {};
  const used = new Set<ColumnProfile>();
  for (const { column, profile, score } of scored) {
    if (choices[column] === undefined && !used.has(profile)) {
      const others = scored.filter((other) => other.column === column && other.profile !== profile);
      const near = others.filter((other) => other.score > 0.85 * score && !used.has(other.profile));
      choices[column] = { profile, how: "named", others: near.map((other) => other.profile) };
      used.add(profile);
    }
  }
  return choices;
}

function unused(free: readonly ColumnProfile[], choices: Choices): ColumnProfile[] {
  const used = new Set(Object.values(choices).map(({ profile }) => profile));
  return free.filter((profile) => !used.has(profile));
}

function timeByContent(free: readonly ColumnProfile[], choices: Choices): void {
  if (choices.timestamp !== undefined) {
    return;
  }
  const times = unused(free, choices).filter(
    (profile) => isTime(profile) && isPlainTime(profile) && profile.blank < 0.5,
  );
  const [profile, ...others] = times.sort((a, b) => a.blank - b.blank || Number(b.time.clock) - Number(a.time.clock));
  if (profile !== undefined) {
    choices.timestamp = { profile, how: "content", others };
  }
}

/** A column that is quantity × unit price in nearly every row is the total, whatever its name. */
function totalByArithmetic(free: readonly ColumnProfile[], choices: Choices): void {
  const { quantity, unit_price: price, total } = choices;
  if (quantity === undefined || price === undefined) {
    return;
  }
  const share = (profile: ColumnProfile) => sharedProduct(quantity.profile, price.profile, profile);
  if (total !== undefined && share(total.profile) >= 0.9) {
    choices.total = { ...total, how: "adds_up", share: share(total.profile), others: [] };
    return;
  }
  const [found] = unused(free, choices).filter((profile) => share(profile) >= 0.9);
  if (found !== undefined && total === undefined) {
    choices.total = { profile: found, how: "adds_up", share: share(found), others: [] };
  }
}

function sharedProduct(quantity: ColumnProfile, price: ColumnProfile, total: ColumnProfile): number {
  let [rows, right] = [0, 0];
  for (const [row, value] of total.numbers.entries()) {
    const [q, p] = [quantity.numbers[row] ?? null, price.numbers[row] ?? null];
    // One piece at its price says nothing: any copy of the price would do.
    if (value !== null && q !== null && p !== null && q !== 1 && q !== 0) {
      rows += 1;
      right += Math.abs(q * p - value) <= 0.011 ? 1 : 0;
    }
  }
  return rows < 3 ? 0 : part(right, rows);
}

function totalByContent(free: readonly ColumnProfile[], choices: Choices): void {
  const { quantity, unit_price: price } = choices;
  if (choices.total !== undefined || (quantity !== undefined && price !== undefined)) {
    return;
  }
  if (price !== undefined) {
    delete choices.unit_price;
    choices.total = { ...price, how: "price_as_total" };
    return;
  }
  const amounts = unused(free, choices).filter((profile) => hasCents(profile) && profile.blank < 0.5);
  const [profile, ...others] = amounts.sort((a, b) => mean(b) - mean(a));
  if (profile !== undefined) {
    choices.total = { profile, how: "content", others };
  }
}

function idByContent(free: readonly ColumnProfile[], choices: Choices): void {
  if (choices.transaction_id !== undefined) {
    return;
  }
  const profile = unused(free, choices).find(looksLikeId);
  if (profile !== undefined) {
    choices.transaction_id = { profile, how: "content", others: [] };
  }
}

function looksLikeId(profile: ColumnProfile): boolean {
  const { filled, distinct, values } = profile;
  const every = filled >= 20 && distinct === filled && values.every((value) => /^[\w#-]{1,64}$/.test(value ?? ""));
  return every && !hasCents(profile) && !isTime(profile);
}

function mean({ numbers }: ColumnProfile): number {
  const read = numbers.filter((number) => number !== null);
  return part(
    read.reduce((sum, number) => sum + number, 0),
    read.length,
  );
}
