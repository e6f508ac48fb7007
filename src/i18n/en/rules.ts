import type { RejectReason } from "../../model/rules.ts";

export interface RuleWords {
  readonly label: string;
  /** What the row has that it should not, or lacks. */
  readonly sentence: string;
}

export const rules: Readonly<Record<RejectReason, RuleWords>> = {
  unreadable: { label: "Unreadable row", sentence: "The row does not have the form of its file." },
  missing_id: { label: "No transaction id", sentence: "The transaction id is empty." },
  missing_customer: { label: "No customer", sentence: "The customer id is empty." },
  missing_total: { label: "No total", sentence: "The total is empty, and quantity and unit price do not give one." },
  bad_number: { label: "Not a number", sentence: "A total, price or quantity cannot be read as a number." },
  bad_timestamp: { label: "Not a date", sentence: "The date is empty, cannot be read or does not exist." },
  non_positive_total: { label: "Total of zero or less", sentence: "The total is zero or negative." },
  future_timestamp: { label: "In the future", sentence: "The sale is dated after the moment it arrived." },
  duplicate_id: { label: "Duplicate", sentence: "An earlier accepted row has the same transaction id." },
  total_mismatch: {
    label: "Total does not match",
    sentence: "The total differs by more than 1% from quantity times unit price.",
  },
  unknown_status: {
    label: "Unknown status",
    sentence: "The status is in no class of the mapping: the row counts in gross sales only.",
  },
  unknown_payment_method: {
    label: "Unknown payment method",
    sentence: "The payment method is not among the expected ones.",
  },
  unknown_category: { label: "Unknown category", sentence: "The category is not among the expected ones." },
};
