import { UserError } from "../../model/user-error.ts";
import type { ClusterView } from "./cluster.ts";
import { TOPIC_AUTHORIZATION_FAILED, UNKNOWN_TOPIC_OR_PARTITION } from "./kafka-codes.ts";

/** How often a topic must be missing in a row: one that has just been made may not be known everywhere at once. */
const TIMES_AT_FIRST = 5;
/** Once it was there: a broker that has just started may not know its topics yet. */
const TIMES_LATER = 16;

/** Looks at each new view of the cluster for topics that can no longer be read. */
export interface TopicsCheck {
  /** Ids of the topics that exist, empty where brokers are too old for them. */
  readonly ids: ReadonlyMap<string, string>;
  /**
   * Whether all topics are there; false where one is missing, perhaps for a moment.
   * @throws {UserError} once it is certain that a topic cannot be read.
   */
  look(view: ClusterView): boolean;
}

export function createTopicsCheck(topics: readonly string[]): TopicsCheck {
  const ids = new Map<string, string>();
  const missing = new Map<string, number>();

  function lookAt(topic: string, view: ClusterView): boolean {
    const found = view.topics.get(topic);
    if (found?.error === TOPIC_AUTHORIZATION_FAILED) throw new UserError("kafka_topic_denied", { topic });
    const known = ids.get(topic);
    if (found === undefined || found.error === UNKNOWN_TOPIC_OR_PARTITION) {
      const times = (missing.get(topic) ?? 0) + 1;
      missing.set(topic, times);
      if (times < (known === undefined ? TIMES_AT_FIRST : TIMES_LATER)) return false;
      throw new UserError(known === undefined ? "kafka_topic_missing" : "kafka_topic_deleted", { topic });
    }
    missing.delete(topic);
    if (found.leaders.length === 0) return false;
    if (known === undefined) ids.set(topic, found.id);
    else if (known !== found.id) throw new UserError("kafka_topic_recreated", { topic });
    return true;
  }

  return {
    ids,
    look: (view) => topics.map((topic) => lookAt(topic, view)).every(Boolean),
  };
}
