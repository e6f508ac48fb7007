import { planColumns, type SalePlan } from "../../../model/plan.ts";
import { missingColumns, type WindowedQuery } from "../../../model/query.ts";
import { REJECTING_RULES, type RejectReason, WARNING_RULES, type WarningRule } from "../../../model/rules.ts";
import type { SaleColumn } from "../../../model/sale.ts";
import { reasonCode, warningRules } from "../../../model/sql/judge.ts";
import { spark } from "../../../model/sql/spark.ts";
import type { StreamDefinition } from "../../../model/stream/stream-definition.ts";
import { windowedQuery } from "../../../model/stream/windowed-queries.ts";
import { viewCommand } from "../connect/commands.ts";
import type { SparkSession } from "../connect/link.ts";
import { observed, type Relation, sqlRelation, withoutDuplicates, withWatermark } from "../connect/relations.ts";
import { runCommand } from "../connect/results.ts";
import { judgedSql, RECORD, WARNED } from "./judged-sql.ts";
import { letterRecordsSql } from "./letters-sql.ts";
import { liveWindowsSql, windowRecordsSql } from "./windows-sql.ts";

/** What one streaming query of Spark computes. */
export interface ShopQuery {
  readonly definition: StreamDefinition;
  /** Held narrowly: its types say which keys are numbers. */
  readonly plan: SalePlan;
  /** The same, as Spark reads it. */
  readonly wide: SalePlan;
  readonly resultsTopic: string;
  readonly deadLettersTopic: string;
}

/** Names of what is counted in each batch; see `quality` in progress.ts. */
export const JUDGED = "judged";
export const ACCEPTED = "accepted";

export const COUNTED_REASONS: readonly RejectReason[] = [...REJECTING_RULES, ...WARNING_RULES];

/** Queries by columns that the shop has. */
export function answerableQueries({ definition, plan }: Pick<ShopQuery, "definition" | "plan">): {
  readonly queries: readonly WindowedQuery[];
  readonly unanswered: readonly { readonly query: string; readonly column: SaleColumn }[];
} {
  const columns = new Set(planColumns(plan));
  const all = definition.queries.map((id) => windowedQuery(id, definition));
  return {
    queries: all.filter((query) => missingColumns(query, columns).length === 0),
    unanswered: all.flatMap((query) => missingColumns(query, columns).map((column) => ({ query: query.id, column }))),
  };
}

/**
 * How far apart two times of one id make the second a duplicate; without ids only a record that is read twice is one.
 * Never less than the watermark's delay: Spark lets the delay of the column decide.
 */
function horizonSeconds({ definition, plan }: Pick<ShopQuery, "definition" | "plan">): number {
  const { duplicateSeconds, watermarkSeconds } = definition;
  return hasIds({ definition, plan }) ? Math.max(duplicateSeconds, watermarkSeconds) : watermarkSeconds;
}

/**
 * One relation for one streaming query: the windows of all queries and, beside them, the rejected records, each with the
 * topic it belongs to.
 *
 * records -> judged (counted) -> valid -> watermark -> without duplicates (counted) -> windows
 *         -> judged           -> watermark -> rejected
 *
 * Spark keeps an id for as long as the delay of the watermark on its column. So the column of the first line is given the
 * horizon of duplicates for a delay, and that of the second line the delay that people asked for. A query has one watermark,
 * and by the policy "max" (see settings) it is the later of both: the one that people asked for.
 */
export async function shopRelation(session: SparkSession, query: ShopQuery, records: Relation): Promise<Relation> {
  const { definition, wide, resultsTopic, deadLettersTopic } = query;
  const view = (name: string, input: Relation) => runCommand(session, viewCommand(name, input));
  const { watermarkSeconds, source } = definition;
  await view(VIEWS.records, records);
  const judged = sqlRelation(judgedSql(wide, definition, VIEWS.records));
  await view(VIEWS.judged, observed(judged, JUDGED, judgedCounts()));
  const valid = withWatermark(sqlRelation(validSql(query)), "event_time", `${horizonSeconds(query)} seconds`);
  const once = withoutDuplicates(valid, keysOf(query), { withinWatermark: true });
  await view(VIEWS.accepted, observed(once, ACCEPTED, acceptedCounts(query)));
  await view(VIEWS.letters, withWatermark(judged, "event_time", `${watermarkSeconds} seconds`));
  const { queries } = answerableQueries(query);
  const context = { relation: VIEWS.accepted, columns: new Set(planColumns(wide)), status: wide.status };
  const windows = windowRecordsSql(liveWindowsSql(queries, context), resultsTopic, numericQueries(query, queries));
  const letters = letterRecordsSql(VIEWS.letters, deadLettersTopic, source);
  return sqlRelation(`${windows} UNION ALL ${letters}`);
}

const VIEWS = {
  records: "vitrina_stream_records",
  judged: "vitrina_stream_judged",
  accepted: "vitrina_stream_accepted",
  letters: "vitrina_stream_letters",
} as const;

function hasIds({ definition, plan }: Pick<ShopQuery, "definition" | "plan">): boolean {
  return plan.columns.transaction_id !== undefined && definition.duplicateSeconds > 0;
}

function keysOf(query: ShopQuery): readonly string[] {
  return hasIds(query) ? ["transaction_id"] : [RECORD.topic, RECORD.partition, RECORD.offset];
}

/** Only what windows and warnings need moves between the machines of the cluster. */
function validSql(query: ShopQuery): string {
  const { queries } = answerableQueries(query);
  const columns = new Set<string>([...keysOf(query), "event_time", "timestamp", "total", WARNED]);
  for (const { dimensions } of queries) {
    for (const id of dimensions) if (planColumns(query.wide).some((column) => column === id)) columns.add(id);
  }
  for (const name of ["quantity", "status"] as const) if (query.wide.columns[name] !== undefined) columns.add(name);
  return `SELECT ${[...columns].map(spark.name).join(", ")} FROM ${VIEWS.judged} WHERE reason IS NULL`;
}

function judgedCounts(): string[] {
  const reasons = COUNTED_REASONS.map((id) => `count(CASE WHEN reason = ${reasonCode(id)} THEN 1 END) AS ${id}`);
  return ["count(*) AS read", ...reasons];
}

function acceptedCounts({ definition, wide }: ShopQuery): string[] {
  const rules: WarningRule[] = definition.strict ? [] : warningRules(wide, spark).map(({ rule }) => rule);
  const warned = spark.name(WARNED);
  return [
    "count(*) AS accepted",
    ...rules.map((rule, index) => `count(CASE WHEN ${warned} & ${2 ** index} <> 0 THEN 1 END) AS ${rule}`),
  ];
}

/** Hours, weekdays and whole-number ids are numbers to whoever reads them. */
function numericQueries({ plan }: ShopQuery, queries: readonly WindowedQuery[]): string[] {
  return queries
    .filter(({ dimensions: [id] }) => {
      if (id === "product_id" || id === "customer_id") return plan.columns[id]?.type === "integer";
      return id === "hour" || id === "weekday";
    })
    .map(({ id }) => id);
}
