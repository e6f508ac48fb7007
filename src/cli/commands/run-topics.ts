import { openTopics, type TopicDescription, type TopicSummary } from "../../sources/kafka/admin/topics.ts";
import type { Session } from "../io.ts";
import { print, tell } from "../io.ts";
import { readKafkaAccess } from "../kafka-access.ts";
import { topicJson } from "../topic-json.ts";
import { descriptionText, listText } from "../topic-text.ts";
import type { TopicsAction, TopicsFlags } from "./topics.ts";

interface TopicsLine {
  readonly action: TopicsAction;
  readonly topic: string;
  readonly flags: TopicsFlags;
}

/** `vitrina topics`. Returns the exit code. */
export async function runTopics({ action, topic, flags }: TopicsLine, session: Session): Promise<number> {
  const { partitions = null, replication = null, config = [] } = flags;
  const admin = openTopics(await readKafkaAccess(flags, session));
  try {
    switch (action) {
      case "list":
        await showList(await admin.list(), flags, session);
        return 0;
      case "create": {
        const settings = Object.fromEntries(config);
        await showCreated(await admin.create({ topic, partitions, replication, config: settings }), flags, session);
        return 0;
      }
      case "describe":
        await showDescription(await admin.describe(topic), flags, session);
        return 0;
    }
  } finally {
    await admin.close();
  }
}

async function showList(topics: readonly TopicSummary[], { format }: TopicsFlags, session: Session): Promise<void> {
  if (format === "json") await print(session, json(topics));
  else if (topics.length > 0) await print(session, listText(topics, session));
  else await tell(session, session.words.topics.none);
}

async function showCreated(created: TopicSummary, { format }: TopicsFlags, session: Session): Promise<void> {
  if (format === "json") await print(session, json(created));
  else {
    const { topic, partitions, replication } = created;
    const counts = { partitions: String(partitions), replication: String(replication) };
    await tell(session, session.words.topics.created({ topic, ...counts }));
  }
}

async function showDescription(found: TopicDescription, { format }: TopicsFlags, session: Session): Promise<void> {
  await print(session, format === "json" ? json(topicJson(found)) : descriptionText(found, session));
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
