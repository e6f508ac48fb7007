import type { DuckDBConnection } from "@duckdb/node-api";
import { countGathered, type History, putWrittenInPlace } from "./history.ts";

/**
 * Does work as a whole or not at all, and puts the history files it wrote in place once it counts. Files of work that
 * failed are removed when the state is opened next.
 */
export async function inTransaction<T>(
  connection: DuckDBConnection,
  history: History,
  work: () => Promise<T>,
): Promise<T> {
  await connection.run("BEGIN");
  try {
    const result = await work();
    await connection.run("COMMIT");
    await putWrittenInPlace(history);
    return result;
  } catch (error) {
    history.written.length = 0;
    await connection.run("ROLLBACK").catch(() => undefined);
    history.gathered = await countGathered(connection);
    throw error;
  }
}
