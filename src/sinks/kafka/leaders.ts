import type { Broker, Producer } from "@platformatic/kafka";
import { type ProduceAnswer, produceApi } from "./produce-api.ts";

/** How long one request may take. */
export const ANSWER_MS = 15_000;

export interface Leaders {
  send(partition: number, records: Buffer, fresh: boolean): Promise<ProduceAnswer>;
}

/** Finds whoever leads a partition; asked for afresh by several partitions at once it looks once. */
export function createLeaders(client: Producer, topic: string): Leaders {
  let looking: Promise<readonly (Broker | undefined)[]> | undefined;
  let known: Promise<readonly (Broker | undefined)[]> | undefined;

  function look(fresh: boolean): Promise<readonly (Broker | undefined)[]> {
    if (!fresh && known !== undefined) return known;
    looking ??= client
      .metadata({ topics: [topic], forceUpdate: fresh })
      .then(({ brokers, topics }) => (topics.get(topic)?.partitions ?? []).map(({ leader }) => brokers.get(leader)))
      .finally(() => {
        looking = undefined;
      });
    known = looking;
    return looking;
  }

  return {
    async send(partition, records, fresh) {
      const broker = (await look(fresh))[partition];
      if (broker === undefined) throw new Error(`nobody leads partition ${partition}`);
      const connection = await client.connections.get(broker);
      return produceApi.async(connection, { topic, partition, records, timeoutMs: ANSWER_MS / 2 });
    },
  };
}
