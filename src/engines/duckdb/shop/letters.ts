import type { DuckDBBlobValue, DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import type { RejectReason } from "../../../model/rules.ts";
import { duckdb } from "../../../model/sql/duckdb.ts";
import type { DeadLetter, DeadLetterStatus } from "../../../model/stream/aside.ts";
import { instant } from "../stream/windows.ts";
import { toCell } from "../values.ts";
import type { LetterCounts, LettersQuery } from "./shop-questions.ts";

/** Dead letters, the newest first. */
export async function readLetters(
  connection: DuckDBConnection,
  { status, reason, before, limit }: LettersQuery,
): Promise<DeadLetter[]> {
  const conditions = [
    "true",
    ...(status === null ? [] : [`status = ${duckdb.text(status)}`]),
    ...(reason === null ? [] : [`reason = ${duckdb.text(reason)}`]),
    ...(before === null ? [] : [`id < ${Number(before)}`]),
  ];
  const found = await connection.runAndReadAll(
    `SELECT id, batch, source, partition, "offset", received, reason, raw, bytes, status, note
     FROM dead_letters WHERE ${conditions.join(" AND ")} ORDER BY id DESC LIMIT ${Number(limit)}`,
  );
  return found.getRows().map(letterOf);
}

/** How many letters there are by rule and status, and how many came, by rule and interval, since a moment. */
export async function countLetters(
  connection: DuckDBConnection,
  { since, seconds }: { readonly since: Date; readonly seconds: number },
): Promise<LetterCounts> {
  const of = (status: DeadLetterStatus) => `count(*) FILTER (status = ${duckdb.text(status)})`;
  const rules = await connection.runAndReadAll(
    `SELECT reason, ${of("open")}, ${of("retried")}, ${of("dropped")} FROM dead_letters
     GROUP BY reason ORDER BY 2 DESC, reason`,
  );
  const points = await connection.runAndReadAll(
    `SELECT ${duckdb.pane("received", seconds)}, reason, count(*) FROM dead_letters
     WHERE received >= ${instant(since.getTime())} GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  return {
    rules: rules.getRowsJS().map(([reason, open, retried, dropped]) => ({
      reason: String(reason),
      open: Number(open),
      retried: Number(retried),
      dropped: Number(dropped),
    })),
    points: points.getRows().map(([start, reason, count]) => ({
      start: timeOf(start),
      reason: String(reason),
      count: Number(count),
    })),
  };
}

function letterOf(row: readonly DuckDBValue[]): DeadLetter {
  const [id, batch, source, partition, offset, received, reason, raw, bytes, status, note] = row;
  return {
    id: Number(id),
    batch: Number(batch),
    source: String(source),
    partition: String(partition),
    offset: Number(offset),
    received: timeOf(received),
    reason: String(reason) as RejectReason,
    raw: raw === null || raw === undefined ? null : (raw as DuckDBBlobValue).bytes,
    bytes: Number(bytes),
    status: String(status) as DeadLetterStatus,
    note: note === null || note === undefined ? null : String(note),
  };
}

function timeOf(value: DuckDBValue | undefined): string {
  return String(toCell(value ?? null, "time"));
}
