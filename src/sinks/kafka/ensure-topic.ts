import { Admin, type BaseOptions, ResponseError } from "@platformatic/kafka";

export interface WantedTopic {
  readonly topic: string;
  /** Null: as the broker is set up. */
  readonly partitions: number | null;
  readonly replication: number | null;
  readonly config: Readonly<Record<string, string>>;
}

const KNOWN_AFTER_MS = 100;
const LOOKS = 50;

/** Makes the topic unless it is there, whatever its settings; comes back when it can be written. Returns whether it made it. */
export async function ensureTopic(client: BaseOptions, wanted: WantedTopic): Promise<boolean> {
  const admin = new Admin({ ...client, retries: 1, retryDelay: 250 });
  try {
    const made = await create(admin, wanted);
    for (let look = 1; !(await isLed(admin, wanted.topic)) && look < LOOKS; look++) {
      await new Promise((resolve) => setTimeout(resolve, KNOWN_AFTER_MS));
    }
    return made;
  } finally {
    await admin.close();
  }
}

async function create(admin: Admin, { topic, partitions, replication, config }: WantedTopic): Promise<boolean> {
  if (await isLed(admin, topic)) return false;
  const configs = Object.entries(config).map(([name, value]) => ({ name, value }));
  try {
    await admin.createTopics({
      topics: [{ topic, partitions: partitions ?? -1, replicas: replication ?? -1 }],
      configs,
    });
    return true;
  } catch (error) {
    if (error instanceof Error && isThere(error)) return false;
    throw error;
  }
}

/** Somebody else was faster. */
function isThere(error: Error): boolean {
  if (error instanceof ResponseError && error.findBy("apiId", "TOPIC_ALREADY_EXISTS") !== null) return true;
  return error.cause instanceof Error && isThere(error.cause);
}

/** An unknown topic is an error of the library; one that cannot be reached shows when it is made. */
async function isLed(admin: Admin, topic: string): Promise<boolean> {
  try {
    const { topics } = await admin.metadata({ topics: [topic], forceUpdate: true });
    const partitions = topics.get(topic)?.partitions ?? [];
    return partitions.length > 0 && partitions.every(({ leader }) => leader >= 0);
  } catch {
    return false;
  }
}
