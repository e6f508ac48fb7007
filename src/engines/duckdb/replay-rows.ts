import { SALE_COLUMN_NAMES, SALE_COLUMNS, type SaleColumn } from "../../model/sale.ts";
import { duckdb } from "../../model/sql/duckdb.ts";
import type { LoadedSales, TableEngine } from "../engine.ts";

/** Accepted sales as records for a topic, in order of their time. */
export interface ReplayRows {
  /** `time`: when it happened, milliseconds since the epoch; `key`: the customer. */
  chunks(rows: number): AsyncGenerator<{ readonly time: number; readonly key: string | null; readonly json: string }[]>;
}

const KEPT = "replay";

/** The engine writes the JSON, with the columns that the shop has; money as numbers with all their digits. */
export async function openReplayRows(engine: TableEngine, { relation, columns }: LoadedSales): Promise<ReplayRows> {
  const fields = SALE_COLUMN_NAMES.filter((name) => columns.has(name)).map(
    (name) => `'"${name}":' || coalesce(${jsonOf(name)}, 'null')`,
  );
  const key = columns.has("customer_id") ? "CAST(customer_id AS VARCHAR)" : "CAST(NULL AS VARCHAR)";
  const id = columns.has("transaction_id") ? ", transaction_id" : "";
  const kept = await engine.keep(
    KEPT,
    `SELECT row_number() OVER () AS place, * FROM (
      SELECT CAST(epoch_ms(event_time) AS DOUBLE) AS time, ${key} AS key, '{' || ${fields.join(" || ',' || ")} || '}' AS json
      FROM ${relation} ORDER BY event_time${id}
    )`,
  );
  return {
    async *chunks(size) {
      for (let from = 0; ; from += size) {
        const { rows } = await engine.query(
          `SELECT time, key, json FROM ${kept} WHERE place > ${from} AND place <= ${from + size} ORDER BY place`,
          [
            { id: "time", unit: "number" },
            { id: "key", unit: "text" },
            { id: "json", unit: "text" },
          ],
        );
        if (rows.length === 0) return;
        yield rows.map(([time, key, json]) => ({
          time: Number(time),
          key: key === null || key === undefined ? null : String(key),
          json: String(json),
        }));
      }
    },
  };
}

function jsonOf(name: SaleColumn): string {
  const column = duckdb.name(name);
  switch (SALE_COLUMNS[name].role) {
    case "money":
    case "quantity":
      return `CAST(${column} AS VARCHAR)`;
    case "time":
      return `CAST(to_json(CAST(${column} AS VARCHAR)) AS VARCHAR)`;
    case "id":
      // As the contract writes them; an id with leading zeros is a text.
      return `CASE WHEN regexp_full_match(CAST(${column} AS VARCHAR), '0|[1-9][0-9]{0,14}') THEN CAST(${column} AS VARCHAR) ELSE CAST(to_json(${column}) AS VARCHAR) END`;
    case "label":
      return `CAST(to_json(${column}) AS VARCHAR)`;
  }
}
