import type { DuckDBConnection } from "@duckdb/node-api";
import type { SalePlan } from "../../../model/plan.ts";
import { duckdb } from "../../../model/sql/duckdb.ts";
import type { StreamDefinition } from "../../../model/stream/stream-definition.ts";
import { NOTHING_READ, type StreamQuality } from "../../../model/stream/stream-progress.ts";
import { UserError } from "../../../model/user-error.ts";
import { FORMAT_VERSION } from "./schema.ts";

/** Where a stream stands: everything a restart needs besides the tables. Written in the transaction of each batch. */
export interface Checkpoint {
  /** Number of the last batch; 0 before the first. */
  readonly batch: number;
  /** Number of the last batch whose windows left the process. */
  readonly published: number;
  /** Windows that end by then are final; milliseconds, null before the first. */
  readonly finalUntil: number | null;
  readonly partitions: Readonly<Record<string, PartitionMark>>;
  readonly quality: StreamQuality;
  readonly nextDeadLetter: number;
  readonly nextLate: number;
  /** Accepted rows before this were removed by retention; milliseconds, absent where all are kept. */
  readonly rowsFrom?: number;
  /** So were the aggregates of windows that begin before this. */
  readonly windowsFrom?: number;
  /** How records are read was changed: it is settled anew over the next ones. */
  readonly unsettled?: true;
}

export interface PartitionMark {
  /** Where its next record begins. */
  readonly next: string;
  /** Latest event time of an accepted row, milliseconds. */
  readonly latest: number | null;
}

const BEGINNING: Checkpoint = {
  batch: 0,
  published: 0,
  finalUntil: null,
  partitions: {},
  quality: NOTHING_READ,
  nextDeadLetter: 1,
  nextLate: 1,
};

export interface StoredState {
  readonly format: number;
  readonly definition: StreamDefinition;
  readonly plan: SalePlan | null;
  readonly checkpoint: Checkpoint;
}

export async function insertState(connection: DuckDBConnection, definition: StreamDefinition): Promise<void> {
  const texts = [definition, BEGINNING].map((value) => duckdb.text(JSON.stringify(value)));
  await connection.run(`INSERT INTO state VALUES (${FORMAT_VERSION}, ${texts[0]}, NULL, ${texts[1]})`);
}

/** Whether a database was ever the state of a stream. */
export async function hasState(connection: DuckDBConnection): Promise<boolean> {
  const tables = await connection.runAndReadAll("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'state'");
  return Number(tables.getRowsJS()[0]?.[0]) > 0;
}

/** Throws UserError "state_damaged" where the one line that there must be is missing or cannot be read. */
export async function readState(connection: DuckDBConnection, folder: string): Promise<StoredState> {
  const result = await connection.runAndReadAll("SELECT format, definition, plan, checkpoint FROM state");
  const [row] = result.getRowsJS();
  if (row === undefined) throw new UserError("state_damaged", { folder, cause: "no checkpoint" });
  const [format, definition, plan, checkpoint] = row;
  try {
    return {
      format: Number(format),
      definition: JSON.parse(String(definition)) as StreamDefinition,
      plan: plan === null ? null : (JSON.parse(String(plan)) as SalePlan),
      checkpoint: JSON.parse(String(checkpoint)) as Checkpoint,
    };
  } catch (error) {
    throw new UserError("state_damaged", { folder, cause: "checkpoint" }, { cause: error });
  }
}

export async function writePlan(connection: DuckDBConnection, plan: SalePlan): Promise<void> {
  await connection.run(`UPDATE state SET plan = ${duckdb.text(JSON.stringify(plan))}`);
}

export async function writeCheckpoint(connection: DuckDBConnection, checkpoint: Checkpoint): Promise<void> {
  await connection.run(`UPDATE state SET checkpoint = ${duckdb.text(JSON.stringify(checkpoint))}`);
}

export async function writeDefinition(connection: DuckDBConnection, definition: StreamDefinition): Promise<void> {
  await connection.run(`UPDATE state SET definition = ${duckdb.text(JSON.stringify(definition))}`);
}
