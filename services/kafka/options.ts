import type { ServiceError } from "../words.ts";
import type { KafkaVersion } from "./jars.ts";

export interface KafkaOptions {
  readonly version?: KafkaVersion;
  /** One is its own controller. With more, the controller is a process of its own, so that any broker can be stopped. */
  readonly brokers?: number;
  /** Port of the first broker, the others take the next ones; without it, or 0, free ones are taken. */
  readonly port?: number;
  /** Adds listeners with TLS; a client certificate is optional there. */
  readonly tls?: boolean;
  /** Adds listeners where these users sign in, with PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512; with `tls` also over TLS. */
  readonly sasl?: readonly KafkaUser[];
  /** Settings of every broker, over those given here: server.properties. */
  readonly config?: Readonly<Record<string, string | number | boolean>>;
  /** Partitions of topics that are created without saying how many. */
  readonly partitionsDefault?: number;
  /** Kept at the end; without it the data is in a temporary folder. */
  readonly dataFolder?: string;
  /** Of Java, such as 512m. */
  readonly heap?: string;
  /** More words for Java, such as -XX:TieredStopAtLevel=1, which starts sooner and works slower. */
  readonly jvm?: readonly string[];
  /**
   * What clients are told instead of a plain listener's own address, for a proxy between: its port on 127.0.0.1.
   * The brokers talk to each other beside it. Called once for each broker, before it starts.
   */
  readonly advertise?: (broker: { readonly id: number; readonly port: number }) => Promise<number>;
  /** Milliseconds until a start has failed. */
  readonly patience?: number;
}

export interface KafkaUser {
  readonly username: string;
  readonly password: string;
}

export interface Kafka {
  readonly version: KafkaVersion;
  /** host:port of the plain listeners, as clients are told. */
  readonly bootstrap: string[];
  readonly listeners: KafkaListeners;
  /** PEM texts, with `tls`. */
  readonly ca: string | null;
  readonly client: { readonly cert: string; readonly key: string } | null;
  readonly brokers: readonly KafkaBroker[];
  /** Fulfilled with the reason when a process ends that nobody told to. */
  readonly failed: Promise<ServiceError>;
  /** What each broker logs is in a file of this folder. */
  readonly logDir: string;
  /** Stops everything; a temporary folder is removed. */
  close(): Promise<void>;
}

/** host:port of each broker. */
export interface KafkaListeners {
  readonly plain: readonly string[];
  readonly tls?: readonly string[];
  readonly sasl?: readonly string[];
  readonly saslTls?: readonly string[];
}

export interface KafkaBroker {
  readonly id: number;
  /** Of its plain listener. */
  readonly port: number;
  /** Of the running or the last process. */
  readonly pid: number;
  /** SIGKILL by default. Comes back when the process has ended, or at once after a signal that does not end it. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** With the same ports and data. Comes back when it is known to the cluster again. */
  restart(): Promise<void>;
}

/** `startKafka`, as a value. */
export type StartKafka = (options: KafkaOptions) => Promise<Kafka>;
