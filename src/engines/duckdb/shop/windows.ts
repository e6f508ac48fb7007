import type { DuckDBConnection } from "@duckdb/node-api";
import { DIMENSIONS } from "../../../model/dimensions.ts";
import type { WindowedQuery } from "../../../model/query.ts";
import { duckdb } from "../../../model/sql/duckdb.ts";
import { windowsSql } from "../../../model/sql/windowed.ts";
import type { WindowRow } from "../../../model/stream/window-row.ts";
import { closed, type Grain, open } from "../stream/grains.ts";
import { instant } from "../stream/windows.ts";
import { toCell } from "../values.ts";
import type { WindowsQuery } from "./shop-questions.ts";
import type { StateLook } from "./state-look.ts";

/** Windows of one query as they stand, in order of their start, then key; nothing for a query the stream does not have. */
export async function readWindows(
  connection: DuckDBConnection,
  look: StateLook,
  asked: WindowsQuery,
): Promise<WindowRow[]> {
  const grain = look.grains().find(({ queries }) => queries.some(({ id }) => id === asked.query));
  const query = grain?.queries.find(({ id }) => id === asked.query);
  if (grain === undefined || query === undefined) return [];
  const [dimension] = query.dimensions;
  const key = dimension === undefined ? "NULL" : duckdb.name(dimension);
  const result = await connection.runAndReadAll(
    `SELECT window_start, window_end, ${key} AS key, transactions, gross_sales, average_sale
     FROM (${windowsSql(query, await panesSql(connection, grain, query, asked), duckdb)}) AS windows
     WHERE ${rangeOf(asked).join(" AND ")}
     QUALIFY dense_rank() OVER (ORDER BY window_start ${asked.from === null ? "DESC" : "ASC"}) <= ${asked.windows}
     ORDER BY window_start, key NULLS LAST`,
  );
  const unit = dimension === undefined ? "label" : DIMENSIONS[dimension].unit;
  return result.getRows().map(([start, end, value, transactions, gross, average]): WindowRow => {
    const ends = String(toCell(end ?? null, "time"));
    return {
      query: query.id,
      window_start: String(toCell(start ?? null, "time")),
      window_end: ends,
      key: toCell(value ?? null, unit),
      transactions: Number(transactions),
      gross_sales: String(toCell(gross ?? null, "money")),
      average_sale: String(toCell(average ?? null, "money")),
      final: asked.finalUntil !== null && Date.parse(ends) <= asked.finalUntil,
      batch: null,
    };
  });
}

function rangeOf({ from, to }: WindowsQuery): string[] {
  return [
    "true",
    ...(from === null ? [] : [`window_start >= ${instant(from)}`]),
    ...(to === null ? [] : [`window_start < ${instant(to)}`]),
  ];
}

/** Only the panes that windows in question are made of. */
async function panesSql(
  connection: DuckDBConnection,
  { table }: Grain,
  { sizeSeconds, slideSeconds }: WindowedQuery,
  { from, to, windows }: WindowsQuery,
): Promise<string> {
  const all = `(SELECT * FROM ${open(table)} UNION ALL SELECT * FROM ${closed(table)})`;
  const end = to === null ? "true" : `pane < ${instant(to)} + to_seconds(${sizeSeconds})`;
  if (from !== null) return `(SELECT * FROM ${all} WHERE pane >= ${instant(from)} AND ${end})`;
  // Every window begins at a slide's boundary, so as many boundaries with sales as there are windows are enough.
  const slide = duckdb.pane("pane", slideSeconds);
  const first = await connection.runAndReadAll(
    `SELECT epoch_ms(min(slide)) FROM (SELECT DISTINCT ${slide} AS slide FROM ${all} WHERE ${end} ORDER BY 1 DESC LIMIT ${windows})`,
  );
  const start = first.getRowsJS()[0]?.[0];
  if (typeof start !== "bigint") return `(SELECT * FROM ${all} WHERE false)`;
  return `(SELECT * FROM ${all} WHERE pane >= ${instant(Number(start))} - to_seconds(${sizeSeconds}) AND ${end})`;
}
