import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { cleanMessage } from "./clean-message.ts";
import { type StreamOptions, streamCommand } from "./commands.ts";
import type { SparkSession } from "./link.ts";
import {
  CommandSchema,
  type StreamingQueryCommandResult,
  type StreamingQueryCommandSchema,
  type StreamingQueryManagerCommandResult,
  type StreamingQueryManagerCommandSchema,
} from "./protocol/generated/command_pb.js";
import type { ExecutePlanResponse } from "./protocol/generated/execute_pb.js";
import type { Relation } from "./relations.ts";
import { type QueryOptions, runCommand } from "./results.ts";
import { SparkError } from "./spark-error.ts";
import { sqlStateOf } from "./sql-states.ts";
import { parseProgress, type StreamProgress } from "./stream-progress.ts";

/** A streaming query. Only the session that started it can ask for it. */
export interface Stream {
  /** The same after each restart from the same checkpoint. */
  readonly id: string;
  /** New with each start. */
  readonly runId: string;
  readonly name: string | undefined;
}

export interface StreamStatus {
  /** A sentence of Spark's: what it does just now. */
  readonly message: string;
  readonly dataAvailable: boolean;
  readonly triggerActive: boolean;
  /** False when it has ended, by itself, by `stopStream` or by an error. */
  readonly active: boolean;
}

/** Starts a streaming query, which lives on the server until it is stopped, fails, or its session ends. */
export async function startStream(
  session: SparkSession,
  input: Relation,
  options: StreamOptions,
  run: QueryOptions = {},
): Promise<Stream> {
  const results = await runCommand(session, streamCommand(input, options), run);
  const started = results.find((result) => result.case === "writeStreamOperationStartResult")?.value;
  if (started?.queryId === undefined) throw missing(session, "a started stream");
  return { id: started.queryId.id, runId: started.queryId.runId, name: started.name || undefined };
}

export async function streamStatus(session: SparkSession, stream: Stream): Promise<StreamStatus> {
  const result = await ask(session, stream, { case: "status", value: true });
  if (result.resultType.case !== "status") throw missing(session, "a stream's status");
  const { statusMessage: message, isDataAvailable, isTriggerActive, isActive } = result.resultType.value;
  return { message, dataAvailable: isDataAvailable, triggerActive: isTriggerActive, active: isActive };
}

/** Of the last micro-batch; undefined before the first one. */
export async function lastProgress(session: SparkSession, stream: Stream): Promise<StreamProgress | undefined> {
  return (await progress(session, stream, "lastProgress"))[0];
}

/** Of the last micro-batches (spark.sql.streaming.numRecentProgressUpdates of them), oldest first. */
export function recentProgress(session: SparkSession, stream: Stream): Promise<readonly StreamProgress[]> {
  return progress(session, stream, "recentProgress");
}

/** Ends a streaming query and waits for it. What it has done stays done; its checkpoint continues it. */
export async function stopStream(session: SparkSession, stream: Stream): Promise<void> {
  await ask(session, stream, { case: "stop", value: true });
}

/** Waits until everything that was there when asked has been worked through. For tests: with a busy source it may never be. */
export async function processAllAvailable(session: SparkSession, stream: Stream): Promise<void> {
  await ask(session, stream, { case: "processAllAvailable", value: true });
}

/** Why it ended, as an error; undefined while it runs and where it was stopped. */
export async function streamException(session: SparkSession, stream: Stream): Promise<SparkError | undefined> {
  const { resultType } = await ask(session, stream, { case: "exception", value: true });
  if (resultType.case !== "exception" || resultType.value.exceptionMessage === undefined) return undefined;
  const cleaned = cleanMessage(resultType.value.exceptionMessage);
  const errorClass = resultType.value.errorClass || cleaned.errorClass;
  const sqlState = cleaned.sqlState ?? sqlStateOf(errorClass);
  return new SparkError("query", session.link.redact(cleaned.message), {
    ...(errorClass === undefined ? {} : { errorClass }),
    ...(sqlState === undefined ? {} : { sqlState }),
    ...(cleaned.detail === undefined ? {} : { detail: session.link.redact(cleaned.detail) }),
  });
}

/** The plan of its last micro-batch. */
export async function explainStream(
  session: SparkSession,
  stream: Stream,
  { extended = false }: { readonly extended?: boolean } = {},
): Promise<string> {
  const { resultType } = await ask(session, stream, { case: "explain", value: { extended } });
  if (resultType.case !== "explain") throw missing(session, "a stream's plan");
  return resultType.value.result;
}

/** Waits until it has ended, at most that long; returns whether it has. Throws the error that ended it. */
export async function awaitStream(
  session: SparkSession,
  stream: Stream,
  timeoutMs?: number,
  signal?: AbortSignal,
): Promise<boolean> {
  const value = timeoutMs === undefined ? {} : { timeoutMs: BigInt(timeoutMs) };
  const { resultType } = await ask(session, stream, { case: "awaitTermination", value }, { signal });
  if (resultType.case === "awaitTermination") return resultType.value.terminated;
  if (timeoutMs === undefined) return true;
  throw missing(session, "whether a stream has ended");
}

/** The session's running streaming queries. */
export async function activeStreams(session: SparkSession): Promise<readonly Stream[]> {
  const { resultType } = await manage(session, { case: "active", value: true });
  if (resultType.case !== "active") throw missing(session, "the active streams");
  return resultType.value.activeQueries.flatMap(toStream);
}

/** A running streaming query of the session by its id; undefined where there is none. */
export async function findStream(session: SparkSession, id: string): Promise<Stream | undefined> {
  const { resultType } = await manage(session, { case: "getQuery", value: id });
  return resultType.case === "query" ? toStream(resultType.value)[0] : undefined;
}

/** Forgets streams that ended, so that `awaitAnyStream` waits for the next one. */
export async function resetTerminated(session: SparkSession): Promise<void> {
  await manage(session, { case: "resetTerminated", value: true });
}

/** Waits until any stream of the session has ended; returns whether one has. Throws the error that ended it. */
export async function awaitAnyStream(
  session: SparkSession,
  timeoutMs?: number,
  signal?: AbortSignal,
): Promise<boolean> {
  const value = timeoutMs === undefined ? {} : { timeoutMs: BigInt(timeoutMs) };
  const { resultType } = await manage(session, { case: "awaitAnyTermination", value }, { signal });
  return resultType.case === "awaitAnyTermination" ? resultType.value.terminated : true;
}

async function progress(
  session: SparkSession,
  stream: Stream,
  which: "lastProgress" | "recentProgress",
): Promise<readonly StreamProgress[]> {
  const { resultType } = await ask(session, stream, { case: which, value: true });
  return resultType.case === "recentProgress" ? resultType.value.recentProgressJson.map(parseProgress) : [];
}

async function ask(
  session: SparkSession,
  { id, runId }: Stream,
  command: NonNullable<MessageInitShape<typeof StreamingQueryCommandSchema>["command"]>,
  options: QueryOptions = {},
): Promise<StreamingQueryCommandResult> {
  const results = await runCommand(
    session,
    create(CommandSchema, {
      commandType: { case: "streamingQueryCommand", value: { queryId: { id, runId }, command } },
    }),
    options,
  );
  return pick(session, results, "streamingQueryCommandResult");
}

async function manage(
  session: SparkSession,
  command: NonNullable<MessageInitShape<typeof StreamingQueryManagerCommandSchema>["command"]>,
  options: QueryOptions = {},
): Promise<StreamingQueryManagerCommandResult> {
  const results = await runCommand(
    session,
    create(CommandSchema, { commandType: { case: "streamingQueryManagerCommand", value: { command } } }),
    options,
  );
  return pick(session, results, "streamingQueryManagerCommandResult");
}

type Result = ExecutePlanResponse["responseType"];
type Values = { [Answer in Result as Answer["case"] & string]: NonNullable<Answer["value"]> };

function pick<Name extends keyof Values>(session: SparkSession, results: readonly Result[], name: Name): Values[Name] {
  const found = results.find((result) => result.case === name);
  if (found === undefined) throw missing(session, "an answer");
  return found.value as Values[Name];
}

function toStream(instance: { id?: { id: string; runId: string } | undefined; name?: string | undefined }): Stream[] {
  if (instance.id === undefined) return [];
  return [{ id: instance.id.id, runId: instance.id.runId, name: instance.name || undefined }];
}

function missing(session: SparkSession, what: string): SparkError {
  return new SparkError("protocol", `${session.server} sent no ${what.replace(/^an? /, "")}.`);
}
