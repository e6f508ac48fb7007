import {
  Admin,
  type BaseOptions,
  Consumer,
  Producer,
  stringDeserializers,
  stringSerializers,
} from "@platformatic/kafka";
import { describe, expect, test } from "vitest";
import { needKafka } from "./need-kafka.ts";

const USER = { username: "ana", password: 'with "quotes" and \\ in it' };

const kafka = needKafka({ tls: true, sasl: [USER], partitionsDefault: 3 });

test("topics are created and listed, and what is produced is consumed in order", async () => {
  const options = { clientId: "test", bootstrapBrokers: kafka.cluster.bootstrap };
  await withAdmin(options, async (admin) => {
    await admin.createTopics({ topics: ["plain"], partitions: 2, replicas: 1 });
    expect(await admin.listTopics()).toContain("plain");
  });
  await roundTrip(options, "plain");
});

describe("every way in", () => {
  const ways = (): [string, BaseOptions][] => {
    const { listeners, ca, client } = kafka.cluster;
    const login = (mechanism: "PLAIN" | "SCRAM-SHA-256" | "SCRAM-SHA-512") => ({ sasl: { mechanism, ...USER } });
    const tls = { tls: { ca: ca ?? "" }, tlsServerName: true };
    const at = (brokers: readonly string[] | undefined, more: object) => ({
      clientId: "test",
      bootstrapBrokers: [...(brokers ?? [])],
      ...more,
    });
    return [
      ["TLS", at(listeners.tls, tls)],
      ["TLS with a certificate", at(listeners.tls, { ...tls, tls: { ca: ca ?? "", ...client } })],
      ["PLAIN", at(listeners.sasl, login("PLAIN"))],
      ["SCRAM-SHA-256", at(listeners.sasl, login("SCRAM-SHA-256"))],
      ["SCRAM-SHA-512 over TLS", at(listeners.saslTls, { ...tls, ...login("SCRAM-SHA-512") })],
    ];
  };

  test("lets in who may, with the partitions a topic gets by default", async () => {
    for (const [name, options] of ways()) {
      const topic = `by-${name.replaceAll(" ", "-")}`;
      await withAdmin(options, async (admin) => {
        await admin.createTopics({ topics: [topic], partitions: -1, replicas: -1 });
        const { topics } = await admin.metadata({ topics: [topic] });
        expect([name, topics.get(topic)?.partitionsCount]).toEqual([name, 3]);
      });
      await roundTrip(options, topic);
    }
  });

  test("keeps out who may not", async () => {
    const { listeners } = kafka.cluster;
    const stranger = { mechanism: "SCRAM-SHA-256", username: "ana", password: "wrong" } as const;
    const refused = [
      { bootstrapBrokers: [...(listeners.sasl ?? [])], sasl: stranger },
      // An authority nobody told this client of.
      { bootstrapBrokers: [...(listeners.tls ?? [])], tls: {}, tlsServerName: true },
    ];
    for (const options of refused) {
      await withAdmin({ clientId: "test", retries: 0, ...options }, async (admin) => {
        await expect(admin.listTopics()).rejects.toThrow();
      });
    }
  });
});

test("a broker that was killed comes back with what it had acknowledged", async () => {
  const { bootstrap, brokers } = kafka.cluster;
  const options = { clientId: "test", bootstrapBrokers: bootstrap };
  await withAdmin(options, (admin) => admin.createTopics({ topics: ["kept"], partitions: 1, replicas: 1 }));
  const values = await produce(options, "kept");
  const [broker] = brokers;
  const before = broker?.pid;
  await broker?.kill("SIGKILL");
  await expect(withAdmin({ ...options, retries: 0 }, (admin) => admin.listTopics())).rejects.toThrow();
  await broker?.restart();
  expect(broker?.pid).not.toBe(before);
  expect(await consume(options, "kept", values.length)).toEqual(values);
});

async function roundTrip(options: BaseOptions, topic: string): Promise<void> {
  const values = await produce(options, topic);
  expect(await consume(options, topic, values.length)).toEqual(values);
}

async function produce(options: BaseOptions, topic: string): Promise<string[]> {
  const values = Array.from({ length: 20 }, (_, index) => `${topic} ${index}`);
  const producer = new Producer({ ...options, serializers: stringSerializers });
  try {
    await producer.send({ messages: values.map((value) => ({ topic, key: "same partition", value })), acks: -1 });
  } finally {
    await producer.close();
  }
  return values;
}

async function consume(options: BaseOptions, topic: string, count: number): Promise<string[]> {
  const consumer = new Consumer({ ...options, groupId: `readers-of-${topic}`, deserializers: stringDeserializers });
  const values: string[] = [];
  try {
    const stream = await consumer.consume({ topics: [topic], mode: "earliest" });
    for await (const message of stream) {
      values.push(message.value);
      if (values.length === count) break;
    }
    await stream.close();
  } finally {
    await consumer.close(true);
  }
  return values;
}

async function withAdmin<T>(options: BaseOptions, use: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = new Admin(options);
  try {
    return await use(admin);
  } finally {
    await admin.close();
  }
}
