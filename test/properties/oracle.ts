import { isUtf8 } from "node:buffer";
import type { SaleColumn } from "../../src/model/sale.ts";
import { type SplitRecord, splitRecords } from "../fuzz/split-records.ts";
import { centsOf, isTime, thousandthsOf } from "./read-values.ts";
import { CATEGORIES, PAYMENTS, type Shop, type ShopFile, STATUSES } from "./shop.ts";

/** What a batch must make of some files, worked out row by row in plain TypeScript: DESIGN's cleaning rules once more. */
export interface Account {
  readonly read: number;
  /** transaction_id (null without the column) and total in cents, in the order of files and lines. */
  readonly accepted: readonly (readonly [id: string | null, cents: bigint])[];
  readonly rejected: readonly Rejected[];
  readonly warnings: Readonly<Record<string, number>>;
}

export interface Rejected {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
  readonly raw: string;
}

type Row = Readonly<Partial<Record<SaleColumn, string | null>>>;

export function accountOf(shop: Shop, files: readonly ShopFile[], strict: boolean): Account {
  const accepted: [string | null, bigint][] = [];
  const rejected: Rejected[] = [];
  const warnings: Record<string, number> = {};
  const seen = new Set<string>();
  let read = 0;
  for (const file of files) {
    for (const record of recordsOf(shop, file)) {
      read += 1;
      const row = readRow(shop, file, record);
      const warned = row === null ? [] : warningsOf(shop, row);
      const id = row?.transaction_id ?? null;
      const reason =
        row === null
          ? "unreadable"
          : (firstFault(shop, row) ??
            (strict ? warned[0] : undefined) ??
            (seen.has(id ?? "") ? "duplicate_id" : undefined));
      if (reason !== undefined) {
        rejected.push({ file: file.name, line: record.line, reason, raw: rawText(record.raw) });
        continue;
      }
      accepted.push([id, totalOf(shop, row ?? {}) ?? 0n]);
      if (id !== null) {
        seen.add(id);
      }
      for (const warning of warned) {
        warnings[warning] = (warnings[warning] ?? 0) + 1;
      }
    }
  }
  return { read, accepted, rejected, warnings };
}

/** The rules in their order; the first that holds is the reason. */
function firstFault(shop: Shop, row: Row): string | undefined {
  const has = (name: SaleColumn) => shop.columns.includes(name);
  const lacks = (name: SaleColumn) => isMissing(row[name]);
  const total = totalOf(shop, row);
  const rules: [reason: string, holds: boolean][] = [
    ["missing_id", has("transaction_id") && lacks("transaction_id")],
    ["missing_customer", has("customer_id") && lacks("customer_id")],
    ["missing_total", has("total") ? lacks("total") : lacks("quantity") || lacks("unit_price")],
    ["bad_number", isBad(row.total, (text) => centsOf(text, shop.decimal))],
    ["bad_number", isBad(row.unit_price, (text) => centsOf(text, shop.decimal))],
    ["bad_number", isBad(row.quantity, (text) => thousandthsOf(text, shop.decimal))],
    ["bad_number", total === null],
    ["bad_timestamp", lacks("timestamp") || !isTime(row.timestamp ?? "", shop.times)],
    ["non_positive_total", total !== null && total <= 0n],
  ];
  return rules.find(([, holds]) => holds)?.[0];
}

function warningsOf(shop: Shop, row: Row): string[] {
  const unknown = (name: SaleColumn, labels: readonly string[]) =>
    shop.columns.includes(name) && !labels.includes(row[name] ?? "");
  const product = productOf(shop, row);
  const total = totalOf(shop, row);
  const differs =
    shop.columns.includes("total") && product !== null && total !== null && abs(total - product) * 100n > abs(product);
  return [
    ...(differs ? ["total_mismatch"] : []),
    ...(unknown("status", Object.values(STATUSES).flat()) ? ["unknown_status"] : []),
    ...(unknown("payment_method", PAYMENTS) ? ["unknown_payment_method"] : []),
    ...(unknown("category", CATEGORIES) ? ["unknown_category"] : []),
  ];
}

function totalOf(shop: Shop, row: Row): bigint | null {
  return shop.columns.includes("total") ? centsOf(row.total ?? "", shop.decimal) : productOf(shop, row);
}

/** quantity × unit_price in cents, half up; null where one of them is no number or the product is too large. */
function productOf(shop: Shop, row: Row): bigint | null {
  const quantity = thousandthsOf(row.quantity ?? "", shop.decimal);
  const price = centsOf(row.unit_price ?? "", shop.decimal);
  if (quantity === null || price === null) {
    return null;
  }
  const exact = quantity * price;
  const cents = ((abs(exact) + 500n) / 1000n) * (exact < 0n ? -1n : 1n);
  return abs(cents) < 10n ** 18n ? cents : null;
}

function isBad(text: string | null | undefined, parse: (text: string) => bigint | null): boolean {
  return !isMissing(text) && parse(text ?? "") === null;
}

function isMissing(text: string | null | undefined): boolean {
  return text == null || /^[ \t\r\n]*$/.test(text) || ["NULL", "null", "\\N", "NaN", "nan"].includes(text);
}

function recordsOf(shop: Shop, { kind, bytes }: ShopFile): readonly SplitRecord[] {
  const layout = { delimiter: shop.delimiter, quote: '"', escape: '"', header: true };
  return splitRecords(bytes, kind === "csv" ? { kind, ...layout } : { kind }) ?? [];
}

/** Null where the record is not readable as a row. */
function readRow({ columns }: Shop, { kind }: ShopFile, { raw, fields, sound }: SplitRecord): Row | null {
  if (!isUtf8(raw)) {
    return null;
  }
  if (kind === "ndjson") {
    return readObject(raw.toString());
  }
  const [extra, ...more] = fields.slice(columns.length);
  // One empty field too many is the habit of some exports.
  if (!sound || fields.length < columns.length || more.length > 0 || (extra?.length ?? 0) > 0) {
    return null;
  }
  return Object.fromEntries(columns.map((name, index) => [name, fields[index]?.toString() ?? null]));
}

function readObject(text: string): Row | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return null;
  }
  const asText = (each: unknown) =>
    each === null
      ? null
      : typeof each === "string"
        ? each
        : typeof each === "object"
          ? JSON.stringify(each)
          : String(each);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, asText(each)]));
}

/** Bytes that are not UTF-8 are kept as the letters they stand for in Windows. */
function rawText(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString() : new TextDecoder("windows-1252").decode(bytes);
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}
