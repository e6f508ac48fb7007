/** One row of one window as it stands after a micro-batch. Times are instants, ISO 8601 in UTC; money is text. */
export interface WindowRow {
  readonly query: string;
  readonly window_start: string;
  readonly window_end: string;
  /** The value of the query's dimension; null where it has none, or the row has no value for it. */
  readonly key: string | number | null;
  readonly transactions: number;
  readonly gross_sales: string;
  readonly average_sale: string;
  readonly final: boolean;
  /** Null where the engine numbers no batches. */
  readonly batch: number | null;
}
