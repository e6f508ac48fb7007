import { duckdb } from "../../../model/sql/duckdb.ts";
import { EXCLUDED, type VerdictContext } from "./excluded.ts";
import { partSql } from "./incoming.ts";
import { JUDGED } from "./judged.ts";

/** Times run from 1900 to 2200: milliseconds since 1900 need no more bits. */
const PART_BITS = 2 ** 44;
const EPOCH_OF_1900_MS = -2_208_988_800_000;

/**
 * The rows whose every window ended at or before the watermark that the accepted rows before them in their own partition
 * had brought about: columns row, watermark (milliseconds).
 *
 * The running maximum needs neither sorting nor partitions: rows lie in order, one partition behind the other, and a
 * number that begins with the partition's starts anew with each.
 */
export function lateRowsSql({ definition, incoming, latest }: VerdictContext): string {
  const before = incoming.parts.map(({ batch }) => latest(batch.partition));
  const part = partSql(incoming, "row");
  const time = `(epoch_ms(event_time) - (${EPOCH_OF_1900_MS}))`;
  const base = `(CAST(${part} AS BIGINT) * ${PART_BITS})`;
  const earlier = `CAST([${before.map((ms) => ms ?? "NULL").join(", ")}] AS BIGINT[])`;
  const slide = definition.slideSeconds;
  const windowEnd = `epoch_ms(${duckdb.pane("event_time", slide)}) + ${definition.sizeSeconds * 1000}`;
  return `
    SELECT row, watermark FROM (
      SELECT row, event_time,
        greatest(
          CASE WHEN running >= ${base} THEN running - ${base} + (${EPOCH_OF_1900_MS}) END,
          (${earlier})[${part} + 1]
        ) - ${definition.watermarkSeconds * 1000} AS watermark
      FROM (
        SELECT row, event_time, max(CASE WHEN counts THEN ${base} + ${time} END)
          OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS running, counts
        FROM (
          SELECT rowid AS row, event_time,
            reason IS NULL AND rowid NOT IN (SELECT row FROM ${EXCLUDED} WHERE verdict <> 'late') AS counts
          FROM ${JUDGED}
        )
      ) WHERE counts
    ) WHERE ${windowEnd} <= watermark`;
}
