import { Consumer } from "@platformatic/kafka";
import { clientOptions, plainAccess } from "../../src/sources/kafka/access.ts";

/** Hands on the value of every record of a topic as soon as it is there. */
export async function followTopic(
  { bootstrap, topic }: { readonly bootstrap: string; readonly topic: string },
  onLine: (line: string) => void,
): Promise<{ close(): Promise<void> }> {
  const consumer = new Consumer({
    ...clientOptions(plainAccess(bootstrap.split(",")), "vitrina-bench"),
    groupId: `follow-${topic}`,
    // An answer as soon as there is one record.
    minBytes: 1,
    maxWaitTime: 100,
  });
  const stream = await consumer.consume({ topics: [topic], mode: "earliest", autocommit: false });
  stream.on("data", ({ value }: { value: Buffer }) => onLine(value.toString()));
  return { close: () => consumer.close(true) };
}
