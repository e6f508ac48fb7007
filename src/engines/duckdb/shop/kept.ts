import type { DuckDBConnection } from "@duckdb/node-api";
import { acceptedSales } from "./relation.ts";
import type { Kept } from "./shop-questions.ts";
import type { StateLook } from "./state-look.ts";

const NOTHING: Kept = { rows: 0, first: null, last: null, files: 0, bytes: 0 };

export async function readKept(connection: DuckDBConnection, look: StateLook): Promise<Kept> {
  if (look.plan() === null) return NOTHING;
  const relation = await acceptedSales(connection, look, { period: {}, filters: [] });
  const sales = await connection.runAndReadAll(
    `SELECT count(*), strftime(min("timestamp"), '%Y-%m-%d %H:%M:%S'), strftime(max("timestamp"), '%Y-%m-%d %H:%M:%S')
     FROM ${relation}`,
  );
  const files = await connection.runAndReadAll("SELECT count(*), coalesce(sum(bytes), 0) FROM history_files");
  const [[rows, first, last] = [], [count, bytes] = []] = [sales.getRowsJS()[0], files.getRowsJS()[0]];
  return {
    rows: Number(rows),
    first: first === null || first === undefined ? null : String(first),
    last: last === null || last === undefined ? null : String(last),
    files: Number(count),
    bytes: Number(bytes),
  };
}
