/** What can go wrong with a Kafka cluster and its topics. */
export const kafkaErrors = {
  kafka_unreachable: (p: { brokers: string; cause: string }) =>
    `No Kafka broker answers at ${p.brokers} (${p.cause}). Check that it is running and that the address and port are right: --brokers host:port.`,
  kafka_login_refused: (p: { brokers: string; cause: string }) =>
    `The Kafka broker at ${p.brokers} refuses the login (${p.cause}). Check the mechanism, the user name and the password.`,
  kafka_topic_missing: (p: { topic: string }) =>
    `The topic ${p.topic} does not exist on this Kafka. Check the name with vitrina topics list, or create it with vitrina topics create ${p.topic}.`,
  kafka_topic_denied: (p: { topic: string }) =>
    `Kafka does not allow this user to read the topic ${p.topic}. Ask for read permission on it, or use another user.`,
  kafka_topic_deleted: (p: { topic: string }) =>
    `The topic ${p.topic} was deleted while it was being read. What was read is kept; create the topic again and start with a new --state, or read another topic.`,
  kafka_topic_recreated: (p: { topic: string }) =>
    `The topic ${p.topic} was deleted and created again after its first records had been read, so positions in it mean nothing any more. What was read is kept; start with a new --state to read the new topic.`,
  kafka_offsets_gone: (p: { topic: string; partition: number; from: string; to: string }) =>
    `Topic ${p.topic}, partition ${p.partition}: Kafka has deleted offsets ${p.from} to ${p.to} (not included) before they could be read. To go on without them, start with --on-gap continue; to avoid it, raise the topic's retention.`,
  kafka_position_ahead: (p: { topic: string; partition: number; position: string; end: string }) =>
    `Topic ${p.topic}, partition ${p.partition}: the state stands at offset ${p.position} but the topic ends at ${p.end}, so it was created again or lost records. Start with a new --state.`,
  kafka_bad_position: (p: { partition: string; position: string }) =>
    `The state holds "${p.position}" as position of ${p.partition}, which is not an offset of Kafka. Start with a new --state.`,
  kafka_damaged: (p: { topic: string; partition: number; offset: string }) =>
    `Topic ${p.topic}, partition ${p.partition}: the records from offset ${p.offset} on are damaged, three times in a row. Check the broker's disk, or restore the partition from a replica.`,
  kafka_group_needed: (_p: Record<never, never>) =>
    "Starting from committed offsets needs a consumer group. Name one with --group, or start with --from earliest or --from latest.",
  kafka_group_refused: (p: { group: string; cause: string }) =>
    `Kafka does not let this program join the consumer group ${p.group} (${p.cause}). Use another group with --group, or ask for permission to use it.`,
  kafka_tls_failed: (p: { brokers: string; cause: string }) =>
    `The encrypted connection to Kafka at ${p.brokers} failed (${p.cause}). Check that this port speaks TLS, and name the authority that signed the broker's certificate with --tls-ca.`,
  kafka_tls_needed: (p: { brokers: string }) =>
    `Kafka at ${p.brokers} wants an encrypted connection. Add --tls, or --tls-ca with the authority that signed its certificate.`,
  kafka_topic_exists: (p: { topic: string }) =>
    `The topic ${p.topic} exists already, and was left as it is. See it with vitrina topics describe ${p.topic}, or choose another name.`,
  kafka_topic_name: (p: { topic: string }) =>
    `"${p.topic}" cannot be the name of a topic. Use up to 249 letters (a to z), digits, dots, hyphens and underscores.`,
  kafka_not_allowed: (p: { topic: string }) =>
    `Kafka does not allow this user to do that${p.topic === "" ? "" : ` with the topic ${p.topic}`}. Ask for the permission, or use another user.`,
  kafka_topic_refused: (p: { topic: string; cause: string }) =>
    `Kafka refuses the topic ${p.topic}: ${p.cause}. Check --partitions, --replication and --config.`,
  kafka_password_missing: (p: { variable: string }) =>
    `No password for Kafka. Put it into the environment variable ${p.variable}, or into a file named with --password-file.`,
};
