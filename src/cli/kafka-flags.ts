import type { Command } from "commander";
import { UserError } from "../model/user-error.ts";
import { type Declaration, declareOption } from "./declaration.ts";

/** The options that say how to reach Kafka, as given. */
export interface KafkaFlags {
  readonly brokers: readonly string[];
  readonly tls?: boolean;
  readonly tlsCa?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly tlsServerName?: string;
  readonly sasl?: "plain" | "scram-sha-256" | "scram-sha-512" | "oauthbearer";
  readonly user?: string;
  readonly passwordFile?: string;
}

const USUAL_BROKER = "localhost:9092";

/** Of every command that talks to Kafka. `readKafkaAccess` makes an access of them. */
export function declareKafka(command: Command, { words, readers }: Declaration): void {
  const { kafka } = words;
  const mechanisms = readers.oneOf(["plain", "scram-sha-256", "scram-sha-512", "oauthbearer"]);
  declareOption(command, "--brokers", kafka.brokers, {
    read: brokerReader(kafka.expected.brokers),
    otherwise: [USUAL_BROKER],
    shown: USUAL_BROKER,
  });
  declareOption(command, "--tls", kafka.tls);
  declareOption(command, "--tls-ca", kafka.tls_ca);
  declareOption(command, "--tls-cert", kafka.tls_cert);
  declareOption(command, "--tls-key", kafka.tls_key);
  declareOption(command, "--tls-server-name", kafka.tls_server_name);
  declareOption(command, "--sasl", kafka.sasl, { read: mechanisms });
  declareOption(command, "--user", kafka.user);
  declareOption(command, "--password-file", kafka.password_file);
}

/** Without a port it is Kafka's usual one. */
function brokerReader(expected: string) {
  return (option: string) =>
    (text: string): string[] => {
      const brokers = text.split(",").map((part) => part.trim());
      return brokers.map((broker) => {
        const [, host, port = "9092"] = /^([^\s:/]+)(?::(\d{1,5}))?$/.exec(broker) ?? [];
        if (host === undefined || Number(port) < 1 || Number(port) > 65_535) {
          throw new UserError("bad_option", { option, value: text, expected });
        }
        return `${host}:${port}`;
      });
    };
}
