import type { RejectReason } from "../rules.ts";

/** A record that was rejected, with all that is needed to mend and replay it. */
export interface DeadLetter {
  readonly id: number;
  readonly batch: number;
  readonly source: string;
  readonly partition: string;
  readonly offset: number;
  /** ISO 8601. */
  readonly received: string;
  readonly reason: RejectReason;
  /** Null where the record had no value. Cut where it was very long: then it is shorter than `bytes`. */
  readonly raw: Uint8Array | null;
  readonly bytes: number;
  readonly status: DeadLetterStatus;
  /** Why it was dropped, in the words of whoever did. */
  readonly note: string | null;
}

/** `retried`: accepted, or a copy of what was accepted, after it was mended. */
export type DeadLetterStatus = "open" | "retried" | "dropped";

/** A sale that came after its windows had closed; kept aside until somebody applies it. */
export interface LateSale {
  readonly id: number;
  readonly batch: number;
  readonly partition: string;
  readonly offset: number;
  /** ISO 8601, as the other times. */
  readonly received: string;
  readonly event_time: string;
  /** Its partition's watermark when it came. */
  readonly watermark: string;
  readonly transaction_id: string | null;
  readonly total: string;
  /** Number of the batch that put it into its windows, null while it waits. */
  readonly applied: number | null;
}

/** What is to be replayed: a dead letter as it is, or mended. */
export interface Retry {
  readonly id: number;
  /** Null: the raw record as it was kept. */
  readonly value: Uint8Array | null;
}

/** What became of one that was replayed; `reason` where it is refused again. */
export interface RetryOutcome {
  readonly id: number;
  readonly outcome: "accepted" | "duplicate" | "refused";
  readonly reason: RejectReason | null;
}

/** A window whose kept aggregates are not what its kept rows add up to; null where one side has none. */
export interface WindowDifference {
  readonly query: string;
  readonly window_start: string;
  readonly window_end: string;
  readonly key: string | number | null;
  readonly windows: { readonly transactions: number; readonly gross_sales: string } | null;
  readonly rows: { readonly transactions: number; readonly gross_sales: string } | null;
}

export interface Reconciliation {
  /** Final windows compared, each with each of its keys. */
  readonly compared: number;
  readonly rows: number;
  /** At most some hundred of them. */
  readonly differences: readonly WindowDifference[];
  readonly different: number;
}
