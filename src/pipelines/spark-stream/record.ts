import { mkdir, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import type { SalePlan } from "../../model/plan.ts";
import type { StreamDefinition } from "../../model/stream/stream-definition.ts";
import type { StreamQuality } from "../../model/stream/stream-progress.ts";
import type { WindowRow } from "../../model/stream/window-row.ts";
import { UserError } from "../../model/user-error.ts";
import { errorCode } from "../../sinks/files/system-error.ts";

/**
 * What is known here of a stream that Spark computes. Windows, duplicates and positions are in Spark's checkpoint; this says
 * where that is, how far its results were read, and how the open windows stood then.
 */
export interface SparkRecord {
  readonly format: number;
  readonly definition: StreamDefinition;
  readonly plan: SalePlan;
  /** Of the query, as Spark's pages show it. */
  readonly name: string;
  /** As the cluster names it. */
  readonly checkpoint: string;
  /** Rises where the figures begin anew: each has a checkpoint of its own. */
  readonly generation: number;
  /** Number of the last batch before this generation. */
  readonly base: number;
  /** Where the query begins in the source while it has no checkpoint; options of Spark's. */
  readonly begins: Readonly<Record<string, string>>;
  readonly resultsTopic: string;
  readonly deadLettersTopic: string;
  /** Where the query was seen running. */
  readonly session: { readonly id: string; readonly userId: string } | null;
  readonly query: StartedQuery | null;
  /** Of the results topic, by partition: everything before was taken in. */
  readonly results: Readonly<Record<string, string>>;
  readonly open: readonly WindowRow[];
  /** Milliseconds: windows that end by then are final. */
  readonly finalUntil: number | null;
  /** Of the last micro-batch; 0 before the first. */
  readonly batch: number;
  readonly positions: Readonly<Record<string, string>>;
  /** Of all micro-batches that were told of. */
  readonly quality: StreamQuality;
}

export interface StartedQuery {
  readonly id: string;
  readonly runId: string;
  /** How it was started: one that was started otherwise is not followed, but started again. */
  readonly how: string;
}

const FORMAT = 1;
const FILE = "spark-stream.json";

/** Null where there is none. Throws UserError for one that is damaged or newer. */
export async function readRecord(folder: string): Promise<SparkRecord | null> {
  let text: string;
  try {
    text = await readFile(join(folder, FILE), "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
  try {
    const record = JSON.parse(text) as SparkRecord;
    if (record.format > FORMAT) throw new UserError("state_newer", { folder, format: record.format, known: FORMAT });
    return record;
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError("spark_stream_record_damaged", { file: join(folder, FILE) }, { cause: error });
  }
}

/** As a whole or not at all. */
export async function writeRecord(folder: string, record: Omit<SparkRecord, "format">): Promise<void> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, FILE);
  const file = await open(`${path}.new`, "w");
  try {
    await file.writeFile(`${JSON.stringify({ format: FORMAT, ...record })}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}
