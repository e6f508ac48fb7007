import { setTimeout as sleep } from "node:timers/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Checkpoint } from "../stream/checkpoint.ts";
import type { Snapshot } from "./shop-questions.ts";

const TRIES = 6;
const PAUSE_MS = 15;

/**
 * Asks within one transaction, so that every part of an answer is of the same moment. Files of history are put in place
 * just after the commit that names them, and taken away just after the one that merges them: then it is asked anew.
 */
export async function atOneMoment<T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<Snapshot<T>> {
  for (let tries = 1; ; tries++) {
    await connection.run("BEGIN TRANSACTION READ ONLY");
    try {
      const batch = await lastBatch(connection);
      return { batch, value: await work() };
    } catch (error) {
      if (tries === TRIES || !isMissingFile(error)) throw error;
    } finally {
      await connection.run("ROLLBACK");
    }
    await sleep(PAUSE_MS * tries);
  }
}

async function lastBatch(connection: DuckDBConnection): Promise<number> {
  const found = await connection.runAndReadAll("SELECT checkpoint FROM state");
  return (JSON.parse(String(found.getRowsJS()[0]?.[0])) as Checkpoint).batch;
}

function isMissingFile(error: unknown): boolean {
  return error instanceof Error && /IO Error: (?:No files found|Cannot open file)/.test(error.message);
}
