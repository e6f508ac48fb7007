import { spark } from "../../../model/sql/spark.ts";
import type { ZoneSql } from "../../../model/sql/zone.ts";

/**
 * A zone by Spark's own functions, which take the earlier offset where a clock is set back and move forward what it jumped
 * over, as the table of offsets does. That table is as long as the zone's history; a stream is planned anew for each
 * micro-batch, so a long text would cost more than the sales. The session's zone is UTC.
 */
export function nativeZone(timeZone: string): ZoneSql {
  if (timeZone === "UTC")
    return { settle: (local) => local, toLocal: (instant) => instant, toInstant: (local) => local };
  const zone = spark.text(timeZone);
  const moved = (how: string, time: string) => `CAST(${how}(CAST(${time} AS TIMESTAMP), ${zone}) AS TIMESTAMP_NTZ)`;
  const toInstant = (local: string) => moved("to_utc_timestamp", local);
  const toLocal = (instant: string) => moved("from_utc_timestamp", instant);
  return { settle: (local) => toLocal(toInstant(local)), toLocal, toInstant };
}
