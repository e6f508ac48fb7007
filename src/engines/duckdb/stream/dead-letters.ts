import { type DuckDBConnection, DuckDBTimestampValue } from "@duckdb/node-api";
import type { RejectReason } from "../../../model/rules.ts";
import { reasonOf } from "../../../model/sql/judge.ts";
import { isJsonObject } from "../json-object.ts";
import { EXCLUDED } from "./excluded.ts";
import type { Incoming } from "./incoming.ts";
import { JUDGED } from "./judged.ts";

/** A longer record is cut: its beginning tells what was wrong. */
const MAX_RAW_BYTES = 65_536;

export interface DeadLetter {
  readonly row: number;
  readonly reason: RejectReason;
}

/** The rejected rows of the batch, in order: those the rules refuse, and those too far in the future. */
export async function rejectedRows(connection: DuckDBConnection, incoming: Incoming): Promise<DeadLetter[]> {
  const result = await connection.runAndReadAll(`
    SELECT rowid, reason FROM ${JUDGED} WHERE reason IS NOT NULL
    UNION ALL
    SELECT row, NULL FROM ${EXCLUDED} WHERE verdict = 'future'
    ORDER BY 1`);
  return result.getRowsJS().map(([place, code]) => {
    const row = Number(place);
    if (code === null) return { row, reason: "future_timestamp" };
    const { raw } = incoming.record(row).raw;
    // To the engine a record that is no JSON is one without values.
    return { row, reason: raw !== null && isJsonObject(raw) ? reasonOf(Number(code)) : "unreadable" };
  });
}

/** Keeps rejected rows with all that is needed to mend and replay them. */
export async function keepDeadLetters(
  connection: DuckDBConnection,
  letters: readonly DeadLetter[],
  incoming: Incoming,
  { batch, source, firstId }: { batch: number; source: string; firstId: number },
): Promise<void> {
  if (letters.length === 0) return;
  const appender = await connection.createAppender("dead_letters");
  letters.forEach(({ row, reason }, index) => {
    const { partition, offset, time, raw } = incoming.record(row);
    appender.appendBigInt(BigInt(firstId + index));
    appender.appendBigInt(BigInt(batch));
    appender.appendVarchar(source);
    appender.appendVarchar(partition);
    appender.appendBigInt(BigInt(Math.trunc(offset)));
    appender.appendTimestamp(new DuckDBTimestampValue(BigInt(Math.trunc(time)) * 1000n));
    appender.appendVarchar(reason);
    if (raw.raw === null) appender.appendNull();
    else appender.appendBlob(raw.raw.slice(0, MAX_RAW_BYTES));
    appender.appendBigInt(BigInt(raw.bytes));
    appender.appendVarchar("open");
    appender.appendNull();
    appender.endRow();
  });
  appender.closeSync();
}
