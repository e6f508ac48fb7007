import type { BaseOptions, ConnectionOptions } from "@platformatic/kafka";

/** How to reach a Kafka cluster, and as whom. */
export interface KafkaAccess {
  /** host:port of some brokers; the others are learned from them. */
  readonly brokers: readonly string[];
  /** Null: no encryption. */
  readonly tls: KafkaTls | null;
  /** Null: nobody asks who is there. */
  readonly sasl: KafkaSasl | null;
}

/** Certificates and keys are PEM text, not paths. Null: what Node.js trusts, no certificate of our own. */
export interface KafkaTls {
  readonly ca: string | null;
  readonly cert: string | null;
  readonly key: string | null;
  readonly passphrase: string | null;
  /** Name the broker's certificate must carry; null: the name in its address. */
  readonly serverName: string | null;
}

export type KafkaSasl =
  | {
      readonly mechanism: "PLAIN" | "SCRAM-SHA-256" | "SCRAM-SHA-512";
      readonly username: string;
      readonly password: string;
    }
  | { readonly mechanism: "OAUTHBEARER"; readonly token: string };

/** Access without encryption or password, as on a machine of one's own. */
export function plainAccess(brokers: readonly string[]): KafkaAccess {
  return { brokers, tls: null, sasl: null };
}

/** What every client of the library takes. Topics are never created by asking for them. */
export function clientOptions(access: KafkaAccess, clientId: string): BaseOptions {
  return {
    clientId,
    bootstrapBrokers: [...access.brokers],
    autocreateTopics: false,
    ...connectionOptions(access),
  };
}

/** The part of them that concerns a single connection. */
export function connectionOptions({ tls, sasl }: KafkaAccess): ConnectionOptions {
  return {
    ...(tls === null ? {} : { tls: tlsOptions(tls) }),
    ...(tls?.serverName == null ? {} : { tlsServerName: tls.serverName }),
    ...(sasl === null ? {} : { sasl: { ...sasl } }),
  };
}

function tlsOptions(tls: KafkaTls): NonNullable<ConnectionOptions["tls"]> {
  return {
    ...(tls.ca === null ? {} : { ca: tls.ca }),
    ...(tls.cert === null ? {} : { cert: tls.cert }),
    ...(tls.key === null ? {} : { key: tls.key }),
    ...(tls.passphrase === null ? {} : { passphrase: tls.passphrase }),
  };
}
