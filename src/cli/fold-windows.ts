import { type DuckDb, openDuckDb } from "../engines/duckdb/instance.ts";
import type { Language } from "../i18n/language.ts";
import { wordsFor } from "../i18n/words.ts";
import { duckdb } from "../model/sql/duckdb.ts";
import { windowedQuery } from "../model/stream/windowed-queries.ts";
import type { FoldWindows, WindowPartition } from "../sinks/stream/parquet-windows.ts";

/** Folds final windows into Parquet with an engine of its own, opened when it is first needed. */
export function createFoldWindows(language: Language): { readonly fold: FoldWindows; close(): void } {
  let opened: Promise<DuckDb> | undefined;
  let engine: DuckDb | undefined;
  return {
    async fold(lines, partitions) {
      opened ??= openDuckDb({ memory: "256MB", threads: 1 });
      engine = await opened;
      const { connection } = engine;
      await connection.run(
        `CREATE OR REPLACE TEMP TABLE lines AS SELECT * FROM read_json(${duckdb.text(lines)},
           format = 'newline_delimited', ignore_errors = true, columns = {${LINE_COLUMNS}})`,
      );
      for (const partition of partitions) await connection.run(foldSql(partition, language));
    },
    close: () => engine?.close(),
  };
}

const LINE_COLUMNS = [
  "query: 'VARCHAR'",
  "day: 'VARCHAR'",
  "window_start: 'VARCHAR'",
  "window_end: 'VARCHAR'",
  "key: 'VARCHAR'",
  "transactions: 'BIGINT'",
  "gross_sales: 'DECIMAL(18,2)'",
  "average_sale: 'DECIMAL(18,2)'",
  "batch: 'BIGINT'",
].join(", ");

const ANY_WINDOW = { sizeSeconds: 1, slideSeconds: 1 };

/** Columns go by their place: an existing file may have names in the other language. */
function foldSql({ query, day, existing, target }: WindowPartition, language: Language): string {
  const { fileColumn } = wordsFor(language);
  const [dimension] = windowedQuery(query, ANY_WINDOW).dimensions;
  const name = (id: string) => duckdb.name(fileColumn(id));
  const instant = (column: string) => `CAST(CAST(${column} AS TIMESTAMP) AS TIMESTAMPTZ)`;
  const key = dimension === "hour" || dimension === "weekday" ? "CAST(key AS BIGINT)" : "key";
  const columns = [
    [instant("window_start"), "window_start"],
    [instant("window_end"), "window_end"],
    ...(dimension === undefined ? [] : [[key, dimension]]),
    ["transactions", "transactions"],
    ["gross_sales", "gross_sales"],
    ["average_sale", "average_sale"],
    ["batch", "batch"],
  ] as const;
  const fresh = `SELECT ${columns.map(([sql, id]) => `${sql} AS ${name(id ?? "")}`).join(", ")}
    FROM lines WHERE query = ${duckdb.text(query)} AND day = ${duckdb.text(day)}`;
  const all =
    existing === null
      ? fresh
      : `${fresh} UNION ALL SELECT * FROM read_parquet(${duckdb.text(existing)}, hive_partitioning = false)`;
  const keys = [name("window_start"), ...(dimension === undefined ? [] : [name(dimension)])].join(", ");
  return `COPY (
      SELECT * FROM (${all})
      QUALIFY row_number() OVER (PARTITION BY ${keys} ORDER BY batch DESC) = 1
      ORDER BY ${keys}
    ) TO ${duckdb.text(target)} (FORMAT parquet, PARQUET_VERSION v2)`;
}
