import { REJECTING_RULES, WARNING_RULES } from "../../model/rules.ts";
import { reasonCode } from "../../model/sql/judge.ts";
import { spark } from "../../model/sql/spark.ts";
import type { Desk } from "./desk.ts";
import type { Keeper } from "./keeper.ts";
import { RAW, ROW } from "./scan-columns.ts";
import { MAX_RAW, rawSql, SOURCE, type SourceCount, type Stage, type StagedSource } from "./stage.ts";

/** The rejected rows as a kept table or view: source, line (null where unknown), reason, raw; in the order of the sources' rows. */
export async function keepRejected(
  desk: Desk,
  keeper: Keeper,
  stage: Stage,
  { counts, duplicates, name }: Rejecting,
): Promise<{ readonly name: string; readonly kept: boolean }> {
  const [source, row] = [SOURCE, ROW].map(spark.name);
  const places = [
    `SELECT ${source} AS source, ${row} AS row, reason, ${spark.name(RAW)} AS raw FROM ${stage.name} WHERE reason IS NOT NULL`,
    ...(duplicates === null
      ? []
      : [`SELECT ${source}, ${row}, ${reasonCode("duplicate_id")}, CAST(NULL AS STRING) FROM ${duplicates}`]),
  ].join(" UNION ALL ");
  const silent = new Set<number>();
  const some = new Set<number>();
  for (const { source: index, rejected, untold } of counts) {
    if (rejected > 0) some.add(index);
    if (untold > 0) silent.add(index);
  }
  if (duplicates !== null) {
    for (const row of await desk.rows(`SELECT DISTINCT ${source} AS source FROM ${duplicates}`)) {
      some.add(Number(row.source));
      silent.add(Number(row.source));
    }
  }
  if (some.size === 0) {
    await desk.view(name, EMPTY);
    return { name, kept: false };
  }
  const parts: string[] = [];
  for (const index of some) {
    const staged = stage.sources[index];
    if (staged === undefined) throw new Error(`no source has the number ${index}`);
    const own = `SELECT row, reason, raw FROM (${places}) WHERE source = ${index}`;
    parts.push(await partSql(desk, staged, own, silent.has(index)));
  }
  const all = `SELECT /*+ COALESCE(1) */ * FROM (${parts.join(" UNION ALL ")})`;
  await keeper.keep(desk, name, `SELECT * FROM (${all}) SORT BY source, line NULLS LAST, reason, raw`);
  return { name, kept: true };
}

interface Rejecting {
  readonly counts: readonly SourceCount[];
  /** The table of their places. */
  readonly duplicates: string | null;
  readonly name: string;
}

const EMPTY =
  "SELECT CAST(NULL AS STRING) AS source, CAST(NULL AS BIGINT) AS line, CAST(NULL AS STRING) AS reason, CAST(NULL AS STRING) AS raw WHERE 1 = 0";

/** The rejected rows of one source. Raw text that was not kept (of duplicates, which looked valid) is read again. */
async function partSql(desk: Desk, staged: StagedSource, places: string, silent: boolean): Promise<string> {
  const { source, scan } = staged;
  const line = await lineSql(desk, staged);
  const columns = `${spark.text(source.shown)} AS source, ${line} AS line, ${reasonSql("p.reason")} AS reason`;
  if (!silent) return `SELECT ${columns}, p.raw FROM (${places}) AS p`;
  const isParquet = source.shape.format.kind === "parquet";
  const [row, raw] = [ROW, RAW].map(spark.name);
  const again = isParquet
    ? `SELECT ${row}, left(to_json(struct(${source.shape.columns.map(({ name }) => spark.name(name)).join(", ")})), ${MAX_RAW}) AS ${raw} FROM (${scan.sql})`
    : `SELECT ${row}, ${rawSql()} AS ${raw} FROM (${scan.sql})`;
  return `SELECT /*+ BROADCAST(p) */ ${columns}, coalesce(p.raw, f.${raw}) AS raw FROM (${again}) AS f JOIN (${places}) AS p ON p.row = f.${row}`;
}

function reasonSql(code: string): string {
  const cases = [...REJECTING_RULES, ...WARNING_RULES].map((reason) => `WHEN ${reasonCode(reason)} THEN '${reason}'`);
  return `CASE ${code} ${cases.join(" ")} END`;
}

/** A row's line: its place within its piece of the file, and the lines of the pieces before. */
async function lineSql({ rows }: Desk, { source, view, scan }: StagedSource): Promise<string> {
  const { kind } = source.shape.format;
  if (kind !== "csv" && kind !== "ndjson") return "CAST(NULL AS BIGINT)";
  if (scan.lines === "rows") return "CAST(p.row AS BIGINT)";
  const places = `SELECT monotonically_increasing_id() AS row, input_file_block_start() AS block FROM ${view}`;
  const pieces = await rows(
    `SELECT block, min(row) AS first, max(row) AS last, count(*) AS n FROM (${places}) GROUP BY block ORDER BY block`,
  );
  let before = 0n;
  const cases = pieces.map(({ first, last, n }) => {
    const [from, to] = [BigInt(String(first)), BigInt(String(last))];
    const shift = before - from + 1n;
    before += BigInt(String(n));
    return `WHEN p.row BETWEEN ${from} AND ${to} THEN p.row + (${shift})`;
  });
  return `CASE ${cases.join(" ")} END`;
}
