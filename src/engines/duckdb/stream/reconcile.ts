import type { DuckDBConnection } from "@duckdb/node-api";
import { planColumns, type SalePlan } from "../../../model/plan.ts";
import type { WindowedQuery } from "../../../model/query.ts";
import { duckdb } from "../../../model/sql/duckdb.ts";
import { panesSql, windowsSql } from "../../../model/sql/windowed.ts";
import type { Reconciliation, WindowDifference } from "../../../model/stream/aside.ts";
import { toCell } from "../values.ts";
import { closed, type Grain, open } from "./grains.ts";
import { instant } from "./windows.ts";

/** As many differences are told one by one. */
const SHOWN = 200;

/**
 * Computes every final window anew, of those that begin at `from` or later, from the rows that are kept and compares it, to
 * the cent, with what the stream made of it.
 */
export async function reconcileWindows(
  connection: DuckDBConnection,
  grains: readonly Grain[],
  plan: SalePlan,
  { history, finalUntil, from }: { history: string; finalUntil: number | null; from: number | null },
): Promise<Reconciliation> {
  const [counted] = (await connection.runAndReadAll(`SELECT count(*) FROM ${history}`)).getRowsJS();
  let [compared, different] = [0, 0];
  const differences: WindowDifference[] = [];
  if (finalUntil === null) return { compared, rows: Number(counted?.[0]), differences, different };
  for (const grain of grains) {
    for (const query of grain.queries) {
      await connection.run(
        `CREATE OR REPLACE TEMP TABLE compared AS ${comparedSql(grain, query, plan, history, { finalUntil, from })}`,
      );
      const [sums] = (
        await connection.runAndReadAll("SELECT count(*), count(*) FILTER (NOT equal) FROM temp.compared")
      ).getRowsJS();
      compared += Number(sums?.[0]);
      different += Number(sums?.[1]);
      const found = await connection.runAndReadAll(
        `SELECT window_start, window_end, key, transactions, gross_sales, row_transactions, row_gross_sales
         FROM temp.compared WHERE NOT equal ORDER BY 1, 3 LIMIT ${Math.max(0, SHOWN - differences.length)}`,
      );
      for (const [start, end, key, transactions, gross, rowTransactions, rowGross] of found.getRows()) {
        const side = (count: typeof gross, sum: typeof gross) =>
          count === null || count === undefined
            ? null
            : { transactions: Number(count), gross_sales: String(toCell(sum ?? null, "money")) };
        differences.push({
          query: query.id,
          window_start: String(toCell(start ?? null, "time")),
          window_end: String(toCell(end ?? null, "time")),
          key: key === null || key === undefined ? null : String(key),
          windows: side(transactions, gross),
          rows: side(rowTransactions, rowGross),
        });
      }
    }
  }
  return { compared, rows: Number(counted?.[0]), differences, different };
}

function comparedSql(
  grain: Grain,
  query: WindowedQuery,
  plan: SalePlan,
  history: string,
  { finalUntil, from }: { finalUntil: number; from: number | null },
): string {
  const begin = from === null ? "" : ` AND window_start >= ${instant(from)}`;
  const [dimension] = query.dimensions;
  const key = dimension === undefined ? "CAST(NULL AS VARCHAR)" : `CAST(${duckdb.name(dimension)} AS VARCHAR)`;
  const context = { relation: history, columns: new Set(planColumns(plan)), status: plan.status };
  const side = (panes: string) =>
    `SELECT window_start, window_end, ${key} AS key, transactions, gross_sales
     FROM (${windowsSql(query, panes, duckdb)}) WHERE window_end <= ${instant(finalUntil)}${begin}`;
  const kept = `(SELECT * FROM ${open(grain.table)} UNION ALL SELECT * FROM ${closed(grain.table)})`;
  const fromRows = `(${panesSql(query, "event_time", context, duckdb)})`;
  return `
    SELECT coalesce(windows.window_start, rows.window_start) AS window_start,
      coalesce(windows.window_end, rows.window_end) AS window_end, coalesce(windows.key, rows.key) AS key,
      windows.transactions, windows.gross_sales,
      rows.transactions AS row_transactions, rows.gross_sales AS row_gross_sales,
      windows.transactions IS NOT DISTINCT FROM rows.transactions
        AND windows.gross_sales IS NOT DISTINCT FROM rows.gross_sales AS equal
    FROM (${side(kept)}) AS windows FULL JOIN (${side(fromRows)}) AS rows
      ON windows.window_start = rows.window_start AND windows.key IS NOT DISTINCT FROM rows.key`;
}
