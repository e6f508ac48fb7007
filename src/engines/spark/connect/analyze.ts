import type { MessageInitShape } from "@bufbuild/protobuf";
import { type CallFacts, callServer, type SparkSession } from "./link.ts";
import {
  type AnalyzePlanRequestSchema,
  type AnalyzePlanResponse,
  AnalyzePlanRequest_Explain_ExplainMode as Mode,
} from "./protocol/generated/service_pb.js";
import type { Relation } from "./relations.ts";
import { type Column, toColumns } from "./schema.ts";
import { SparkError } from "./spark-error.ts";

/** What a relation's columns will be. Checks names and types; runs nothing. */
export async function schemaOf(session: SparkSession, relation: Relation): Promise<readonly Column[]> {
  const result = await analyze(session, "schema", { case: "schema", value: { plan: planOf(relation) } }, relation);
  return toColumns(result.schema);
}

/** How Spark would run it. */
export async function explainPlan(
  session: SparkSession,
  relation: Relation,
  mode: keyof typeof MODES = "formatted",
): Promise<string> {
  const value = { plan: planOf(relation), explainMode: MODES[mode] };
  return (await analyze(session, "explain", { case: "explain", value }, relation)).explainString;
}

/** The schema as an indented list. */
export async function treeString(session: SparkSession, relation: Relation): Promise<string> {
  const value = { plan: planOf(relation) };
  return (await analyze(session, "treeString", { case: "treeString", value }, relation)).treeString;
}

/** Whether a source of it is a stream. */
export async function isStreaming(session: SparkSession, relation: Relation): Promise<boolean> {
  const value = { plan: planOf(relation) };
  return (await analyze(session, "isStreaming", { case: "isStreaming", value }, relation)).isStreaming;
}

/** The files it reads, as URLs of the cluster's. */
export async function inputFiles(session: SparkSession, relation: Relation): Promise<readonly string[]> {
  const value = { plan: planOf(relation) };
  return (await analyze(session, "inputFiles", { case: "inputFiles", value }, relation)).files;
}

/** The columns of a DDL text, as "id BIGINT, name STRING". */
export async function parseDdl(session: SparkSession, ddl: string): Promise<readonly Column[]> {
  return toColumns((await analyze(session, "ddlParse", { case: "ddlParse", value: { ddlString: ddl } })).parsed);
}

/** Keeps its rows in the cluster's memory (and disk) from its first use on. */
export async function persist(session: SparkSession, relation: Relation): Promise<void> {
  await analyze(session, "persist", { case: "persist", value: { relation } }, relation);
}

/** Forgets them. With `blocking` waits until they are gone. */
export async function unpersist(session: SparkSession, relation: Relation, { blocking = false } = {}): Promise<void> {
  await analyze(session, "unpersist", { case: "unpersist", value: { relation, blocking } }, relation);
}

type Question = NonNullable<MessageInitShape<typeof AnalyzePlanRequestSchema>["analyze"]>;
type Answers = AnalyzePlanResponse["result"];
type Values = { [Answer in Answers as Answer["case"] & string]: Answer["value"] };

async function analyze<Name extends keyof Values>(
  session: SparkSession,
  name: Name,
  question: Question,
  relation?: Relation,
): Promise<NonNullable<Values[Name]>> {
  const { result } = await callServer(
    session,
    (client, context, options) => client.analyzePlan({ ...context, analyze: question }, options),
    textOf(relation),
  );
  if (result.case !== name) throw new SparkError("protocol", `${session.server} did not answer about ${name}.`);
  return result.value as NonNullable<Values[Name]>;
}

function textOf(relation: Relation | undefined): CallFacts {
  return relation?.relType.case === "sql" ? { query: relation.relType.value.query } : {};
}

function planOf(relation: Relation) {
  return { opType: { case: "root" as const, value: relation } };
}

const MODES = {
  simple: Mode.SIMPLE,
  extended: Mode.EXTENDED,
  codegen: Mode.CODEGEN,
  cost: Mode.COST,
  formatted: Mode.FORMATTED,
} as const;
