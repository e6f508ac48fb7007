import { planColumns, type SalePlan, widen } from "../../model/plan.ts";
import { SALE_COLUMN_NAMES, SALE_COLUMNS, type SaleColumn } from "../../model/sale.ts";
import { judgeSql } from "../../model/sql/judge.ts";
import { spark } from "../../model/sql/spark.ts";
import { columnToWiden } from "../duckdb/column-to-widen.ts";
import type { PlannedSource } from "../engine.ts";
import type { Desk } from "./desk.ts";
import type { Keeper } from "./keeper.ts";
import { type Reading, scanSql, sourceOf } from "./scan.ts";
import { BAD, type FileScan, QUOTES, RAW, ROW } from "./scan-columns.ts";

/** All sources' rows, judged and kept by the cluster. */
export interface Stage {
  /** Rows with `SOURCE`, `ROW`, `RAW` (of rejected ones, where the format has lines), `reason`, the sale columns and `event_time`. */
  readonly name: string;
  readonly sources: readonly StagedSource[];
  readonly columns: ReadonlySet<SaleColumn>;
  /** Whether some source's times carry offsets. */
  readonly instants: boolean;
}

export interface StagedSource {
  readonly source: PlannedSource;
  readonly plan: SalePlan;
  readonly view: string;
  readonly scan: FileScan;
}

export interface SourceCount {
  readonly source: number;
  readonly rows: number;
  readonly rejected: number;
  /** Rejected ones whose raw text was not kept. */
  readonly untold: number;
}

export const SOURCE = "vitrina source";
/** Longer raw text is cut: one kilobyte tells what was wrong, a megabyte of garbage tells no more. */
export const MAX_RAW = 65_536;

interface Placed {
  readonly source: PlannedSource;
  /** As the cluster names it. */
  readonly address: string;
}

export interface StageOptions {
  readonly strict: boolean;
  /** Begins the names of all that is kept. */
  readonly prefix: string;
}

/** Reads each source once. Starts again where a column was planned too narrowly or quotes go on over lines. */
export async function stageSources(
  desk: Desk,
  keeper: Keeper,
  placed: readonly Placed[],
  options: StageOptions,
): Promise<Stage> {
  let plans = placed.map(({ source }) => source.plan);
  const readings = placed.map((): Reading => "lines");
  const headers: (number | null)[] = [];
  const views = placed.map((_, index) => `${options.prefix}_file_${index}`);
  for (const index of placed.keys()) await openFile(desk, placed, index, views, "lines");
  for (let attempt = 0; ; attempt += 1) {
    const sources: StagedSource[] = [];
    for (const [index, { source }] of placed.entries()) {
      const view = views[index] ?? "";
      const header = headers[index] ?? (await headerOf(desk, source, view));
      headers[index] = header;
      const plan = plans[index] ?? source.plan;
      sources.push({ source, plan, view, scan: scanSql(source.shape, { view, header }, readings[index] ?? "lines") });
    }
    const name = `${options.prefix}_stage_${attempt}`;
    const types = commonTypes(plans);
    try {
      await keeper.keep(
        desk,
        name,
        sources.map((each, index) => stageSql(each, index, types, options)).join(" UNION ALL "),
      );
      return { name, sources, columns: new Set(types.keys()), instants: plans.some(hasOffsets) };
    } catch (error) {
      const column = columnToWiden(error);
      const quoted = error instanceof Error ? quotedSource(error.message) : undefined;
      if (column !== undefined) plans = plans.map((plan) => widen(plan, column));
      else if (quoted !== undefined && readings[quoted] === "lines") {
        readings[quoted] = "quoted";
        await openFile(desk, placed, quoted, views, "quoted");
      } else throw error;
    }
  }
}

/** Of each source that has rows. */
export async function countStage({ rows }: Desk, { name }: Stage): Promise<SourceCount[]> {
  const untold = `count(CASE WHEN reason IS NOT NULL AND ${spark.name(RAW)} IS NULL THEN 1 END)`;
  const counted = await rows(
    `SELECT ${spark.name(SOURCE)} AS source, count(*) AS n, count(reason) AS rejected, ${untold} AS untold FROM ${name} GROUP BY 1`,
  );
  return counted.map(({ source, n, rejected, untold }) => ({
    source: Number(source),
    rows: Number(n),
    rejected: Number(rejected),
    untold: Number(untold),
  }));
}

function quotedSource(message: string): number | undefined {
  const found = new RegExp(`${QUOTES} (\\d+)`).exec(message)?.[1];
  return found === undefined ? undefined : Number(found);
}

async function openFile(
  desk: Desk,
  placed: readonly Placed[],
  index: number,
  views: readonly string[],
  reading: Reading,
): Promise<void> {
  const { source, address } = placed[index] as Placed;
  await desk.files(views[index] ?? "", sourceOf(source.shape, address, reading));
}

/**
 * The place of the first line that is not empty; Spark reads no further. As one piece, because of several pieces LIMIT takes
 * rows of the one that a machine has at hand.
 */
async function headerOf({ rows }: Desk, { shape }: PlannedSource, view: string): Promise<number | null> {
  if (shape.format.kind !== "csv" || !shape.format.header) return null;
  const [first] = await rows(
    `SELECT /*+ COALESCE(1) */ row FROM (SELECT value, monotonically_increasing_id() AS row FROM ${view}) WHERE value NOT IN ('', '\\r') LIMIT 1`,
  );
  return first === undefined ? null : Number(first.row);
}

function stageSql(
  { plan, scan, source }: StagedSource,
  index: number,
  types: ReadonlyMap<SaleColumn, string>,
  { strict }: StageOptions,
): string {
  const bad = spark.name(BAD);
  const rows = scan.sql.replaceAll(QUOTES, `${QUOTES} ${index}`);
  const judged = judgeSql(plan, `(${rows}) AS file`, spark, { strict, unreadable: bad, carried: [RAW, ROW] });
  const has = new Set(planColumns(plan));
  const columns = [...types].map(([name, type]) => {
    const column = spark.name(name);
    return `CAST(${has.has(name) ? column : "NULL"} AS ${type}) AS ${column}`;
  });
  const instant = hasOffsets(plan) ? "event_time" : `CAST(NULL AS ${spark.wallClock}) AS event_time`;
  const raw = source.shape.format.kind === "parquet" ? "CAST(NULL AS STRING)" : rawSql();
  return `SELECT ${[`${index} AS ${spark.name(SOURCE)}`, spark.name(ROW), `CAST(reason AS INT) AS reason`, `CASE WHEN reason IS NOT NULL THEN ${raw} END AS ${spark.name(RAW)}`, ...columns, instant].join(", ")} FROM (${judged}) AS judged`;
}

/** Raw text, one letter for each byte where it is no UTF-8, so that nothing of it is lost. */
export function rawSql(): string {
  const raw = spark.name(RAW);
  const bytes = `CAST(${raw} AS BINARY)`;
  return `left(CASE WHEN octet_length(${raw}) = length(${raw}) OR decode(${bytes}, 'UTF-8') = ${raw} THEN ${raw} ELSE decode(${bytes}, 'ISO-8859-1') END, ${MAX_RAW})`;
}

function hasOffsets(plan: SalePlan): boolean {
  return plan.columns.timestamp.offsets;
}

/** Sale columns that some source has, with a type that holds the values of all. */
function commonTypes(plans: readonly SalePlan[]): ReadonlyMap<SaleColumn, string> {
  const present = new Set(plans.flatMap(planColumns));
  return new Map(SALE_COLUMN_NAMES.filter((name) => present.has(name)).map((name) => [name, commonType(name, plans)]));
}

function commonType(name: SaleColumn, plans: readonly SalePlan[]): string {
  switch (name) {
    case "transaction_id":
    case "customer_id":
    case "product_id":
      return plans.some(({ columns }) => (columns[name]?.type ?? "integer") === "text") ? "STRING" : "BIGINT";
    case "quantity":
      return plans.some(({ columns }) => columns.quantity?.decimals === 3) ? "DECIMAL(22,3)" : "BIGINT";
    default:
      return columnType(name);
  }
}

/** The type of a sale column that no source has. */
export function columnType(name: SaleColumn): string {
  switch (SALE_COLUMNS[name].role) {
    case "money":
      return "DECIMAL(18,2)";
    case "quantity":
      return "BIGINT";
    case "time":
      return spark.wallClock;
    case "id":
    case "label":
      return "STRING";
  }
}
