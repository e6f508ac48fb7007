import { UserError } from "../../../model/user-error.ts";
import { SparkError } from "../connect/spark-error.ts";
import { explainSparkError } from "../explain-error.ts";

export interface StreamErrorPlace {
  readonly checkpoint: string;
  readonly brokers: readonly string[];
  /** The source's, for people. */
  readonly source: string;
}

/** What ended a streaming query, or kept it from starting, as a sentence for people; any other error as it is. */
export function explainStreamError(error: unknown, place: StreamErrorPlace): unknown {
  if (!(error instanceof SparkError)) return error;
  const { checkpoint, brokers, source } = place;
  const all = `${error.errorClass ?? ""} ${error.message}\n${error.detail ?? ""}`;
  const options = { cause: error };
  if (CHECKPOINT.test(all)) return new UserError("spark_checkpoint_other", { checkpoint }, options);
  if (GONE.test(all)) return new UserError("spark_records_gone", { source }, options);
  const [away] = AWAY.exec(all) ?? [];
  if (away !== undefined) {
    return new UserError("spark_kafka_unreachable", { brokers: brokers.join(", "), cause: away }, options);
  }
  return explainSparkError(error, checkpoint);
}

const CHECKPOINT =
  /StateSchemaNotCompatible|state format invalidation|STATE_STORE_\w*SCHEMA\w*|schema doesn't match to the schema for existing state|sources? in the checkpoint offsets|checkpoint location|incompatible with the (?:one|state)|Unable to find .{0,40}state|Mismatched? .{0,40}checkpoint/i;
const GONE = /failOnDataLoss|Some data may have been lost|OffsetOutOfRange|Partitions? .{0,80}(?:removed|deleted)/i;
const AWAY =
  /Timed out waiting for a node assignment|No resolvable bootstrap urls|Failed to create new KafkaAdminClient|Failed to construct kafka \w+|Timeout of \d+ms expired[^\n]*|Topic \S+ not present in metadata after \d+ ms/i;
