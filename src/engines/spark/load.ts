import type { RejectReason, WarningRule } from "../../model/rules.ts";
import { SALE_COLUMN_NAMES } from "../../model/sale.ts";
import { warningRules } from "../../model/sql/judge.ts";
import { spark } from "../../model/sql/spark.ts";
import { zoneSql } from "../../model/sql/zone.ts";
import type { LoadedSales, LoadOptions, PlannedSource } from "../engine.ts";
import type { Desk } from "./desk.ts";
import { findDuplicates } from "./duplicates.ts";
import { STEPS } from "./jobs/steps.ts";
import type { Keeper } from "./keeper.ts";
import { keepRejected } from "./rejects.ts";
import { ROW } from "./scan-columns.ts";
import { columnType, countStage, SOURCE, type Stage, stageSources } from "./stage.ts";

export interface SparkLoadOptions extends LoadOptions {
  readonly prefix: string;
  /** The cluster's own address of a source's file. */
  readonly see: (source: PlannedSource) => Promise<string>;
}

export interface SparkSales extends LoadedSales {
  /** The accepted sales with the columns that the shop has. */
  readonly accepted: string;
  /** The same in any order. */
  readonly unordered: string;
}

/** Reads, judges and keeps all sources; every row read is accepted or rejected, or this throws. */
export async function loadSources(
  desk: Desk,
  keeper: Keeper,
  sources: readonly PlannedSource[],
  { prefix, see, strict, onProgress }: SparkLoadOptions,
): Promise<SparkSales> {
  // 1. Each source once, from its bytes to typed and judged rows.
  const placed = [];
  for (const source of sources) placed.push({ source, address: await see(source) });
  onProgress?.({ fraction: 0.1 });
  const stage = await stageSources(desk.at(STEPS.read), keeper, placed, { strict, prefix });
  onProgress?.({ fraction: 0.8 });
  // 2. Of rows that share an id, the first valid one stays.
  const duplicates = await findDuplicates(desk.at(STEPS.duplicates), keeper, stage, `${prefix}_duplicates`);
  // 3. The rejected ones, with line and raw text.
  const counting = desk.at(STEPS.count);
  const counts = await countStage(counting, stage);
  const rejected = await keepRejected(desk.at(STEPS.rejected), keeper, stage, {
    counts,
    duplicates,
    name: `${prefix}_rejected`,
  });
  // 4. The accepted ones.
  const sales = `${prefix}_sales`;
  const ordered = `${prefix}_ordered`;
  await desk.view(sales, salesSql(stage, duplicates, false));
  await desk.view(ordered, salesSql(stage, duplicates, true));
  const rows = sources.map((_, index) => counts.find(({ source }) => source === index)?.rows ?? 0);
  const reasons = rejected.kept ? await countReasons(counting, rejected.name) : {};
  const measured = await measure(counting, stage, { sales, strict });
  const read = rows.reduce((sum, count) => sum + count, 0);
  const rejectedRows = Object.values(reasons).reduce((sum, count) => sum + count, 0);
  const { accepted, warnings, span } = measured;
  if (read !== accepted + rejectedRows) {
    throw new Error(
      `read ${read} rows, but accepted ${accepted} and rejected ${rejectedRows}: a row is not accounted for`,
    );
  }
  onProgress?.({ fraction: 1 });
  const columns = [...[...stage.columns].map(spark.name), ...(stage.instants ? ["event_time"] : [])].join(", ");
  return {
    relation: sales,
    compact: ordered,
    rejected: `(SELECT source, line, reason, raw FROM ${rejected.name})`,
    columns: stage.columns,
    quality: { read, accepted, rejected: rejectedRows, reasons, warnings },
    rows,
    span,
    accepted: `SELECT ${columns} FROM ${ordered}`,
    unordered: `SELECT ${columns} FROM ${sales}`,
  };
}

/** Files are read in any order, so where the order counts one task sorts. */
function salesSql({ name, sources, columns, instants }: Stage, duplicates: string | null, inOrder: boolean): string {
  const [source, row] = [SOURCE, ROW].map(spark.name);
  const list = SALE_COLUMN_NAMES.map((column) =>
    columns.has(column) ? spark.name(column) : `CAST(NULL AS ${columnType(column)}) AS ${spark.name(column)}`,
  );
  const fromClock = zoneSql(sources[0]?.plan.timeZone ?? "UTC", spark).toInstant("`timestamp`");
  const instant = instants ? `coalesce(event_time, ${fromClock})` : fromClock;
  const valid =
    duplicates === null
      ? `SELECT * FROM ${name} WHERE reason IS NULL`
      : `SELECT /*+ BROADCAST(d) */ s.* FROM ${name} AS s LEFT ANTI JOIN ${duplicates} AS d ON d.${source} = s.${source} AND d.${row} = s.${row} WHERE s.reason IS NULL`;
  const rows = inOrder
    ? `SELECT * FROM (SELECT /*+ COALESCE(1) */ * FROM (${valid})) SORT BY ${source}, ${row}`
    : valid;
  return `SELECT ${list.join(", ")}, ${instant} AS event_time FROM (${rows}) AS valid`;
}

async function countReasons({ rows }: Desk, rejected: string): Promise<Partial<Record<RejectReason, number>>> {
  const counted = await rows(`SELECT reason, count(*) AS n FROM ${rejected} GROUP BY 1 ORDER BY 1`);
  return Object.fromEntries(counted.map(({ reason, n }) => [String(reason), Number(n)]));
}

async function measure({ rows }: Desk, stage: Stage, { sales, strict }: { sales: string; strict: boolean }) {
  const [first] = stage.sources;
  const rules = strict || first === undefined ? [] : warningRules(first.plan, spark);
  const time = (edge: "min" | "max") => `date_format(${edge}(\`timestamp\`), 'yyyy-MM-dd HH:mm:ss') AS ${edge}`;
  const sums = rules.map(({ rule, when }) => `count(CASE WHEN ${when} THEN 1 END) AS ${rule}`);
  const [totals] = await rows(
    `SELECT ${["count(*) AS n", time("min"), time("max"), ...sums].join(", ")} FROM ${sales}`,
  );
  const warnings: Partial<Record<WarningRule, number>> = {};
  for (const { rule } of rules) {
    const count = Number(totals?.[rule] ?? 0);
    if (count > 0) warnings[rule] = count;
  }
  const { min, max } = totals ?? {};
  const span = typeof min === "string" && typeof max === "string" ? { first: min, last: max } : null;
  return { warnings, span, accepted: Number(totals?.n ?? 0) };
}
