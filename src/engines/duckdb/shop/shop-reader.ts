import type { DuckDBConnection } from "@duckdb/node-api";
import { planColumns } from "../../../model/plan.ts";
import type { Column, MetricContext } from "../../../model/query.ts";
import type { ResultTable } from "../../../model/result.ts";
import { duckdb } from "../../../model/sql/duckdb.ts";
import { createPool } from "../pool.ts";
import { toCell } from "../values.ts";
import { readKept } from "./kept.ts";
import { lateSavings, readLateSums, readRecentLate } from "./late.ts";
import { countLetters, readLetters } from "./letters.ts";
import { acceptedSales } from "./relation.ts";
import { readLatestSales, readSales } from "./sales.ts";
import type { Question, ShopReader, Snapshot } from "./shop-questions.ts";
import { atOneMoment } from "./snapshot.ts";
import type { StateLook } from "./state-look.ts";
import { readWindows } from "./windows.ts";

/** Few: a question keeps all cores busy as it is. */
const CONNECTIONS = 3;

/**
 * Answers questions over what a stream has accepted, each at one moment of its state and on a connection of its own: the
 * stream goes on meanwhile.
 */
export async function openShopReader(look: StateLook): Promise<ShopReader> {
  const connections: DuckDBConnection[] = [];
  for (let index = 0; index < CONNECTIONS; index++) connections.push(await look.connect());
  const pool = createPool(connections);
  const ask = <T>(question: (connection: DuckDBConnection) => Promise<T>): Promise<Snapshot<T>> =>
    pool.use((connection) => atOneMoment(connection, () => question(connection)));
  const version = String((await connections[0]?.runAndReadAll("SELECT version()"))?.getRowsJS()[0]?.[0]);

  const contextOf = async (connection: DuckDBConnection, question: Question): Promise<MetricContext | null> => {
    const plan = look.plan();
    if (plan === null) return null;
    const relation = await acceptedSales(connection, look, question);
    return { relation, columns: new Set(planColumns(plan)), status: plan.status };
  };

  return {
    version,
    columns: () => {
      const plan = look.plan();
      return plan === null ? null : new Set(planColumns(plan));
    },
    plan: look.plan,
    tables: (question) =>
      ask(async (connection) => {
        const context = await contextOf(connection, question);
        if (context === null) return null;
        const tables: ResultTable[] = [];
        for (const { sql, columns } of question.compile(context, duckdb)) {
          tables.push(await rowsOf(connection, sql, columns));
        }
        return tables;
      }),
    write: (question, path) =>
      ask(async (connection) => {
        const context = await contextOf(connection, question);
        const [first] = context === null ? [] : question.compile(context, duckdb);
        if (first === undefined) return false;
        await connection.run(`COPY (${first.sql}) TO ${duckdb.text(path)} (FORMAT parquet)`);
        return true;
      }),
    kept: () => ask((connection) => readKept(connection, look)),
    sales: (query) => ask((connection) => readSales(connection, look, query)),
    latestSales: (limit) => ask((connection) => readLatestSales(connection, look, limit)),
    windows: (query) => ask((connection) => readWindows(connection, look, query)),
    letters: (query) => ask((connection) => readLetters(connection, query)),
    letterCounts: (query) => ask((connection) => countLetters(connection, query)),
    late: (query) =>
      ask(async (connection) => {
        if (look.plan() === null) return { waiting: NO_LATE, applied: NO_LATE, sales: [] };
        const hasIds = look.plan()?.columns.transaction_id !== undefined;
        return { ...(await readLateSums(connection)), sales: await readRecentLate(connection, { ...query, hasIds }) };
      }),
    lateSavings: (query) =>
      ask(async (connection) =>
        look.plan() === null ? { recorded: NO_LATE, steps: [] } : lateSavings(connection, query),
      ),
  };
}

const NO_LATE = { sales: 0, gross_sales: "0.00" };

async function rowsOf(connection: DuckDBConnection, sql: string, columns: readonly Column[]): Promise<ResultTable> {
  const result = await connection.runAndReadAll(sql);
  const rows = result.getRows().map((row) => columns.map(({ unit }, index) => toCell(row[index] ?? null, unit)));
  return { columns, rows };
}
