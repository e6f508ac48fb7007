import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import { duckdb } from "../../../model/sql/duckdb.ts";
import type { LateSale } from "../../../model/stream/aside.ts";
import { toCell } from "../values.ts";
import type { LateQuery, LateSavings, LateSavingsQuery, LateSum } from "./shop-questions.ts";

export async function readLateSums(
  connection: DuckDBConnection,
): Promise<{ readonly waiting: LateSum; readonly applied: LateSum }> {
  const found = await connection.runAndReadAll(
    `SELECT count(*) FILTER (applied IS NULL), coalesce(sum(total) FILTER (applied IS NULL), 0),
       count(*) FILTER (applied IS NOT NULL), coalesce(sum(total) FILTER (applied IS NOT NULL), 0)
     FROM late_sales`,
  );
  const [waiting, waitingTotal, applied, appliedTotal] = found.getRows()[0] ?? [];
  return { waiting: sumOf(waiting, waitingTotal), applied: sumOf(applied, appliedTotal) };
}

/** Late sales, the newest first. */
export async function readRecentLate(
  connection: DuckDBConnection,
  { hasIds, waiting, before, limit }: LateQuery & { readonly hasIds: boolean },
): Promise<LateSale[]> {
  const conditions = [
    "true",
    ...(waiting ? ["applied IS NULL"] : []),
    ...(before === null ? [] : [`id < ${Number(before)}`]),
  ];
  const transaction = hasIds ? "CAST(transaction_id AS VARCHAR)" : "NULL";
  const found = await connection.runAndReadAll(
    `SELECT id, batch, partition, "offset", received, event_time, watermark, ${transaction}, total, applied
     FROM late_sales WHERE ${conditions.join(" AND ")} ORDER BY id DESC LIMIT ${Number(limit)}`,
  );
  return found
    .getRows()
    .map(([id, batch, partition, offset, received, time, watermark, transactionId, total, applied]) => ({
      id: Number(id),
      batch: Number(batch),
      partition: String(partition),
      offset: Number(offset),
      received: String(toCell(received ?? null, "time")),
      event_time: String(toCell(time ?? null, "time")),
      watermark: String(toCell(watermark ?? null, "time")),
      transaction_id: transactionId === null || transactionId === undefined ? null : String(transactionId),
      total: String(toCell(total ?? null, "money")),
      applied: applied === null || applied === undefined ? null : Number(applied),
    }));
}

/**
 * How many of the late sales would have come in time under a longer watermark: those whose last window would have been
 * open still. Applied ones count: they were late all the same.
 */
export async function lateSavings(
  connection: DuckDBConnection,
  { sizeSeconds, slideSeconds, watermarkSeconds, steps }: LateSavingsQuery,
): Promise<LateSavings> {
  const lastEnd = `epoch_ms(${duckdb.pane("event_time", slideSeconds)}) + ${sizeSeconds * 1000}`;
  // A row is in time where its last window ends after the watermark.
  const needed = `(epoch_ms(watermark) + ${watermarkSeconds * 1000} - (${lastEnd}))`;
  const saved = steps.map((step) => `FILTER (needed < ${Number(step) * 1000})`);
  const found = await connection.runAndReadAll(
    `SELECT count(*), coalesce(sum(total), 0)${saved.map((filter) => `, count(*) ${filter}, coalesce(sum(total) ${filter}, 0)`).join("")}
     FROM (SELECT total, ${needed} AS needed FROM late_sales)`,
  );
  const [all, total, ...sums] = found.getRows()[0] ?? [];
  return {
    recorded: sumOf(all, total),
    steps: steps.map((step, index) => ({
      watermark_seconds: step,
      ...sumOf(sums[2 * index], sums[2 * index + 1]),
    })),
  };
}

function sumOf(count: DuckDBValue | undefined, total: DuckDBValue | undefined): LateSum {
  return { sales: Number(count ?? 0), gross_sales: String(toCell(total ?? 0, "money")) };
}
