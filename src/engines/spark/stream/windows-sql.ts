import { additiveParts } from "../../../model/measures.ts";
import type { MetricContext, WindowedQuery } from "../../../model/query.ts";
import { dimensionSql, finalSql, partialSql } from "../../../model/sql/compile.ts";
import { spark } from "../../../model/sql/spark.ts";
import { querySets } from "../../../model/sql/windowed.ts";

/**
 * Accepted sales of a stream to the windows of all queries in one aggregate: each sale is counted once for each query, by
 * grouping sets. Columns `window` (Spark's own, so that the watermark closes it), `query`, `key` and the measures.
 */
export function liveWindowsSql(queries: readonly WindowedQuery[], context: MetricContext): string {
  const [first] = queries;
  if (first === undefined) throw new Error("no query to compute");
  const { sizeSeconds, slideSeconds, measures } = first;
  const parts = additiveParts(measures);
  const dimensions = [...new Set(queries.flatMap((query) => query.dimensions))];
  const slide = slideSeconds === sizeSeconds ? "" : `, '${slideSeconds} seconds'`;
  const placed = [
    `window(event_time, '${sizeSeconds} seconds'${slide}) AS window`,
    // By names of their own: a key that is a sale column must not be taken for the column of a measure.
    ...dimensions.map((id) => `${dimensionSql(id, spark)} AS ${spark.name(keyName(id))}`),
    ...["total", "quantity", "status"].filter((name) => context.columns.has(name as "total")).map(spark.name),
  ];
  const { query, key, sets } = querySets(queries, "window", (id) => spark.name(keyName(id)), spark);
  const sums = parts.map((id) => `${partialSql(id, context, spark)} AS ${spark.name(id)}`);
  const merged = `SELECT window, ${query} AS query, ${key} AS key, ${sums.join(", ")} FROM (SELECT ${placed.join(", ")} FROM ${context.relation}) AS placed GROUP BY GROUPING SETS (${sets})`;
  return `SELECT window, query, key, ${measures.map((id) => finalSql(id, spark)).join(", ")} FROM (${merged}) AS merged`;
}

/**
 * Window rows as records for Kafka: key and value as the embedded engine writes them to a results topic, without a batch.
 * `numeric` names the queries whose keys are numbers to whoever reads them.
 */
export function windowRecordsSql(windows: string, topic: string, numeric: readonly string[]): string {
  const time = (edge: "start" | "end") => `date_format(window.${edge}, "yyyy-MM-dd'T'HH:mm:ss'Z'")`;
  const quoted = "to_json(array(key))";
  const text = `substring(${quoted}, 2, length(${quoted}) - 2)`;
  const number = numeric.length === 0 ? "" : ` WHEN query IN (${numeric.map(spark.text).join(", ")}) THEN key`;
  const named = `SELECT query, ${time("start")} AS first, ${time("end")} AS last, CASE WHEN key IS NULL THEN 'null'${number} ELSE ${text} END AS own, transactions, CAST(gross_sales AS DECIMAL(38,2)) AS gross_sales, average_sale FROM (${windows}) AS windows`;
  const key = `concat('["', query, '","', first, '",', own, ']')`;
  const value = `concat('{"query":"', query, '","window_start":"', first, '","window_end":"', last, '","key":', own, ',"transactions":', transactions, ',"gross_sales":"', gross_sales, '","average_sale":"', average_sale, '","final":false,"batch":null}')`;
  return `SELECT ${spark.text(topic)} AS topic, CAST(${key} AS BINARY) AS key, CAST(${value} AS BINARY) AS value, CAST(NULL AS ARRAY<STRUCT<key: STRING, value: BINARY>>) AS headers FROM (${named}) AS named`;
}

function keyName(dimension: string): string {
  return `vitrina by ${dimension}`;
}
