/** What can go wrong with writing to a Kafka topic. */
export const kafkaWriteErrors = {
  kafka_batch_too_large: (p: { topic: string }) =>
    `Kafka refuses a batch for the topic ${p.topic} because it is too large. Raise the topic's max.message.bytes to 1000000 or more.`,
  kafka_records_lost: (p: { topic: string }) =>
    `Kafka no longer has records of the topic ${p.topic} that it had acknowledged, so writing stopped rather than leave a gap unseen. Check the brokers' disks and the topic's replicas, then start again.`,
  kafka_write_refused: (p: { topic: string; cause: string }) =>
    `Kafka refuses to write to the topic ${p.topic}: ${p.cause}. Check the topic's settings with vitrina topics describe ${p.topic}.`,
  kafka_write_timeout: (p: { topic: string; cause: string }) =>
    `Kafka did not acknowledge in time what was written to ${p.topic} (${p.cause}). Check the brokers, or allow more with --timeout.`,
};
