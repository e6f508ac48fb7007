import { viewCommand, writeCommand } from "./connect/commands.ts";
import type { SparkSession } from "./connect/link.ts";
import { type SourceOptions, sourceRelation, sqlRelation } from "./connect/relations.ts";
import { queryRows, runCommand, runSql } from "./connect/results.ts";
import type { Row } from "./connect/values.ts";

/** A session at work: what the parts of the engine ask Spark by. Everything stops with the signal. */
export interface Desk {
  readonly session: SparkSession;
  readonly signal: AbortSignal | undefined;
  /** Name the operations in Spark's pages and for whoever reads its jobs: the run's name, and the step. */
  readonly tags: readonly string[];
  /** The same desk; what it asks for counts as this step of the run (see jobs/steps.ts). */
  at(step: string): Desk;
  /** The rows of a small result, in its order. */
  rows(sql: string): Promise<readonly Row[]>;
  /** A statement that does something. */
  run(sql: string): Promise<void>;
  /** Files of the cluster's under a name for SQL. */
  files(name: string, source: SourceOptions): Promise<void>;
  /** A query under a name for SQL; not computed. */
  view(name: string, sql: string): Promise<void>;
  /** Writes a query's rows, by the cluster and as one file where the query is one piece. */
  write(sql: string, address: string, how: WriteHow): Promise<void>;
  /** Keeps a query's rows in the cluster's memory, or on its disks, until `forget`. */
  cache(name: string, sql: string): Promise<void>;
  /** All that `cache` kept under these names; never fails. */
  forget(names: readonly string[]): Promise<void>;
}

export interface WriteHow {
  readonly format: "parquet" | "csv" | "json" | "text";
  readonly options?: Readonly<Record<string, string>>;
}

export function openDesk(session: SparkSession, tag: string, signal?: AbortSignal, step?: string): Desk {
  const tags = step === undefined ? [tag] : [tag, step];
  const options = { tags, signal };
  const run = async (sql: string) => {
    await runSql(session, sql, {}, options);
  };
  // A view of SQL's own making would be parsed and planned again wherever it is used.
  const view = async (name: string, sql: string) => {
    await runCommand(session, viewCommand(name, sqlRelation(sql)), { ...options, query: sql });
  };
  return {
    session,
    signal,
    tags,
    at: (other) => openDesk(session, tag, signal, other),
    rows: (sql) => queryRows(session, sql, {}, options),
    run,
    async files(name, source) {
      await runCommand(session, viewCommand(name, sourceRelation(source)), options);
    },
    view,
    async write(sql, address, { format, options: settings = {} }) {
      const command = writeCommand(sqlRelation(sql), { format, to: { path: address }, options: settings });
      await runCommand(session, command, { ...options, query: sql });
    },
    async cache(name, sql) {
      await view(name, sql);
      await run(`CACHE TABLE ${name} OPTIONS ('storageLevel' 'MEMORY_AND_DISK')`);
    },
    async forget(names) {
      // Without the signal: also after an interrupt nothing may stay behind.
      for (const name of names) {
        await runSql(session, `UNCACHE TABLE IF EXISTS ${name}`, {}, { tags }).catch(() => undefined);
      }
    },
  };
}
