import type { DuckDBConnection } from "@duckdb/node-api";
import { planColumns, type SalePlan, sourceColumns, widen } from "../../model/plan.ts";
import { isSaleColumn } from "../../model/sale.ts";
import { duckdb } from "../../model/sql/duckdb.ts";
import { type JudgeOptions, judgeSql } from "../../model/sql/judge.ts";
import { WIDEN } from "../../model/sql/parse.ts";
import type { PlannedSource } from "../engine.ts";
import { type RejectTables, scanSql } from "./scan.ts";

/** One source, judged and written to a Parquet file in file order. */
export interface Stage {
  readonly source: PlannedSource;
  /** The plan the rows were read with: the source's, or a wider one. */
  readonly plan: SalePlan;
  readonly file: string;
  readonly rejects: RejectTables;
  /** Rows in the file; of them, the ones that were judged good. */
  readonly rows: number;
  readonly valid: number;
}

/**
 * Reads a source once, from its bytes to a Parquet file. A rejected row stays in its place, marked by a null
 * `timestamp` and its reason's number in `total`, so that a file without rejected rows is already the result
 * and the place of a row in the stage is its place in the source.
 */
export async function stageSource(
  connection: DuckDBConnection,
  source: PlannedSource,
  file: string,
  index: number,
  options: JudgeOptions,
): Promise<Stage> {
  const rejects = { scans: `reject_scans_${index}`, errors: `reject_errors_${index}` };
  let plan = source.plan;
  for (;;) {
    try {
      await connection.run(`DROP TABLE IF EXISTS ${rejects.scans}; DROP TABLE IF EXISTS ${rejects.errors}`);
      await connection.run(copySql(source, plan, rejects, file, options));
      break;
    } catch (error) {
      const column = columnToWiden(error);
      if (column === undefined) {
        throw error;
      }
      plan = widen(plan, column);
    }
  }
  const counted = await connection.runAndReadAll(
    `SELECT count(*), count("timestamp") FROM read_parquet(${duckdb.text(file)})`,
  );
  const [rows = 0, valid = 0] = (counted.getRowsJS()[0] ?? []).map(Number);
  return { source, plan, file, rejects, rows, valid };
}

/** The columns of a stage: the shop's own, and `event_time` where its times carry offsets. */
export function stageColumns(plan: SalePlan): string[] {
  return [...planColumns(plan), ...(plan.columns.timestamp.offsets ? ["event_time"] : [])];
}

function copySql(
  source: PlannedSource,
  plan: SalePlan,
  rejects: RejectTables,
  file: string,
  options: JudgeOptions,
): string {
  const judged = judgeSql(plan, scanSql(source.shape, rejects, sourceColumns(plan)), duckdb, options);
  const columns = stageColumns(plan).map((name) => {
    switch (name) {
      case "timestamp":
        return `CASE WHEN reason IS NULL THEN "timestamp" END AS "timestamp"`;
      case "total":
        return `CASE WHEN reason IS NULL THEN total ELSE reason END AS total`;
      default:
        return duckdb.name(name);
    }
  });
  return `COPY (SELECT ${columns.join(", ")} FROM (${judged}) AS judged) TO ${duckdb.text(file)} (FORMAT parquet)`;
}

function columnToWiden(error: unknown) {
  const message = error instanceof Error ? error.message : "";
  const at = message.indexOf(WIDEN);
  const column = at < 0 ? "" : (message.slice(at + WIDEN.length).match(/^\w+/)?.[0] ?? "");
  return isSaleColumn(column) ? column : undefined;
}
