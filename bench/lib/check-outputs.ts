import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { Outcome } from "./contenders.ts";

/** What the Parquet outputs of the job hold, reduced to figures that any two right ones share. */
export interface OutputFigures extends Outcome {
  /** By file: sums over the columns each job works out by itself. */
  derived: Record<string, string>;
}

/** Reads back clean_sales, dated_sales and sales_by_category. Throws an Error where one is missing or unreadable. */
export async function readOutputs(folder: string): Promise<OutputFigures> {
  const files = ["clean_sales", "dated_sales", "sales_by_category"].map((name) => parquetOf(folder, name));
  const [rows, cents, dated, byCategory] = await readOneRow(readAll, files);
  return {
    rows: Number(rows),
    grossCents: BigInt(cents ?? 0),
    derived: { "dated sales": dated ?? "", "sales by category": byCategory ?? "" },
  };
}

/** How many sales a CSV file holds. Throws an Error where it is missing or unreadable. */
export async function countSales(file: string): Promise<number> {
  const [rows] = await readOneRow("SELECT count(total::DECIMAL(18,2)) FROM read_csv($1, all_varchar = true)", [file]);
  return Number(rows);
}

const readAll = `
  SELECT clean.*, dated.*, by_category.* FROM
    (SELECT count(*), (sum(total::DECIMAL(18,2)) * 100)::HUGEINT FROM read_parquet($1)) AS clean,
    (SELECT format('rows={} hours={} weekdays={} days={} parsed={}', count(*), sum(hour)::HUGEINT, sum(weekday)::HUGEINT,
      count(DISTINCT day), count(*) FILTER (parsed_timestamp::TIMESTAMP::DATE = day)) FROM read_parquet($2)) AS dated,
    (SELECT format('rows={} transactions={} gross={}', count(*), sum(transactions)::HUGEINT,
      sum(gross_sales::DECIMAL(18,2))::VARCHAR) FROM read_parquet($3)) AS by_category`;

/** One file, or a folder of parts as Spark writes it and Vitrina may for large results. */
function parquetOf(folder: string, name: string): string {
  const path = [join(folder, `${name}.parquet`), join(folder, name)].find((candidate) => existsSync(candidate));
  if (path === undefined) throw new Error(`it wrote no ${name}.parquet`);
  return statSync(path).isDirectory() ? `${path.replaceAll("\\", "/")}/**/*.parquet` : path;
}

async function readOneRow(sql: string, values: string[]): Promise<string[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    const [row = []] = (await connection.runAndReadAll(sql, values)).getRows();
    return row.map(String);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
