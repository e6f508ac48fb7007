import { ensureTopic } from "../../sinks/kafka/ensure-topic.ts";
import { openKafkaResults } from "../../sinks/kafka/kafka-results.ts";
import type { StreamSink } from "../../sinks/stream/stream-sink.ts";
import { clientOptions, type KafkaAccess } from "../../sources/kafka/access.ts";
import { openTopics } from "../../sources/kafka/admin/topics.ts";
import { kafkaWriteError } from "../kafka-write-error.ts";

const CLIENT = "vitrina-stream";

/** Throws UserError where no broker answers or a topic is missing. */
export async function checkTopics(access: KafkaAccess, topics: readonly string[]): Promise<void> {
  const admin = openTopics(access);
  try {
    for (const topic of topics) await admin.describe(topic);
  } finally {
    await admin.close();
  }
}

/** Makes the topics that Spark writes to where they are missing. */
export async function makeTopics(access: KafkaAccess, results: string, letters: string): Promise<void> {
  const client = clientOptions(access, CLIENT);
  const make = (topic: string, config: Record<string, string>) =>
    ensureTopic(client, { topic, partitions: 1, replication: null, config }).catch((error: unknown) => {
      throw kafkaWriteError(error, topic, access);
    });
  await make(results, { "cleanup.policy": "compact" });
  await make(letters, {});
}

/** Says in the results topic which windows are final: Spark, which writes the others, does not tell there. */
export async function openFinalResults(access: KafkaAccess, topic: string, now: () => Date): Promise<StreamSink> {
  const inWords = <T>(work: () => Promise<T>): Promise<T> =>
    work().catch((error: unknown) => {
      throw kafkaWriteError(error, topic, access);
    });
  const client = clientOptions(access, CLIENT);
  const results = await inWords(() => openKafkaResults({ client, topic, now: () => now().getTime() }));
  return {
    async publish(batch) {
      const rows = batch.rows.filter(({ final }) => final);
      if (rows.length > 0) await inWords(() => results.publish({ ...batch, rows }));
    },
    close: () => results.close(),
  };
}
