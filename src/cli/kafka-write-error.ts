import { UserError } from "../model/user-error.ts";
import { WriteFailure } from "../sinks/kafka/write-failure.ts";
import type { KafkaAccess } from "../sources/kafka/access.ts";
import { topicError } from "../sources/kafka/admin/topic-error.ts";

/** What went wrong with writing to a topic, as one sentence. */
export function kafkaWriteError(error: unknown, topic: string, access: KafkaAccess): UserError {
  if (!(error instanceof WriteFailure)) return topicError(error, topic, access);
  const { reason } = error;
  const options = { cause: error };
  switch (reason.kind) {
    case "topic_missing":
      return new UserError("kafka_topic_missing", { topic }, options);
    case "not_allowed":
      return new UserError("kafka_not_allowed", { topic }, options);
    case "too_large":
      return new UserError("kafka_batch_too_large", { topic }, options);
    case "lost":
      return new UserError("kafka_records_lost", { topic }, options);
    case "refused":
      return new UserError("kafka_write_refused", { topic, cause: reason.cause }, options);
    case "gave_up":
      return new UserError("kafka_write_timeout", { topic, cause: reason.cause }, options);
  }
}
