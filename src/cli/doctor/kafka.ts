import { Admin } from "@platformatic/kafka";
import { errors as english } from "../../i18n/en/errors.ts";
import { errors as spanish } from "../../i18n/es/errors.ts";
import { UserError } from "../../model/user-error.ts";
import { clientOptions, type KafkaAccess } from "../../sources/kafka/access.ts";
import { openTopics, type TopicDescription } from "../../sources/kafka/admin/topics.ts";
import { totalRecords } from "../topic-json.ts";
import { type CheckWords, type Finding, ok } from "./check.ts";

export interface KafkaWish {
  readonly access: KafkaAccess;
  readonly topic: string;
  /** Whether a person named the broker or the topic: then it is needed, else it would only be nice. */
  readonly brokerNamed: boolean;
  readonly topicNamed: boolean;
}

export interface KafkaFacts {
  readonly findings: readonly Finding[];
  readonly answers: boolean;
  /** Time of the topic's newest record; null where there is none. */
  readonly newestRecord: number | null;
}

/** Broker, login and topic, in this order: what cannot be asked is skipped. */
export async function checkKafka(check: CheckWords, wish: KafkaWish): Promise<KafkaFacts> {
  const { words } = check;
  const { access } = wish;
  const skipped = (id: "login" | "topic"): Finding => ({ id, state: "skipped", found: words.skipped, remedy: null });
  const brokers = access.brokers.join(", ");
  const admin = openTopics(access);
  try {
    const count = await brokerCount(access, () => admin.list());
    const broker = ok("broker", words.broker({ brokers, count: String(count) }));
    const topic = await checkTopic(check, wish, admin.describe);
    const findings = [broker, ok("login", loginText(words, access)), topic.finding];
    return { findings, answers: true, newestRecord: topic.found === null ? null : await newest(access, topic.found) };
  } catch (error) {
    const failure = failureOf(check, error, wish);
    const signedOut = failure.id === "login";
    const findings = signedOut
      ? [ok("broker", words.broker({ brokers, count: "?" })), failure, skipped("topic")]
      : [failure, skipped("login"), skipped("topic")];
    return { findings, answers: signedOut, newestRecord: null };
  } finally {
    await admin.close();
  }
}

async function brokerCount(access: KafkaAccess, list: () => Promise<unknown>): Promise<number> {
  // This one puts what goes wrong into words.
  await list();
  const admin = new Admin({ ...clientOptions(access, "vitrina-doctor"), retries: 0 });
  try {
    return (await admin.metadata({})).brokers.size;
  } finally {
    await admin.close();
  }
}

function failureOf({ words, format }: CheckWords, error: unknown, { access, brokerNamed }: KafkaWish): Finding {
  if (!(error instanceof UserError)) throw error;
  const state = brokerNamed ? "missing" : "warning";
  if (error.code === "kafka_unreachable") {
    const found = words.broker_none({ brokers: access.brokers.join(", ") });
    return { id: "broker", state, found, remedy: words.broker_remedy };
  }
  // The sentence says what happened, and after the first full stop what to do.
  const sentence = error.in(format.language === "es" ? spanish : english);
  const [, found = sentence, remedy = null] = /^(.*?)\. (.+)$/s.exec(sentence) ?? [];
  const id = error.code === "kafka_tls_failed" ? "broker" : "login";
  return { id, state: "missing", found, remedy };
}

function loginText(words: CheckWords["words"], { sasl, tls }: KafkaAccess): string {
  if (sasl === null) return tls === null ? words.login_open : words.login_tls;
  return words.login({ user: "username" in sasl ? sasl.username : sasl.mechanism });
}

async function checkTopic(
  { words, format }: CheckWords,
  { topic, topicNamed }: KafkaWish,
  describe: (topic: string) => Promise<TopicDescription>,
): Promise<{ readonly finding: Finding; readonly found: TopicDescription | null }> {
  try {
    const found = await describe(topic);
    const leaderless = found.parts.filter(({ leader }) => leader === null).map(({ partition }) => partition);
    if (leaderless.length > 0) {
      const text = words.topic_leaderless({ topic, partitions: leaderless.join(", ") });
      const remedy = words.topic_leaderless_remedy;
      return { finding: { id: "topic", state: "missing", found: text, remedy }, found };
    }
    const partitions = format.count(found.partitions);
    const records = format.count(totalRecords(found.parts));
    return { finding: ok("topic", words.topic({ topic, partitions, records })), found };
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== "kafka_topic_missing") throw error;
    const [state, text] = [topicNamed ? "missing" : "warning", words.topic_none({ topic })] as const;
    return { finding: { id: "topic", state, found: text, remedy: words.topic_remedy({ topic }) }, found: null };
  }
}

/** Of ListOffsets, since Kafka 3.0: the offset and time of the record with the greatest time. */
const MAX_TIMESTAMP = -3n;

async function newest(access: KafkaAccess, { topic, parts }: TopicDescription): Promise<number | null> {
  const admin = new Admin({ ...clientOptions(access, "vitrina-doctor"), retries: 0 });
  try {
    const partitions = parts
      .filter(({ leader }) => leader !== null)
      .map(({ partition }) => ({ partitionIndex: partition, timestamp: MAX_TIMESTAMP }));
    const answers = await admin.listOffsets({ topics: [{ name: topic, partitions }] });
    const times = answers.flatMap((answer) => answer.partitions.map(({ timestamp }) => Number(timestamp)));
    const greatest = Math.max(-1, ...times);
    return greatest < 0 ? null : greatest;
  } catch {
    return null;
  } finally {
    await admin.close();
  }
}
