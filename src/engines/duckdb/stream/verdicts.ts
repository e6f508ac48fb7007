import type { DuckDBConnection } from "@duckdb/node-api";
import { lastWindowEnd } from "../../../model/stream/watermark.ts";
import { markDuplicates } from "./duplicates.ts";
import { EXCLUDED, type VerdictContext } from "./excluded.ts";
import { type Incoming, partSql } from "./incoming.ts";
import { JUDGED } from "./judged.ts";
import { lateRowsSql } from "./late.ts";

/** A run of neighbouring rows of one partition that the rules let through; times in milliseconds. */
export interface RowRun {
  readonly part: number;
  readonly rows: number;
  readonly earliest: number;
  readonly latest: number;
  /** For each warning how many rows raise it. */
  readonly warnings: readonly number[];
}

/** Rows in a run: few enough that rows in order of time lie close together, many enough to be told quickly. */
const RUN_ROWS = 2048;

/**
 * Sorts out, among the rows that the rules let through, the future ones, the duplicates and the late ones, and leaves them
 * in the table `excluded`. Returns whether there are any.
 */
export async function excludeRows(context: VerdictContext, runs: readonly RowRun[]): Promise<boolean> {
  const { connection, definition } = context;
  if (runs.length === 0) return false;
  let excluded = definition.futureSeconds !== null && (await excludeFuture(context, runs, definition.futureSeconds));
  const mayBeLate = definition.late === "keep" && isLatePossible(context, runs);
  if (context.plan.columns.transaction_id !== undefined && definition.duplicateSeconds > 0) {
    const latest = () => (mayBeLate ? lateRows(context) : Promise.resolve(new Set<number>()));
    excluded =
      (await markDuplicates(
        connection,
        context.plan,
        { horizonSeconds: definition.duplicateSeconds, rows: context.incoming.count },
        latest,
      )) || excluded;
  }
  if (mayBeLate) {
    const inserted = await connection.run(
      `INSERT INTO ${EXCLUDED} SELECT row, 'late', false, watermark FROM (${lateRowsSql(context)})`,
    );
    excluded = inserted.rowsChanged > 0 || excluded;
  }
  return excluded;
}

/** Rows that the rules let through and nothing excluded, as SQL to select from: `row` is their place. */
export function acceptedSql(excluded: boolean): string {
  const without = excluded ? ` AND rowid NOT IN (SELECT row FROM ${EXCLUDED})` : "";
  return `(SELECT rowid AS row, * FROM ${JUDGED} WHERE reason IS NULL${without})`;
}

/** The runs of `rows` (see `acceptedSql`), in their order, each with its number of warnings of each of these conditions. */
export async function rowRuns(
  connection: DuckDBConnection,
  incoming: Incoming,
  rows: string,
  warnings: readonly string[],
): Promise<RowRun[]> {
  const counts = warnings.map((when) => `count(CASE WHEN ${when} THEN 1 END)`);
  const columns = ["count(*)", "min(epoch_ms(event_time))", "max(epoch_ms(event_time))", ...counts].join(", ");
  const result = await connection.runAndReadAll(
    `SELECT ${partSql(incoming, "row")} AS part, row // ${RUN_ROWS} AS run, ${columns}
     FROM ${rows} GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  return result.getRowsJS().map(([part, , count, earliest, latest, ...found]) => ({
    part: Number(part),
    rows: Number(count),
    earliest: Number(earliest),
    latest: Number(latest),
    warnings: found.map(Number),
  }));
}

/** The rule compares with each record's own time, which only JavaScript knows; almost always nothing comes near it. */
async function excludeFuture(
  { connection, incoming }: VerdictContext,
  runs: readonly RowRun[],
  futureSeconds: number,
): Promise<boolean> {
  const bound = futureSeconds * 1000;
  const rows: number[] = [];
  for (const [part, ofPart] of Map.groupBy(runs, (run) => run.part)) {
    const latest = Math.max(...ofPart.map((run) => run.latest));
    const times = incoming.parts[part]?.batch.records.times ?? new Float64Array();
    const oldest = times.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY);
    if (latest <= oldest + bound) continue;
    const found = await connection.runAndReadAll(
      `SELECT rowid, epoch_ms(event_time) FROM ${JUDGED}
       WHERE reason IS NULL AND ${partSql(incoming, "rowid")} = ${part} AND epoch_ms(event_time) > ${oldest + bound}`,
    );
    for (const [row, time] of found.getRowsJS()) {
      if (Number(time) > incoming.record(Number(row)).time + bound) rows.push(Number(row));
    }
  }
  if (rows.length === 0) return false;
  await connection.run(`INSERT INTO ${EXCLUDED} SELECT unnest([${rows.join(", ")}]), 'future', false, NULL`);
  return true;
}

/**
 * Nothing in a run is late where the window of its earliest row is still open to the watermark at the run's end. Duplicates
 * count here as if they moved the watermark: that may cost a closer look, and changes no verdict.
 */
function isLatePossible({ definition, incoming, latest }: VerdictContext, runs: readonly RowRun[]): boolean {
  const highest = new Map<number, number>();
  return runs.some(({ part, ...run }) => {
    const before = highest.get(part) ?? latest(incoming.parts[part]?.batch.partition ?? "") ?? run.latest;
    const reached = Math.max(before, run.latest);
    highest.set(part, reached);
    return lastWindowEnd(run.earliest, definition) <= reached - definition.watermarkSeconds * 1000;
  });
}

async function lateRows(context: VerdictContext): Promise<Set<number>> {
  const result = await context.connection.runAndReadAll(lateRowsSql(context));
  return new Set(result.getRowsJS().map(([row]) => Number(row)));
}
