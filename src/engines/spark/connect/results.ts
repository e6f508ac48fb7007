import { type RecordBatch, RecordBatchReader, Table } from "apache-arrow";
import type { Command } from "./commands.ts";
import { sqlCommand } from "./commands.ts";
import { type ExecuteOptions, execute } from "./execute.ts";
import type { SparkSession } from "./link.ts";
import type { SqlArguments } from "./literals.ts";
import type { ExecutePlanResponse } from "./protocol/generated/execute_pb.js";
import { type Relation, sqlRelation } from "./relations.ts";
import { type Row, toRows } from "./rows.ts";
import { type MetricValue, type Progress, toMetrics, toProgress } from "./side-results.ts";
import { SparkError } from "./spark-error.ts";

export interface QueryOptions extends ExecuteOptions {
  /** What `observed` relations counted, by their names, when the plan has run. */
  readonly onMetrics?: (name: string, values: readonly MetricValue[]) => void;
  /** While it runs; Spark 3.5 tells nothing. */
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * The result in Arrow's columns, a batch at a time (by the server's settings up to 10,000 rows or about 3 MB), in the
 * order of the query. Even an empty result has a batch, which knows the columns. A batch is read from the network when
 * it is asked for, so a slow reader slows the server down and memory stays that of a few batches.
 */
export async function* readBatches(
  session: SparkSession,
  relation: Relation,
  options: QueryOptions = {},
): AsyncGenerator<RecordBatch, void, undefined> {
  for await (const response of execute(session, { case: "root", value: relation }, withText(relation, options))) {
    tellAside(response, options);
    const { responseType } = response;
    if (responseType.case === "arrowBatch") yield* decode(responseType.value.data, Number(responseType.value.rowCount));
  }
}

/** The same as rows, a batch's rows at a time. */
export async function* readRows(
  session: SparkSession,
  relation: Relation,
  options: QueryOptions = {},
): AsyncGenerator<readonly Row[], void, undefined> {
  for await (const batch of readBatches(session, relation, options)) yield toRows(batch);
}

/** The whole result in columns. */
export async function collectTable(
  session: SparkSession,
  relation: Relation,
  options: QueryOptions = {},
): Promise<Table> {
  const batches: RecordBatch[] = [];
  for await (const batch of readBatches(session, relation, options)) batches.push(batch);
  return new Table(batches);
}

/** The whole result as rows; see `toRows` for what stands for each type. */
export async function collectRows(
  session: SparkSession,
  relation: Relation,
  options: QueryOptions = {},
): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const part of readRows(session, relation, options)) for (const row of part) rows.push(row);
  return rows;
}

/** Runs a query's text and collects its rows. */
export function queryRows(
  session: SparkSession,
  query: string,
  values: SqlArguments = {},
  options: QueryOptions = {},
): Promise<Row[]> {
  return collectRows(session, sqlRelation(query, values), options);
}

/** Runs a command to its end. Returns the responses that carry a result of their own. */
export async function runCommand(
  session: SparkSession,
  command: Command,
  options: QueryOptions = {},
): Promise<readonly ExecutePlanResponse["responseType"][]> {
  const results: ExecutePlanResponse["responseType"][] = [];
  for await (const response of execute(session, { case: "command", value: command }, options)) {
    tellAside(response, options);
    if (response.responseType.case !== undefined) results.push(response.responseType);
  }
  return results;
}

/** Runs a statement: what does something (SET, CREATE …, INSERT) is done after it. Returns its result as a relation. */
export async function runSql(
  session: SparkSession,
  sql: string,
  values: SqlArguments = {},
  options: QueryOptions = {},
): Promise<Relation> {
  const results = await runCommand(session, sqlCommand(sql, values), { query: sql, ...options });
  const relation = results.find((result) => result.case === "sqlCommandResult")?.value.relation;
  if (relation === undefined) throw new SparkError("protocol", `${session.server} sent no result of a statement.`);
  return relation;
}

function decode(data: Uint8Array, rowCount: number): readonly RecordBatch[] {
  const batches = [...RecordBatchReader.from(data)];
  const rows = batches.reduce((sum, { numRows }) => sum + numRows, 0);
  if (rows !== rowCount) throw new SparkError("protocol", `A batch of ${rowCount} rows arrived with ${rows}.`);
  return batches;
}

function tellAside({ observedMetrics, responseType }: ExecutePlanResponse, options: QueryOptions): void {
  for (const metrics of observedMetrics) options.onMetrics?.(metrics.name, toMetrics(metrics));
  if (responseType.case === "executionProgress") options.onProgress?.(toProgress(responseType.value));
}

/** The text of the query, wherever it stands in the plan. */
function withText(relation: Relation, options: QueryOptions): QueryOptions {
  return options.query === undefined && relation.relType.case === "sql"
    ? { ...options, query: relation.relType.value.query }
    : options;
}
