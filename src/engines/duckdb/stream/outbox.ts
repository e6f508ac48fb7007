import type { DuckDBConnection } from "@duckdb/node-api";
import type { SalePlan } from "../../../model/plan.ts";
import type { WindowedQuery } from "../../../model/query.ts";
import type { WindowRow } from "../../../model/stream/window-row.ts";

/** The window rows of one batch. */
export async function readOutbox(
  connection: DuckDBConnection,
  queries: readonly WindowedQuery[],
  plan: SalePlan | null,
  batch: number,
): Promise<WindowRow[]> {
  const time = (column: string) => `replace(CAST(${column} AS VARCHAR), ' ', 'T') || 'Z'`;
  const money = (column: string) => `CAST(${column} AS VARCHAR)`;
  // One text instead of thousands of values: fetching those one by one takes longer than the batch.
  const row = `json_array(query, ${time("window_start")}, ${time("window_end")}, key, transactions,
      ${money("gross_sales")}, ${money("average_sale")}, final)`;
  const result = await connection.runAndReadAll(
    `SELECT '[' || coalesce(string_agg(CAST(${row} AS VARCHAR), ',' ORDER BY window_start, rowid), '') || ']'
     FROM outbox WHERE batch = ${batch}`,
  );
  const dimensions = new Map(queries.map(({ id, dimensions: [dimension] }) => [id, dimension]));
  const rows = JSON.parse(String(result.getRowsJS()[0]?.[0])) as StoredRow[];
  return rows.map(([query, window_start, window_end, key, transactions, gross_sales, average_sale, final]) => ({
    query,
    window_start,
    window_end,
    key: key === null ? null : keyOf(key, dimensions.get(query), plan),
    transactions,
    gross_sales,
    average_sale,
    final,
    batch,
  }));
}

type StoredRow = [
  query: string,
  start: string,
  end: string,
  key: string | null,
  transactions: number,
  gross: string,
  average: string,
  final: boolean,
];

/** The first batch between two, neither included, that has rows to publish; null where none has. */
export async function nextInOutbox(
  connection: DuckDBConnection,
  after: number,
  before: number,
): Promise<number | null> {
  const found = await connection.runAndReadAll(
    `SELECT min(batch) FROM outbox WHERE batch > ${after} AND batch < ${before}`,
  );
  const batch = found.getRowsJS()[0]?.[0];
  return typeof batch === "bigint" ? Number(batch) : null;
}

/** So many rows are published at once, which bounds what readers must hold. */
const ROWS_AT_ONCE = 20_000;

/** Makes several batches of one that is very large, within the transaction at hand. Returns the number of the last. */
export async function splitOutbox(connection: DuckDBConnection, batch: number): Promise<number> {
  const part = `(row_number() OVER (ORDER BY window_start, query, key) - 1) // ${ROWS_AT_ONCE}`;
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE parts AS SELECT * REPLACE (batch + ${part} AS batch) FROM outbox WHERE batch = ${batch}`,
  );
  await connection.run(`DELETE FROM outbox WHERE batch = ${batch}`);
  await connection.run("INSERT INTO outbox SELECT * FROM temp.parts ORDER BY batch, window_start");
  const last = await connection.runAndReadAll(`SELECT max(batch) FROM temp.parts`);
  await connection.run("DROP TABLE temp.parts");
  return Number(last.getRowsJS()[0]?.[0] ?? batch);
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
