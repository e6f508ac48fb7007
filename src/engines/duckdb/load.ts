import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { planColumns, type SalePlan } from "../../model/plan.ts";
import type { Quality, RejectReason, WarningRule } from "../../model/rules.ts";
import { SALE_COLUMN_NAMES, SALE_COLUMNS, type SaleColumn } from "../../model/sale.ts";
import { duckdb } from "../../model/sql/duckdb.ts";
import { warningRules } from "../../model/sql/judge.ts";
import { zoneSql } from "../../model/sql/zone.ts";
import type { LoadedSales, LoadOptions, PlannedSource } from "../engine.ts";
import { createDuplicates, DUPLICATES, findDuplicates } from "./duplicates.ts";
import { closedLabels, compactLabel } from "./parquet.ts";
import { createRejected, keepRejected, REJECTED } from "./rejects.ts";
import { type Stage, stageColumns, stageSource } from "./stage.ts";
import { watch } from "./watch.ts";

const SALES = "sales";

/** Reads, judges and keeps all sources; every row read is accepted or rejected, or this throws. */
export async function loadSources(
  connection: DuckDBConnection,
  sources: readonly PlannedSource[],
  { strict, signal, onProgress }: LoadOptions,
  folder: string,
): Promise<LoadedSales & { readonly acceptedFile: string }> {
  // 1. Each source once, from its bytes to typed and judged rows.
  const stages: Stage[] = [];
  for (const [index, source] of sources.entries()) {
    const file = join(folder, `stage-${index}.parquet`);
    const progress = (fraction: number) => onProgress?.({ fraction: (index + fraction) / sources.length });
    const stage = await watch(connection, { signal, onProgress: progress, file: source.shown }, () =>
      stageSource(connection, source, file, { strict, signal }),
    );
    stages.push(stage);
  }
  // 2. Of rows that share an id, the first valid one stays.
  const columns = new Set(stages.flatMap((stage) => planColumns(stage.plan)));
  await createDuplicates(connection);
  const duplicates = columns.has("transaction_id") ? await findDuplicates(connection, stagedSql(stages)) : 0;
  // 3. The rejected ones, with line and raw text.
  await createRejected(connection);
  const rows: number[] = [];
  for (const [index, stage] of stages.entries()) {
    signal?.throwIfAborted();
    rows.push(stage.rows + stage.dropped.length);
    await keepRejected(connection, stage, index);
  }
  // 4. The accepted ones, as one file.
  const acceptedFile = await acceptedRows(connection, stages, duplicates, folder);
  const plan = firstPlan(stages);
  await connection.run(salesView(acceptedFile, columns, plan, stages));
  const quality = await measureQuality(connection, rows, plan, strict);
  return {
    relation: SALES,
    compact: compactSales(stages, columns),
    rejected: `(SELECT source, line, reason, raw FROM ${REJECTED} ORDER BY ALL)`,
    columns,
    quality,
    rows,
    span: await timeSpan(connection),
    acceptedFile,
  };
}

async function acceptedRows(
  connection: DuckDBConnection,
  stages: readonly Stage[],
  duplicates: number,
  folder: string,
): Promise<string> {
  const [only, ...others] = stages;
  if (only !== undefined && others.length === 0 && only.rows === only.valid && duplicates === 0) {
    return only.file;
  }
  const file = join(folder, "accepted.parquet");
  const parts: string[] = [];
  for (const [index, stage] of stages.entries()) {
    const isDuplicate = duplicates === 0 ? null : await duplicateTest(connection, stage, index);
    const { columns, from } = stagePart(stage);
    const without = isDuplicate === null ? "" : ` AND NOT (${isDuplicate})`;
    parts.push(`SELECT ${columns} FROM ${from} WHERE "timestamp" IS NOT NULL${without}`);
  }
  await connection.run(`COPY (${parts.join(" UNION ALL BY NAME ")}) TO ${duckdb.text(file)} (FORMAT parquet)`);
  return file;
}

/**
 * A condition that holds for the duplicates among a stage's rows, null where there are none. It asks a bitmap, because
 * a join, anti or left, hands rows on in any order (DuckDB 1.5) and takes five times as long.
 */
async function duplicateTest(connection: DuckDBConnection, stage: Stage, index: number): Promise<string | null> {
  const bits = `duplicates_${index}`;
  await connection.run(
    `SET VARIABLE ${bits} = (SELECT bitstring_agg(row, 0, ${Math.max(0, stage.rows - 1)}) FROM ${DUPLICATES} WHERE source = ${index})`,
  );
  const found = await connection.runAndReadAll(`SELECT getvariable('${bits}') IS NOT NULL`);
  return found.getRowsJS()[0]?.[0] === true
    ? `get_bit(getvariable('${bits}'), CAST(file_row_number AS INTEGER)) = 1`
    : null;
}

/** All stages as one relation: the sale columns, and source and row for a row's place. */
function stagedSql(stages: readonly Stage[]): string {
  const each = stages.map((stage, index) => {
    const { columns, from } = stagePart(stage);
    return `SELECT ${index} AS source, file_row_number AS row, ${columns} FROM ${from}`;
  });
  return `(${each.join(" UNION ALL BY NAME ")})`;
}

function stagePart(stage: Stage): { columns: string; from: string } {
  return {
    columns: stageColumns(stage.plan).map(duckdb.name).join(", "),
    from: `read_parquet(${duckdb.text(stage.file)}, file_row_number = true)`,
  };
}

function salesView(file: string, columns: ReadonlySet<SaleColumn>, plan: SalePlan, stages: readonly Stage[]): string {
  const instants = stages.some((stage) => stage.plan.columns.timestamp.offsets);
  const fromClock = zoneSql(plan.timeZone, duckdb).toInstant(`"timestamp"`);
  const list = SALE_COLUMN_NAMES.map((name) =>
    columns.has(name) ? duckdb.name(name) : `CAST(NULL AS ${emptyType(name)}) AS ${duckdb.name(name)}`,
  );
  const instant = instants ? `coalesce(event_time, ${fromClock})` : fromClock;
  return `CREATE OR REPLACE VIEW ${SALES} AS SELECT ${list.join(", ")}, ${instant} AS event_time FROM read_parquet(${duckdb.text(file)})`;
}

function compactSales(stages: readonly Stage[], columns: ReadonlySet<SaleColumn>): string {
  const labels = closedLabels(stages.map(({ plan }) => plan));
  const replaced = [...(labels ?? [])]
    .filter(([name]) => columns.has(name as SaleColumn))
    .map(([name, values]) => compactLabel(name, values));
  return replaced.length === 0 ? SALES : `(SELECT * REPLACE (${replaced.join(", ")}) FROM ${SALES})`;
}

function emptyType(name: SaleColumn): string {
  switch (SALE_COLUMNS[name].role) {
    case "money":
      return "DECIMAL(18,2)";
    case "quantity":
      return "BIGINT";
    case "time":
      return "TIMESTAMP";
    case "id":
    case "label":
      return "VARCHAR";
  }
}

async function measureQuality(
  connection: DuckDBConnection,
  rows: readonly number[],
  plan: SalePlan,
  strict: boolean,
): Promise<Quality> {
  const reasons: Partial<Record<RejectReason, number>> = {};
  const counted = await connection.runAndReadAll(`SELECT reason, count(*) FROM ${REJECTED} GROUP BY 1 ORDER BY 1`);
  for (const [reason, count] of counted.getRowsJS()) {
    reasons[reason as RejectReason] = Number(count);
  }
  const warnings: Partial<Record<WarningRule, number>> = {};
  const rules = strict ? [] : warningRules(plan, duckdb);
  const sums = rules.map(({ when }) => `count(CASE WHEN ${when} THEN 1 END)`);
  const totals = await connection.runAndReadAll(`SELECT ${["count(*)", ...sums].join(", ")} FROM ${SALES}`);
  const [accepted = 0, ...found] = (totals.getRowsJS()[0] ?? []).map(Number);
  rules.forEach(({ rule }, index) => {
    const count = found[index] ?? 0;
    if (count > 0) {
      warnings[rule] = count;
    }
  });
  const read = rows.reduce((sum, count) => sum + count, 0);
  const rejected = Object.values(reasons).reduce((sum, count) => sum + count, 0);
  if (read !== accepted + rejected) {
    throw new Error(`read ${read} rows, but accepted ${accepted} and rejected ${rejected}: a row is not accounted for`);
  }
  return { read, accepted, rejected, reasons, warnings };
}

async function timeSpan(connection: DuckDBConnection): Promise<LoadedSales["span"]> {
  const result = await connection.runAndReadAll(
    `SELECT strftime(min("timestamp"), '%Y-%m-%d %H:%M:%S'), strftime(max("timestamp"), '%Y-%m-%d %H:%M:%S') FROM ${SALES}`,
  );
  const [first, last] = result.getRowsJS()[0] ?? [];
  return typeof first === "string" && typeof last === "string" ? { first, last } : null;
}

function firstPlan(stages: readonly Stage[]): SalePlan {
  const [first] = stages;
  if (first === undefined) {
    throw new Error("nothing to load");
  }
  return first.plan;
}
