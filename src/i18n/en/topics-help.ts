/** Help of `vitrina topics`. */
export const topicsHelp = {
  summary: "list, create or describe the topics of a Kafka",
  text: "Looks at any Kafka cluster. describe shows where each partition is, from which offset to which it can be read, and how long records are kept. Records are counted by their offsets: in a compacted or transactional topic there are fewer.",
  action: { name: "ACTION", text: "list, create or describe" },
  topic: { name: "NAME", text: "the topic to create or to describe (default: transacciones_ventas)" },
  partitions: { value: "N", text: "partitions of a new topic (default: as the broker is set up)" },
  replication: { value: "N", text: "copies of each partition of a new topic (default: as the broker is set up)" },
  config: { value: "KEY=VALUE", text: "setting of a new topic, such as retention.ms=86400000; may be repeated" },
  format: { value: "table|json", text: "how the answer is printed" },
  expected: {
    partitions: "a whole number, 1 or more",
    config: "KEY=VALUE, such as retention.ms=86400000",
  },
  examples: [
    ["vitrina topics list", "topics of the broker on this machine"],
    ["vitrina topics create transacciones_ventas --partitions 2", "a topic for sales"],
    ["vitrina topics describe transacciones_ventas --format json", "where it stands, for programs"],
    ["vitrina topics list --brokers kafka.shop:9093 --tls-ca ca.pem --user ana", "signed in, over TLS"],
  ],
};

/** What `vitrina topics` says. */
export const topics = {
  none: "No topics yet. Create one with: vitrina topics create",
  created: (p: { topic: string; partitions: string; replication: string }) =>
    `Created ${p.topic}: partitions ${p.partitions}, copies of each ${p.replication}.`,
  topic: "Topic",
  partition: "Partition",
  partitions: "Partitions",
  replication: "Copies",
  leader: "Leader",
  replicas: "Brokers",
  in_sync: "In sync",
  earliest: "Earliest",
  latest: "Next offset",
  records: "Records",
  kept_for: "Kept for",
  kept_up_to: "Kept up to",
  per_partition: (p: { size: string }) => `${p.size} per partition`,
  cleanup: "Clean-up",
  settings: "Own settings",
  no_limit: "no limit",
  total: "Total",
};
