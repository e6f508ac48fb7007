import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import { STATE_FILE } from "../../engines/duckdb/stream/open-state.ts";
import type { SalePlan } from "../../model/plan.ts";
import { changedParts, type DefinitionPart, type StreamDefinition } from "../../model/stream/stream-definition.ts";
import { NOTHING_READ } from "../../model/stream/stream-progress.ts";
import { UserError } from "../../model/user-error.ts";
import { beginAt, beginOptions } from "../../pipelines/spark-stream/kafka-options.ts";
import { readRecord, type SparkRecord } from "../../pipelines/spark-stream/record.ts";
import { statusOf } from "../../sinks/files/durable.ts";
import type { KafkaStart } from "../../sources/kafka/options.ts";
import type { StreamFlags } from "../commands/stream.ts";

export interface RecordContext {
  readonly flags: StreamFlags;
  /** The state's folder, as people named it. */
  readonly folder: string;
  readonly cwd: string;
  readonly definition: StreamDefinition;
  readonly topic: string;
  readonly start: Exclude<KafkaStart, "committed">;
  /** Settles how records become sales; asked only where that is not known. */
  readonly settle: () => Promise<SalePlan | null>;
}

export interface OpenedRecord {
  readonly record: SparkRecord;
  /** In what the stream was started otherwise. */
  readonly changed: readonly DefinitionPart[];
}

/**
 * What is known of the stream of this state folder, or a new one; null where the source holds nothing to begin with.
 * Throws UserError where it was started under another definition and nobody said what is to become of it.
 */
export async function openRecord(context: RecordContext): Promise<OpenedRecord | null> {
  const { flags, folder, cwd, definition } = context;
  if ((await statusOf(join(resolve(cwd, folder), STATE_FILE))) !== undefined) {
    throw new UserError("spark_stream_embedded", { folder });
  }
  const known = await readRecord(resolve(cwd, folder));
  if (known === null) {
    const plan = await context.settle();
    return plan === null ? null : { record: newRecord(context, plan), changed: [] };
  }
  if (known.definition.source !== definition.source) {
    throw new UserError("state_of_other_source", { folder, source: known.definition.source });
  }
  const given = flags.checkpoint;
  if (given !== undefined && parentOf(known) !== trimmed(given)) {
    throw new UserError("spark_stream_moved", { folder, before: parentOf(known), now: trimmed(given) });
  }
  const changed = changedParts(known.definition, definition);
  const topics = {
    resultsTopic: flags.resultsTopic ?? known.resultsTopic,
    deadLettersTopic: flags.deadLettersTopic ?? known.deadLettersTopic,
  };
  if (changed.length === 0) return { record: { ...known, ...topics }, changed };
  if (flags.onChange === "refuse") throw new UserError("spark_stream_changed", { folder, parts: changed });
  const plan = (await context.settle()) ?? known.plan;
  return { record: { ...begunAnew(known, flags.onChange), ...topics, definition, plan }, changed };
}

function newRecord(context: RecordContext, plan: SalePlan): SparkRecord {
  const { flags, folder, cwd, definition, topic, start } = context;
  const place = resolve(cwd, folder);
  const parent = trimmed(flags.checkpoint ?? `file://${join(place, "checkpoint")}`);
  const id = createHash("sha256").update(`${definition.source} ${parent}`).digest("hex").slice(0, 8);
  return {
    format: 1,
    definition,
    plan,
    name: `vitrina-${id}`,
    checkpoint: `${parent}/1`,
    generation: 1,
    base: 0,
    begins: beginOptions(start),
    resultsTopic: flags.resultsTopic ?? `${topic}.windows-${id}`,
    deadLettersTopic: flags.deadLettersTopic ?? `${topic}.dead-letters`,
    session: null,
    query: null,
    results: {},
    open: [],
    finalUntil: null,
    batch: 0,
    positions: {},
    quality: NOTHING_READ,
  };
}

/** Another definition has a checkpoint of its own; what is in the results topic by now is of the old one. */
function begunAnew(known: SparkRecord, how: "replay" | "drop"): SparkRecord {
  const generation = known.generation + 1;
  return {
    ...known,
    generation,
    checkpoint: `${parentOf(known)}/${generation}`,
    base: known.batch,
    ...(how === "replay"
      ? { begins: beginOptions("earliest"), positions: {}, quality: NOTHING_READ }
      : { begins: beginAt(known.positions) }),
    results: {},
    open: [],
    finalUntil: null,
  };
}

function parentOf({ checkpoint }: SparkRecord): string {
  return checkpoint.slice(0, checkpoint.lastIndexOf("/"));
}

function trimmed(address: string): string {
  return address.replace(/\/+$/, "");
}
