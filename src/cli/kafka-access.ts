import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { CliHelp } from "../i18n/en/cli-help.ts";
import { cliHelp as english } from "../i18n/en/cli-help.ts";
import { cliHelp as spanish } from "../i18n/es/cli-help.ts";
import { UserError } from "../model/user-error.ts";
import { readError } from "../sources/files/read-error.ts";
import type { KafkaAccess, KafkaSasl, KafkaTls } from "../sources/kafka/access.ts";
import type { Session } from "./io.ts";
import type { KafkaFlags } from "./kafka-flags.ts";

/** A secret is never an option: other users of the machine can read command lines. */
const PASSWORD = "VITRINA_KAFKA_PASSWORD";
const TOKEN = "VITRINA_KAFKA_TOKEN";
const PASSPHRASE = "VITRINA_KAFKA_KEY_PASSPHRASE";

/** How to reach Kafka: from the options, the files they name and the environment. Throws UserError. */
export async function readKafkaAccess(flags: KafkaFlags, session: Session): Promise<KafkaAccess> {
  const { expected } = (session.language === "es" ? spanish : english).kafka;
  return {
    brokers: flags.brokers,
    tls: await readTls(flags, expected, session),
    sasl: await readSasl(flags, expected, session),
  };
}

/** The same, read when it is first asked for and only then. */
export function kafkaAccessOnce(flags: KafkaFlags, session: Session): () => Promise<KafkaAccess> {
  let access: Promise<KafkaAccess> | undefined;
  return () => {
    access ??= readKafkaAccess(flags, session);
    return access;
  };
}

type Expected = CliHelp["kafka"]["expected"];

async function readTls(flags: KafkaFlags, expected: Expected, session: Session): Promise<KafkaTls | null> {
  const { tls = false, tlsCa, tlsCert, tlsKey, tlsServerName } = flags;
  if (!tls && [tlsCa, tlsCert, tlsKey, tlsServerName].every((flag) => flag === undefined)) return null;
  if ((tlsCert === undefined) !== (tlsKey === undefined)) {
    const [option, value] = tlsCert === undefined ? ["--tls-key", tlsKey] : ["--tls-cert", tlsCert];
    throw new UserError("bad_option", { option, value: value ?? "", expected: expected.key_pair });
  }
  const read = (file: string | undefined) => (file === undefined ? Promise.resolve(null) : readText(file, session));
  const [ca, cert, key] = await Promise.all([read(tlsCa), read(tlsCert), read(tlsKey)]);
  return { ca, cert, key, passphrase: session.io.env[PASSPHRASE] ?? null, serverName: tlsServerName ?? null };
}

async function readSasl(flags: KafkaFlags, expected: Expected, session: Session): Promise<KafkaSasl | null> {
  const { user } = flags;
  if (flags.sasl === undefined && user === undefined) return null;
  const { sasl = "scram-sha-512" } = flags;
  if (sasl === "oauthbearer") return { mechanism: "OAUTHBEARER", token: await readSecret(flags, TOKEN, session) };
  if (user === undefined) {
    throw new UserError("bad_option", { option: "--sasl", value: sasl, expected: expected.sasl });
  }
  return { mechanism: MECHANISMS[sasl], username: user, password: await readSecret(flags, PASSWORD, session) };
}

const MECHANISMS = {
  plain: "PLAIN",
  "scram-sha-256": "SCRAM-SHA-256",
  "scram-sha-512": "SCRAM-SHA-512",
} as const;

async function readSecret({ passwordFile }: KafkaFlags, variable: string, session: Session): Promise<string> {
  const secret =
    passwordFile === undefined
      ? session.io.env[variable]
      : (await readText(passwordFile, session)).split(/\r?\n/, 1)[0];
  if (secret === undefined || secret === "") throw new UserError("kafka_password_missing", { variable });
  return secret;
}

async function readText(file: string, { io }: Session): Promise<string> {
  try {
    return await readFile(resolve(io.cwd, file), "utf8");
  } catch (error) {
    throw readError(error, file);
  }
}
