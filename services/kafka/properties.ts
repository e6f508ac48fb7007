import type { KafkaNode } from "./layout.ts";
import type { KafkaOptions, KafkaUser } from "./options.ts";

export interface NodeSettings extends Pick<KafkaOptions, "brokers" | "tls" | "sasl" | "config" | "partitionsDefault"> {
  readonly node: KafkaNode;
  readonly controller: KafkaNode;
  /** Port that clients are told for the plain listener. */
  readonly advertised: number;
  /** Folder with keystore.pem and ca.pem. */
  readonly certificates: string;
}

/** The text of a node's server.properties. */
export function serverProperties(settings: NodeSettings): string {
  const { node, controller, brokers = 1, config = {}, partitionsDefault = 1 } = settings;
  const listeners = listenersOf(settings);
  const copies = Math.min(3, brokers);
  const own: Record<string, string | number | boolean> = {
    "process.roles": [node.serves ? "broker" : "", node.controls ? "controller" : ""].filter(Boolean).join(","),
    "node.id": node.id,
    "controller.quorum.voters": `${controller.id}@127.0.0.1:${controller.ports.controller}`,
    "controller.listener.names": "CONTROLLER",
    listeners: listeners.map(({ name, port }) => `${name}://127.0.0.1:${port}`).join(","),
    "listener.security.protocol.map":
      "CONTROLLER:PLAINTEXT,INTERNAL:PLAINTEXT,PLAIN:PLAINTEXT,TLS:SSL,SASL:SASL_PLAINTEXT,SASLTLS:SASL_SSL",
    "log.dirs": node.folder,
    "num.partitions": partitionsDefault,
    "default.replication.factor": copies,
    "offsets.topic.replication.factor": copies,
    "transaction.state.log.replication.factor": copies,
    "transaction.state.log.min.isr": 1,
    // Small where a small cluster gains nothing from more: threads, files and memory of internal topics.
    "offsets.topic.num.partitions": 4,
    "transaction.state.log.num.partitions": 4,
    "log.cleaner.dedupe.buffer.size": 16 * 1024 * 1024,
    "group.initial.rebalance.delay.ms": 0,
    // A broker that was killed may come back only when the controller has given up its former self.
    "broker.session.timeout.ms": 3000,
    "broker.heartbeat.interval.ms": 500,
    ...(node.serves ? brokerSettings(settings, listeners) : {}),
    ...config,
  };
  return Object.entries(own)
    .map(([key, value]) => `${key}=${escaped(String(value))}\n`)
    .join("");
}

interface Listener {
  readonly name: "CONTROLLER" | "INTERNAL" | "PLAIN" | "TLS" | "SASL" | "SASLTLS";
  readonly port: number;
  /** Null: not told to clients. Certificates are checked against names, so TLS is told by name. */
  readonly advertised: string | null;
}

function listenersOf({ node, advertised, tls = false, sasl = [] }: NodeSettings): Listener[] {
  const { ports } = node;
  const listener = (name: Listener["name"], port: number, host = "127.0.0.1", told = port): Listener => ({
    name,
    port,
    advertised: `${host}:${told}`,
  });
  return [
    ...(node.controls ? [{ name: "CONTROLLER", port: ports.controller, advertised: null } as const] : []),
    ...(!node.serves
      ? []
      : [
          listener("INTERNAL", ports.internal),
          listener("PLAIN", ports.plain, "127.0.0.1", advertised),
          ...(tls ? [listener("TLS", ports.tls, "localhost")] : []),
          ...(sasl.length > 0 ? [listener("SASL", ports.sasl)] : []),
          ...(sasl.length > 0 && tls ? [listener("SASLTLS", ports.saslTls, "localhost")] : []),
        ]),
  ];
}

function brokerSettings({ tls = false, sasl = [], certificates }: NodeSettings, listeners: readonly Listener[]) {
  return {
    "inter.broker.listener.name": "INTERNAL",
    "advertised.listeners": listeners
      .flatMap(({ name, advertised }) => (advertised === null ? [] : [`${name}://${advertised}`]))
      .join(","),
    ...(tls
      ? {
          "ssl.keystore.type": "PEM",
          "ssl.keystore.location": `${certificates}/keystore.pem`,
          "ssl.truststore.type": "PEM",
          "ssl.truststore.location": `${certificates}/ca.pem`,
          "ssl.client.auth": "requested",
        }
      : {}),
    ...(sasl.length > 0 ? { ...signIn("sasl", sasl), ...(tls ? signIn("sasltls", sasl) : {}) } : {}),
  };
}

/** The SCRAM users are in the cluster's metadata; PLAIN knows those of its settings. */
function signIn(listener: string, users: readonly KafkaUser[]): Record<string, string> {
  const known = users.map(({ username, password }) => `user_${username}=${quoted(password)}`).join(" ");
  const security = "org.apache.kafka.common.security";
  const setting = (name: string) => `listener.name.${listener}.${name}`;
  return {
    [setting("sasl.enabled.mechanisms")]: "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512",
    [setting("plain.sasl.jaas.config")]: `${security}.plain.PlainLoginModule required ${known};`,
    [setting("scram-sha-256.sasl.jaas.config")]: `${security}.scram.ScramLoginModule required;`,
    [setting("scram-sha-512.sasl.jaas.config")]: `${security}.scram.ScramLoginModule required;`,
  };
}

function quoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

/** A properties file has its own use for backslashes. */
function escaped(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
}
