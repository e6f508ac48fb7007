/**
 * How sales are drawn, as SQL: a query with one line a sale, in order of time, over NUMBERS.
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

/** The table to count along; `rowid` is 0 … rows - 1. */
export const NUMBERS = "counting.numbers";

/**
 * The statements for NUMBERS. DuckDB scans a table with all its threads, one group of rows each, and keeps their order,
 * while range() runs on one thread. Nothing but `rowid` is read from it.
 */
export function numbers(rows: number): readonly string[] {
  return [
    "ATTACH ':memory:' AS counting (ROW_GROUP_SIZE 8192)",
    `CREATE TABLE ${NUMBERS} AS SELECT true AS here FROM range(${rows})`,
  ];
}
