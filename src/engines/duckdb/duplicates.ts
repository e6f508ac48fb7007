import type { DuckDBConnection } from "@duckdb/node-api";

/** A bitmap of ids may take this many bits: 128 MiB for each thread. */
const MAX_BITS = 2 ** 30;
/** Beyond this many bits for each id a bitmap costs more than sorting the ids out by hand. */
const BITS_PER_ID = 64;

export const DUPLICATES = "duplicate_rows";

export async function createDuplicates(connection: DuckDBConnection): Promise<void> {
  await connection.run(`CREATE OR REPLACE TABLE ${DUPLICATES} (source INTEGER, row BIGINT)`);
}

/**
 * Leaves in the table `duplicate_rows` (source, row) every valid row of `staged` whose transaction_id an earlier
 * valid row already has. `staged` has the columns source, row, transaction_id and a null timestamp where not valid.
 *
 * Almost every file is free of duplicates, and that can be proved without a hash table: if as many bits are
 * set as there are ids, no id came twice.
 */
export async function findDuplicates(connection: DuckDBConnection, staged: string): Promise<number> {
  if (await provedDistinct(connection, staged)) {
    return 0;
  }
  // The hash keeps the grouping narrow for text ids; the ids themselves decide among rows that share one.
  await connection.run(`
    INSERT INTO ${DUPLICATES}
    SELECT source, row FROM (
      SELECT source, row, row_number() OVER (PARTITION BY transaction_id ORDER BY source, row) AS copy
      FROM ${staged}
      WHERE "timestamp" IS NOT NULL AND hash(transaction_id) IN (
        SELECT hash(transaction_id) FROM ${staged} WHERE "timestamp" IS NOT NULL GROUP BY 1 HAVING count(*) > 1
      )
    ) WHERE copy > 1`);
  return Number((await first(connection, `SELECT count(*) FROM ${DUPLICATES}`))[0]);
}

/** Whether no id of the valid rows comes twice, where that can be told without a hash table; false says nothing. */
export async function provedDistinct(connection: DuckDBConnection, staged: string): Promise<boolean> {
  const [type] = await first(connection, `SELECT typeof(transaction_id) FROM ${staged} LIMIT 1`);
  if (type !== "BIGINT") {
    return false;
  }
  const valid = `FROM ${staged} WHERE "timestamp" IS NOT NULL`;
  const [low, high, ids] = await first(
    connection,
    `SELECT min(transaction_id), max(transaction_id), count(*) ${valid}`,
  );
  if (typeof low !== "bigint" || typeof high !== "bigint" || typeof ids !== "bigint") {
    return ids === 0n;
  }
  const bits = high - low + 1n;
  if (bits > BigInt(MAX_BITS) || bits > ids * BigInt(BITS_PER_ID)) {
    return false;
  }
  const [set] = await first(connection, `SELECT bit_count(bitstring_agg(transaction_id, ${low}, ${high})) ${valid}`);
  return BigInt(String(set)) === ids;
}

async function first(connection: DuckDBConnection, sql: string): Promise<readonly unknown[]> {
  return (await connection.runAndReadAll(sql)).getRowsJS()[0] ?? [];
}
