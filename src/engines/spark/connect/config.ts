import { callServer, type SparkSession } from "./link.ts";
import type { ConfigResponse } from "./protocol/generated/service_pb.js";

/** A setting of the session; undefined where it is not set and has no default. */
export async function getConfig(session: SparkSession, key: string): Promise<string | undefined> {
  const { pairs } = await callConfig(session, { case: "getOption", value: { keys: [key] } });
  return pairs[0]?.value;
}

/** All settings, or those whose names begin with the prefix (which Spark leaves out of the names it returns). */
export async function getAllConfig(session: SparkSession, prefix?: string): Promise<ReadonlyMap<string, string>> {
  const { pairs } = await callConfig(session, { case: "getAll", value: prefix === undefined ? {} : { prefix } });
  return new Map(pairs.map(({ key, value }) => [key, value ?? ""]));
}

/** Sets them for this session. Returns Spark's warnings (of deprecated names). */
export async function setConfig(
  session: SparkSession,
  settings: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const pairs = Object.entries(settings).map(([key, value]) => ({ key, value }));
  return (await callConfig(session, { case: "set", value: { pairs } })).warnings;
}

/** Back to the server's own. */
export async function unsetConfig(session: SparkSession, ...keys: readonly string[]): Promise<void> {
  await callConfig(session, { case: "unset", value: { keys: [...keys] } });
}

type Operation =
  | { readonly case: "getOption" | "unset"; readonly value: { readonly keys: string[] } }
  | { readonly case: "getAll"; readonly value: { readonly prefix?: string } }
  | { readonly case: "set"; readonly value: { readonly pairs: { key: string; value: string }[] } };

function callConfig(session: SparkSession, opType: Operation): Promise<ConfigResponse> {
  return callServer(session, (client, context, options) =>
    client.config({ ...context, operation: { opType } }, options),
  );
}
