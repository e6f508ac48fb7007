import type { DuckDb } from "../engines/duckdb/instance.ts";
import { moneyText } from "./money-text.ts";

/** What is told of every generated file; of the sales as drawn, before a scenario damages any. */
export interface Figures {
  /** Lowest and highest total, two decimals. */
  readonly minTotal: string;
  readonly maxTotal: string;
  /** yyyy-MM-dd HH:mm:ss, of the first and the last row. */
  readonly firstTimestamp: string;
  readonly lastTimestamp: string;
}

/** Draws the totals once more, without the rest of the rows: a few hundredths of the time it takes to write them. */
export async function figuresOf({ connection }: DuckDb, draw: string, rows: number): Promise<Figures> {
  const totals = await connection.runAndReadAll(
    `SELECT min(quantity * cents)::BIGINT, max(quantity * cents)::BIGINT FROM ${draw}`,
  );
  const [least, most] = totals.getRowsJson()[0] ?? [];
  const times = await connection.runAndReadAll(
    `SELECT make_timestamp(second * 1000000)::VARCHAR FROM ${draw} WHERE i IN (0, ${rows - 1}) ORDER BY i`,
  );
  const [first = "", last = first] = times.getRows().map(([time]) => String(time));
  return {
    minTotal: moneyText(BigInt(String(least))),
    maxTotal: moneyText(BigInt(String(most))),
    firstTimestamp: first,
    lastTimestamp: last,
  };
}
