import { Admin } from "@platformatic/kafka";
import { clientOptions, plainAccess } from "../../src/sources/kafka/access.ts";
import type { SalesTopic } from "./sales-topic.ts";

/** Deletes the topics that a contender made for itself, and with them what its next run would find. */
export async function forgetTopics({ bootstrap, topic }: Pick<SalesTopic, "bootstrap" | "topic">): Promise<void> {
  const admin = new Admin(clientOptions(plainAccess(bootstrap.split(",")), "vitrina-bench"));
  try {
    const topics = (await admin.listTopics()).filter((name) => name !== topic && !name.startsWith("__"));
    if (topics.length > 0) await admin.deleteTopics({ topics });
  } finally {
    await admin.close();
  }
}
