import { randomUUID } from "node:crypto";
import type { DuckDBConnection } from "@duckdb/node-api";
import { planColumns, type SalePlan, sourceColumns, widen } from "../../model/plan.ts";
import { duckdb } from "../../model/sql/duckdb.ts";
import { type JudgeOptions, judgeSql } from "../../model/sql/judge.ts";
import { UserError } from "../../model/user-error.ts";
import type { PlannedSource } from "../engine.ts";
import { columnToWiden } from "./column-to-widen.ts";
import { scanRecords } from "./locate-scan.ts";
import { readVerified } from "./locate-verify.ts";
import { closedLabels, parquetOptions } from "./parquet.ts";
import { csvSql, jsonRecordsSql, recordsOf, scanSql, unreadableSql } from "./scan.ts";

/** One source, judged and written to a Parquet file in file order. */
export interface Stage {
  readonly source: PlannedSource;
  /** The plan the rows were read with: the source's, or a wider one. */
  readonly plan: SalePlan;
  readonly file: string;
  /** Rows in the file; of them, the ones that were judged good. */
  readonly rows: number;
  readonly valid: number;
  /** Where records of a text file begin, in bytes, that could not be read as a row at all. */
  readonly dropped: readonly number[];
}

/**
 * Reads a source from its bytes to a Parquet file. A rejected row stays in its place, marked by a null
 * `timestamp` and its reason's number in `total`, so that a file without rejected rows is already the result
 * and the place of a row in the stage is its place in the source. The rows of a CSV are counted by another
 * way meanwhile (`readVerified`).
 */
export async function stageSource(
  connection: DuckDBConnection,
  source: PlannedSource,
  file: string,
  options: JudgeOptions & { readonly signal?: AbortSignal | undefined },
): Promise<Stage> {
  const { shape } = source;
  const writing = { connection, source, file, options, plan: source.plan };
  if (shape.format.kind === "ndjson") {
    return { source, file, ...(await stageLines(writing)), dropped: [] };
  }
  if (shape.format.kind !== "csv") {
    const fast = writeStage(writing, (plan) => scanSql(shape, sourceColumns(plan)));
    const staged = await fast.catch((error: unknown) => {
      if (error instanceof Error && error.message.includes("JSON transform error")) {
        return writeStage(writing, () => jsonRecordsSql(shape));
      }
      throw error;
    });
    return { source, file, ...staged, dropped: [] };
  }
  const { layout, limits } = recordsOf(shape);
  let staged = { plan: source.plan, rows: 0, valid: 0 };
  const { scan } = await readVerified(shape.path, layout, limits, {
    copyPath: `${file}-${randomUUID()}.csv`,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    readOnce: async (attempt) => {
      // What an earlier attempt learned of the types holds.
      const again = { ...writing, plan: staged.plan };
      staged = await writeStage(again, (plan) => csvSql(shape, attempt, sourceColumns(plan)));
      return staged.rows;
    },
  });
  return { source, file, ...staged, dropped: scan.dropped };
}

/**
 * NDJSON is one record a line, and a line that is no object is a row to be rejected. DuckDB's reader gives up on the
 * whole file where an object goes on over two lines; then each line is parsed by itself, which is slower.
 */
async function stageLines(writing: Writing) {
  const { shape, shown } = writing.source;
  const lines = { format: "lines", header: false } as const;
  const { signal } = writing.options;
  const counting = scanRecords(shape.path, lines, null, signal === undefined ? {} : { signal });
  const reading = writeStage(writing, (plan) => scanSql(shape, sourceColumns(plan))).catch((error: unknown) => {
    if (error instanceof Error && /JSON/.test(error.message)) {
      return null;
    }
    throw error;
  });
  const [{ total }, first] = await Promise.all([counting, reading]);
  if (first?.rows === total) {
    return first;
  }
  const staged = await writeStage(writing, () => jsonRecordsSql(shape));
  if (staged.rows !== total) {
    throw new UserError("json_damaged", { file: shown, line: null });
  }
  return staged;
}

interface Writing {
  readonly connection: DuckDBConnection;
  readonly source: PlannedSource;
  readonly plan: SalePlan;
  readonly file: string;
  readonly options: JudgeOptions & { readonly signal?: AbortSignal | undefined };
}

/** Reads and judges all rows; starts again with a wider plan at the first value that does not fit. */
async function writeStage({ connection, source, file, options, ...given }: Writing, scan: (plan: SalePlan) => string) {
  let { plan } = given;
  for (;;) {
    try {
      await connection.run(copySql(source, plan, scan(plan), file, options));
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
  return { plan, rows, valid };
}

/** The columns of a stage: the shop's own, and `event_time` where its times carry offsets. */
export function stageColumns(plan: SalePlan): string[] {
  return [...planColumns(plan), ...(plan.columns.timestamp.offsets ? ["event_time"] : [])];
}

function copySql({ shape }: PlannedSource, plan: SalePlan, scan: string, file: string, options: JudgeOptions): string {
  const judged = judgeSql(plan, scan, duckdb, { ...options, unreadable: unreadableSql(shape) });
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
  return `COPY (SELECT ${columns.join(", ")} FROM (${judged}) AS judged) TO ${duckdb.text(file)} ${parquetOptions(closedLabels([plan]) !== null)}`;
}
