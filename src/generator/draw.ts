/**
 * How sales are drawn, as SQL: a query with one line a sale, in order of time, over the table `numbers`.
 *
 * | column | |
 * |---|---|
 * | i | 0 … rows - 1 |
 * | second | since 1970, on the shop's clock |
 * | customer_id, product_id, quantity | as written |
 * | cents | the unit price |
 * | category, outcome | index in CATEGORIES, OUTCOMES |
 *
 * Every value is a function of the seed and of `i` alone, so the work can be cut in any way.
 */
export interface Draw {
  /** Statements to run first: they lay down tables of a few thousand lines. */
  readonly setup: readonly string[];
  readonly sql: string;
}

/**
 * A table to count along: DuckDB scans tables with all its threads and keeps their order, while range() runs on
 * one. Nothing but `rowid` is read from it.
 */
export function numbers(rows: number): string {
  return `CREATE TABLE numbers AS SELECT true AS here FROM range(${rows})`;
}
