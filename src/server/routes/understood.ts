import type { SalePlan } from "../../model/plan.ts";
import type { RejectReason } from "../../model/rules.ts";
import { SALE_COLUMN_NAMES, type SaleColumn } from "../../model/sale.ts";
import type { OpenedLetter } from "../api/dead-letters.ts";

/** What stood where each sale column was looked for; null where the record is no object or nothing is known of them. */
export function understoodOf(text: string, reason: RejectReason, plan: SalePlan | null): OpenedLetter["understood"] {
  const record = objectOf(text);
  if (record === null || plan === null) return null;
  return SALE_COLUMN_NAMES.flatMap((column) => {
    const sources = sourcesOf(plan, column);
    if (sources.length === 0) return [];
    const found = sources.map((name) => valueText(record[name])).filter((value) => value !== null);
    const value = found.length === 0 ? null : found.join(" ");
    return [{ column, sources, text: value, suspect: SUSPECTS[reason].includes(column) }];
  });
}

/** The columns that a rule looks at. */
const SUSPECTS: Readonly<Record<RejectReason, readonly SaleColumn[]>> = {
  unreadable: [],
  missing_id: ["transaction_id"],
  missing_customer: ["customer_id"],
  missing_total: ["total", "quantity", "unit_price"],
  bad_number: ["total", "quantity", "unit_price"],
  bad_timestamp: ["timestamp"],
  non_positive_total: ["total"],
  future_timestamp: ["timestamp"],
  duplicate_id: ["transaction_id"],
  total_mismatch: ["total", "quantity", "unit_price"],
  unknown_status: ["status"],
  unknown_payment_method: ["payment_method"],
  unknown_category: ["category"],
};

/** Fields of a record that a sale column is read from; none where the shop has it not, or it is computed. */
export function sourcesOf({ columns }: SalePlan, column: SaleColumn): string[] {
  const plan = columns[column];
  if (plan === undefined || plan === "computed") return [];
  return "sources" in plan ? plan.sources.map(({ name }) => name) : [plan.source.name];
}

function objectOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function valueText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}
