/**
 * What stands for Spark's types:
 * BOOLEAN boolean; TINYINT, SMALLINT, INT, FLOAT, DOUBLE number; BIGINT bigint; STRING string; BINARY bytes;
 * DECIMAL text with exactly its scale's decimals ("12.30"); DATE text (yyyy-MM-dd); TIMESTAMP microseconds since
 * 1970-01-01 00:00 UTC, as bigint; TIMESTAMP_NTZ the same for a clock without zone; intervals of days to seconds
 * microseconds as bigint, of years and months months as number; ARRAY a list, MAP a Map, STRUCT an object; NULL null.
 */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly Value[]
  | ReadonlyMap<Value, Value>
  | Row;

export interface Row {
  readonly [column: string]: Value;
}
