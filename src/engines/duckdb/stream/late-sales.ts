import { type DuckDBConnection, DuckDBTimestampValue } from "@duckdb/node-api";
import type { SalePlan } from "../../../model/plan.ts";
import { duckdb } from "../../../model/sql/duckdb.ts";
import { EXCLUDED } from "./excluded.ts";
import type { Incoming } from "./incoming.ts";
import { JUDGED } from "./judged.ts";
import { keptColumns } from "./schema.ts";

/** Keeps the batch's late rows aside, numbered from `firstId`. Returns how many there are. */
export async function keepLateSales(
  connection: DuckDBConnection,
  plan: SalePlan,
  incoming: Incoming,
  { batch, firstId }: { batch: number; firstId: number },
): Promise<number> {
  const result = await connection.runAndReadAll(`SELECT row FROM ${EXCLUDED} WHERE verdict = 'late' ORDER BY row`);
  const rows = result.getRowsJS().map(([row]) => Number(row));
  if (rows.length === 0) return 0;
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE late_origin (id BIGINT, row BIGINT, partition VARCHAR, "offset" BIGINT, received TIMESTAMP)`,
  );
  const appender = await connection.createAppender("late_origin", undefined, "temp");
  rows.forEach((row, index) => {
    const { partition, offset, time } = incoming.record(row);
    appender.appendBigInt(BigInt(firstId + index));
    appender.appendBigInt(BigInt(row));
    appender.appendVarchar(partition);
    appender.appendBigInt(BigInt(Math.trunc(offset)));
    appender.appendTimestamp(new DuckDBTimestampValue(BigInt(Math.trunc(time)) * 1000n));
    appender.endRow();
  });
  appender.closeSync();
  const columns = keptColumns(plan).map(duckdb.name).join(", ");
  await connection.run(`
    INSERT INTO late_sales BY NAME
    SELECT id, ${batch} AS batch, partition, "offset", received, make_timestamp(excluded.watermark * 1000) AS watermark,
      CAST(NULL AS BIGINT) AS applied, ${columns}
    FROM ${JUDGED} AS judged
    JOIN ${EXCLUDED} AS excluded ON excluded.row = judged.rowid AND excluded.verdict = 'late'
    JOIN temp.late_origin AS origin ON origin.row = judged.rowid`);
  return rows.length;
}
