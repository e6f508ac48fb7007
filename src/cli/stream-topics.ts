import type { StreamState } from "../engines/duckdb/stream/state.ts";
import type { DeadLetterRecord } from "../sinks/kafka/kafka-dead-letters.ts";
import type { PublishedBatch, StreamSink } from "../sinks/stream/stream-sink.ts";
import type { KafkaAccess } from "../sources/kafka/access.ts";
import type { StreamFlags } from "./commands/stream.ts";
import type { Session } from "./io.ts";
import { kafkaWriteError } from "./kafka-write-error.ts";

/** Dead letters are read from the state so many at a time. */
const PAGE = 500;

/** The topics that a stream writes to: its windows, and the records it refused. Loads the Kafka client only if there are any. */
export async function openTopicSinks(
  flags: StreamFlags,
  state: StreamState,
  kafka: () => Promise<KafkaAccess>,
  session: Session,
): Promise<StreamSink[]> {
  const { resultsTopic, deadLettersTopic } = flags;
  if (resultsTopic === undefined && deadLettersTopic === undefined) return [];
  const access = await kafka();
  const { clientOptions } = await import("../sources/kafka/access.ts");
  const client = clientOptions(access, "vitrina-stream");
  const inWords = <T>(topic: string, work: () => Promise<T>): Promise<T> =>
    work().catch((error: unknown) => {
      throw kafkaWriteError(error, topic, access);
    });
  const sinks: StreamSink[] = [];
  if (resultsTopic !== undefined) {
    const { openKafkaResults } = await import("../sinks/kafka/kafka-results.ts");
    const results = await inWords(resultsTopic, () =>
      openKafkaResults({ client, topic: resultsTopic, now: () => session.io.now().getTime() }),
    );
    sinks.push({
      publish: (batch) => inWords(resultsTopic, () => results.publish(batch)),
      close: () => results.close(),
    });
  }
  if (deadLettersTopic !== undefined) {
    const { openKafkaDeadLetters } = await import("../sinks/kafka/kafka-dead-letters.ts");
    const letters = await inWords(deadLettersTopic, () => openKafkaDeadLetters({ client, topic: deadLettersTopic }));
    const send = (records: readonly DeadLetterRecord[]) => inWords(deadLettersTopic, () => letters.publish(records));
    sinks.push(deadLetterSink(state, send, () => letters.close()));
  }
  return sinks;
}

/** Sends what was refused up to the batch at hand; after a crash what was perhaps sent is sent again, under the same keys. */
function deadLetterSink(
  state: StreamState,
  send: (records: readonly DeadLetterRecord[]) => Promise<void>,
  close: () => Promise<void>,
): StreamSink {
  let sentUntil = state.checkpoint().published;
  return {
    async publish({ batch }: PublishedBatch) {
      for (let after = 0; ; ) {
        const found = await state.deadLetters({ batches: { after: sentUntil, to: batch }, after, limit: PAGE });
        const last = found.at(-1);
        if (last === undefined) break;
        await send(found.map((letter) => ({ ...letter, time: Date.parse(letter.received) })));
        after = last.id;
      }
      sentUntil = Math.max(sentUntil, batch);
    },
    close,
  };
}
