import { classifyStatus } from "../detect/status-words.ts";
import { SALE_COLUMNS, type SaleColumn } from "../sale.ts";
import { nameScore } from "./name-score.ts";
import { type ColumnProfile, part } from "./profile.ts";

/** Below this many rows, how often values repeat says nothing. */
const ROWS_TO_COUNT = 20;

/** How likely a column of the file is a sale column, from 0 to 1: its name, as far as its values allow. */
export function score(column: SaleColumn, profile: ColumnProfile): number {
  const name = nameScore(column, profile.words);
  return name === 0 ? 0 : Math.min(1, name * allowance(column, profile, name));
}

/** From 0 (the values cannot be that) to 1; more than 1 where they speak for it. */
function allowance(column: SaleColumn, profile: ColumnProfile, name: number): number {
  if (profile.filled === 0) {
    return name >= 0.9 ? 0.5 : 0;
  }
  switch (SALE_COLUMNS[column].role) {
    case "time":
      return timeAllowance(profile, name);
    case "id":
      return idAllowance(column, profile);
    case "label":
      return column === "status" ? statusAllowance(profile) : labelAllowance(profile);
    case "quantity":
      return profile.numeric < 0.8 || isMarked(profile) || isTime(profile) ? 0 : profile.whole < 0.5 ? 0.5 : 1;
    case "money":
      return profile.numeric < 0.8 || isTime(profile) || profile.blank > 0.95 ? 0 : 1;
  }
}

/** Digits that only happen to be a date (ids, phone numbers) need a name that says so. */
function timeAllowance(profile: ColumnProfile, name: number): number {
  return !isTime(profile) || (!isPlainTime(profile) && name < 0.5) ? 0 : 1;
}

function idAllowance(column: SaleColumn, profile: ColumnProfile): number {
  if ((isTime(profile) && isPlainTime(profile)) || hasCents(profile) || isMarked(profile)) {
    return 0;
  }
  const variety = part(profile.distinct, profile.filled);
  const enough = profile.filled >= ROWS_TO_COUNT;
  if (column === "transaction_id") {
    const numbered = profile.values.every((value) => value === null || /^#\d+$/.test(value.trim()));
    return profile.blank > 0.3 ? 0 : enough && variety < 0.05 ? 0.3 : numbered ? 2 : 1;
  }
  return profile.blank > 0.9 || (enough && profile.distinct === 1) ? 0.3 : 1;
}

function labelAllowance(profile: ColumnProfile): number {
  if (hasCents(profile) || isTime(profile) || isMarked(profile)) {
    return 0;
  }
  const many = profile.filled >= ROWS_TO_COUNT && profile.distinct > Math.max(60, 0.3 * profile.filled);
  const numbers = profile.numeric > 0.8;
  return many || numbers || profile.blank > 0.9 ? 0.3 : 1;
}

/** "State" and "estado" are also parts of an address: the values must speak of orders. */
function statusAllowance(profile: ColumnProfile): number {
  const share = knownStatuses(profile);
  return share === 0 ? 0 : share < 0.5 ? 0.8 : 1;
}

/** The part of a column's values that common status words explain. */
function knownStatuses({ values, filled }: ColumnProfile): number {
  const counts = new Map<string, number>();
  for (const value of values) {
    if (value !== null) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  const { unknown } = classifyStatus([...counts.keys()]);
  return (
    1 -
    part(
      unknown.reduce((sum, label) => sum + (counts.get(label) ?? 0), 0),
      filled,
    )
  );
}

export function isTime({ time }: ColumnProfile): boolean {
  return time.kind !== "none" && time.share >= 0.8;
}

/** Written as a date, not as bare digits. */
export function isPlainTime({ time }: ColumnProfile): boolean {
  return !(time.kind === "formats" && (time.family === "compact" || time.family === "epoch"));
}

/** Amounts with a fraction, as ids and labels never are. */
export function hasCents({ numeric, whole }: ColumnProfile): boolean {
  return numeric > 0.8 && whole < 0.9;
}

function isMarked({ numeric, style }: ColumnProfile): boolean {
  return numeric > 0.8 && style.symbols.some((symbol) => symbol.trim() !== "");
}
