import type { DefinitionPart } from "../../model/stream/stream-definition.ts";
import { partsOf } from "./stream-errors.ts";

/** What can go wrong with a stream that Spark computes. */
export const sparkStreamErrors = {
  spark_stream_changed: (p: { folder: string; parts: readonly DefinitionPart[] }) =>
    `${p.folder}: this stream was started with another ${partsOf(p.parts)}, and Spark cannot go on with its checkpoint. Go on as before, start beside it with another --state, read the topic again from its first record with --on-change replay, or go on from here with empty windows with --on-change drop.`,
  spark_stream_moved: (p: { folder: string; before: string; now: string }) =>
    `${p.folder}: the checkpoint of this stream is in ${p.before}, not in ${p.now}. Name that one with --checkpoint, or start beside it with another --state.`,
  spark_stream_record_damaged: (p: { file: string }) =>
    `${p.file} cannot be read, so it is not known where this stream stood. Restore it, or start with another --state and the same --checkpoint: Spark goes on from there.`,
  spark_stream_embedded: (p: { folder: string }) =>
    `${p.folder}: this state was made by the embedded engine. Choose another folder with --state, or leave --engine spark out.`,
  spark_needs_checkpoint: (_p: Record<never, never>) =>
    "The cluster does not see this machine's disk, so there is no place for the stream's checkpoint. Name one that all of the cluster reaches: --checkpoint hdfs://host/folder, s3a://… or file:///shared/folder.",
  spark_checkpoint_other: (p: { checkpoint: string }) =>
    `${p.checkpoint}: this checkpoint was made by another query, or by other windows or rules. Name another with --checkpoint, or remove it on the cluster to begin anew.`,
  spark_records_gone: (p: { source: string }) =>
    `${p.source}: Kafka has deleted records, or the topic itself, before Spark read them. To go on without them, start with --on-gap continue; to avoid it, raise the topic's retention.`,
  spark_kafka_unreachable: (p: { brokers: string; cause: string }) =>
    `The cluster does not reach Kafka at ${p.brokers} (${p.cause}). This machine does: give --brokers by a name and port that the cluster's machines reach too, and check the brokers' advertised.listeners.`,
};
