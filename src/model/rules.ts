/**
 * The quality checks. Rejecting rules are listed in the order they are applied: a row is rejected once, for
 * the first that holds. Warnings are counted and change nothing, unless a strict run turns them into rejections.
 */
export const REJECTING_RULES = [
  "unreadable",
  "missing_id",
  "missing_customer",
  "missing_total",
  "bad_number",
  "bad_timestamp",
  "non_positive_total",
  "future_timestamp",
  "duplicate_id",
] as const;

export const WARNING_RULES = [
  "total_mismatch",
  "unknown_status",
  "unknown_payment_method",
  "unknown_category",
] as const;

export type RejectingRule = (typeof REJECTING_RULES)[number];
export type WarningRule = (typeof WARNING_RULES)[number];
/** Why a row was rejected; a strict run also rejects for what is otherwise a warning. */
export type RejectReason = RejectingRule | WarningRule;

/** Every row read is accounted for: `read = accepted + rejected`. */
export interface Quality {
  readonly read: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly reasons: Readonly<Partial<Record<RejectReason, number>>>;
  readonly warnings: Readonly<Partial<Record<WarningRule, number>>>;
}
