import type { KafkaAccess } from "../../sources/kafka/access.ts";
import type { KafkaStart } from "../../sources/kafka/options.ts";

/** How Spark's Kafka connector reaches the same brokers as the same user. Holds secrets: not to be shown. */
export function clientOptions({ brokers, tls, sasl }: KafkaAccess): Record<string, string> {
  const protocol = `${sasl === null ? "" : "SASL_"}${tls === null ? "PLAINTEXT" : "SSL"}`;
  const options: Record<string, string> = { "kafka.bootstrap.servers": brokers.join(",") };
  if (protocol !== "PLAINTEXT") options["kafka.security.protocol"] = protocol;
  if (tls?.ca != null) {
    options["kafka.ssl.truststore.type"] = "PEM";
    options["kafka.ssl.truststore.certificates"] = tls.ca;
  }
  if (tls?.cert != null && tls.key !== null) {
    options["kafka.ssl.keystore.type"] = "PEM";
    options["kafka.ssl.keystore.certificate.chain"] = tls.cert;
    options["kafka.ssl.keystore.key"] = tls.key;
    if (tls.passphrase !== null) options["kafka.ssl.key.password"] = tls.passphrase;
  }
  if (sasl !== null && sasl.mechanism !== "OAUTHBEARER") {
    const module =
      sasl.mechanism === "PLAIN"
        ? "org.apache.kafka.common.security.plain.PlainLoginModule"
        : "org.apache.kafka.common.security.scram.ScramLoginModule";
    options["kafka.sasl.mechanism"] = sasl.mechanism;
    options["kafka.sasl.jaas.config"] =
      `${module} required username=${quoted(sasl.username)} password=${quoted(sasl.password)};`;
  }
  return options;
}

/** What the connector reads. */
export function sourceOptions(
  topics: readonly string[],
  { onGap, begins }: { readonly onGap: "fail" | "continue"; readonly begins: Readonly<Record<string, string>> },
): Record<string, string> {
  return {
    subscribe: topics.join(","),
    ...begins,
    // As the embedded engine reads: records of transactions count once these are committed.
    "kafka.isolation.level": "read_committed",
    failOnDataLoss: String(onGap === "fail"),
  };
}

/** Where a query without a checkpoint begins. */
export function beginOptions(start: Exclude<KafkaStart, "committed">): Record<string, string> {
  if (typeof start === "string") return { startingOffsets: start };
  return { startingTimestamp: `${start.timestamp}`, startingOffsetsByTimestampStrategy: "latest" };
}

/** The same, at these positions: `topic/partition` to the next offset. */
export function beginAt(positions: Readonly<Record<string, string>>): Record<string, string> {
  const topics: Record<string, Record<string, number>> = {};
  for (const [name, next] of Object.entries(positions)) {
    const at = name.lastIndexOf("/");
    const topic = name.slice(0, at);
    topics[topic] = { ...topics[topic], [name.slice(at + 1)]: Number(next) };
  }
  return Object.keys(topics).length === 0
    ? { startingOffsets: "earliest" }
    : { startingOffsets: JSON.stringify(topics) };
}

function quoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
