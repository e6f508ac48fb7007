import type { DuckDBConnection } from "@duckdb/node-api";
import type { SalePlan } from "../../../model/plan.ts";
import type { WindowedQuery } from "../../../model/query.ts";
import type { WindowRow } from "../../../model/stream/window-row.ts";
import { toCell } from "../values.ts";

/** The window rows of the batches behind `after`, by batch. */
export async function readOutbox(
  connection: DuckDBConnection,
  queries: readonly WindowedQuery[],
  plan: SalePlan | null,
  after: number,
): Promise<{ batch: number; rows: WindowRow[] }[]> {
  const result = await connection.runAndReadAll(
    `SELECT batch, query, window_start, window_end, key, transactions, gross_sales, average_sale, final
     FROM outbox WHERE batch > ${after} ORDER BY batch, window_start, rowid`,
  );
  const dimensions = new Map(queries.map(({ id, dimensions: [dimension] }) => [id, dimension]));
  const batches = new Map<number, WindowRow[]>();
  for (const [batch, query, start, end, key, transactions, gross, average, final] of result.getRows()) {
    const rows = batches.get(Number(batch)) ?? [];
    rows.push({
      query: String(query),
      window_start: String(toCell(start ?? null, "time")),
      window_end: String(toCell(end ?? null, "time")),
      key: key === null || key === undefined ? null : keyOf(String(key), dimensions.get(String(query)), plan),
      transactions: Number(transactions),
      gross_sales: String(toCell(gross ?? null, "money")),
      average_sale: String(toCell(average ?? null, "money")),
      final: final === true,
      batch: Number(batch),
    });
    batches.set(Number(batch), rows);
  }
  return [...batches].map(([batch, rows]) => ({ batch, rows }));
}

/** Keys are kept as text; hours, weekdays and whole-number ids are numbers to whoever reads them. */
function keyOf(
  text: string,
  dimension: WindowedQuery["dimensions"][number] | undefined,
  plan: SalePlan | null,
): string | number {
  switch (dimension) {
    case "hour":
    case "weekday":
      return Number(text);
    case "product_id":
    case "customer_id":
      return plan?.columns[dimension]?.type === "integer" ? Number(text) : text;
    default:
      return text;
  }
}
