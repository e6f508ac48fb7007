import type { DuckDBBlobValue, DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import type { RejectReason } from "../../../model/rules.ts";
import { duckdb } from "../../../model/sql/duckdb.ts";
import type { DeadLetter, DeadLetterStatus, LateSale } from "../../../model/stream/aside.ts";
import { toCell } from "../values.ts";
import { idList } from "./id-list.ts";

export interface DeadLetterQuery {
  readonly status?: DeadLetterStatus;
  readonly reason?: RejectReason;
  readonly ids?: readonly number[];
  /** Of batches behind `after`, up to and with `to`. */
  readonly batches?: { readonly after: number; readonly to: number };
  /** Only letters with a greater id: to go on where a list ended. */
  readonly after?: number;
  readonly limit: number;
}

export interface LateQuery {
  /** Only those that nobody applied yet. */
  readonly waiting: boolean;
  readonly ids?: readonly number[];
  readonly after?: number;
  readonly limit: number;
}

export async function readDeadLetters(
  connection: DuckDBConnection,
  { status, reason, ids, batches, after, limit }: DeadLetterQuery,
): Promise<DeadLetter[]> {
  const conditions = [
    "true",
    ...(status === undefined ? [] : [`status = ${duckdb.text(status)}`]),
    ...(reason === undefined ? [] : [`reason = ${duckdb.text(reason)}`]),
    ...(ids === undefined ? [] : [`id IN (${idList(ids)})`]),
    ...(batches === undefined ? [] : [`batch > ${Number(batches.after)} AND batch <= ${Number(batches.to)}`]),
    ...(after === undefined ? [] : [`id > ${Number(after)}`]),
  ];
  const result = await connection.runAndReadAll(
    `SELECT id, batch, source, partition, "offset", received, reason, raw, bytes, status, note
     FROM dead_letters WHERE ${conditions.join(" AND ")} ORDER BY id LIMIT ${Number(limit)}`,
  );
  return result.getRows().map(([id, batch, source, partition, offset, received, why, raw, bytes, state, note]) => ({
    id: Number(id),
    batch: Number(batch),
    source: String(source),
    partition: String(partition),
    offset: Number(offset),
    received: timeOf(received),
    reason: String(why) as RejectReason,
    raw: raw === null || raw === undefined ? null : (raw as DuckDBBlobValue).bytes,
    bytes: Number(bytes),
    status: String(state) as DeadLetterStatus,
    note: note === null || note === undefined ? null : String(note),
  }));
}

export async function readLateSales(
  connection: DuckDBConnection,
  { hasIds, waiting, ids, after, limit }: LateQuery & { readonly hasIds: boolean },
): Promise<LateSale[]> {
  const conditions = [
    "true",
    ...(waiting ? ["applied IS NULL"] : []),
    ...(ids === undefined ? [] : [`id IN (${idList(ids)})`]),
    ...(after === undefined ? [] : [`id > ${Number(after)}`]),
  ];
  const transaction = hasIds ? "CAST(transaction_id AS VARCHAR)" : "NULL";
  const result = await connection.runAndReadAll(
    `SELECT id, batch, partition, "offset", received, event_time, watermark, ${transaction}, total, applied
     FROM late_sales WHERE ${conditions.join(" AND ")} ORDER BY id LIMIT ${Number(limit)}`,
  );
  return result
    .getRows()
    .map(([id, batch, partition, offset, received, time, watermark, transactionId, total, applied]) => ({
      id: Number(id),
      batch: Number(batch),
      partition: String(partition),
      offset: Number(offset),
      received: timeOf(received),
      event_time: timeOf(time),
      watermark: timeOf(watermark),
      transaction_id: transactionId === null || transactionId === undefined ? null : String(transactionId),
      total: String(toCell(total ?? null, "money")),
      applied: applied === null || applied === undefined ? null : Number(applied),
    }));
}

function timeOf(value: DuckDBValue | undefined): string {
  return String(toCell(value ?? null, "time"));
}
