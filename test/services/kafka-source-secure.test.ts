import { expect, test } from "vitest";
import type { KafkaAccess, KafkaSasl } from "../../src/sources/kafka/access.ts";
import { allCaughtUp, take } from "../kafka/read-source.ts";
import { numbers, sales, setStage } from "../kafka/stage.ts";

const user = { username: "tienda", password: "s3creto-de-prueba" };
const stage = setStage({ tls: true, sasl: [user] });

const tls = () => ({ ca: stage.kafka.cluster.ca, cert: null, key: null, passphrase: null, serverName: null });

async function reads(access: KafkaAccess): Promise<void> {
  const topic = await stage.hand.topic(1);
  await stage.hand.send(topic, 0, sales(0, 100), "zstd");
  const taken = take(await stage.open(topic, { access }));
  await taken.until(allCaughtUp);
  expect(taken.offsets(`${topic}/0`)).toEqual(numbers(0, 100));
}

test("over TLS", () => reads({ brokers: stage.kafka.cluster.listeners.tls ?? [], tls: tls(), sasl: null }));

test.each(["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] as const)(
  "signed in with %s, with and without TLS",
  async (mechanism) => {
    const { listeners } = stage.kafka.cluster;
    const sasl: KafkaSasl = { mechanism, ...user };
    await reads({ brokers: listeners.sasl ?? [], tls: null, sasl });
    await reads({ brokers: listeners.saslTls ?? [], tls: tls(), sasl });
  },
);

test("a wrong password is refused in plain words that do not hold it", async () => {
  const sasl: KafkaSasl = { mechanism: "SCRAM-SHA-256", username: user.username, password: "otra" };
  const access = { brokers: stage.kafka.cluster.listeners.sasl ?? [], tls: null, sasl };
  const error: unknown = await stage.open("any", { access }).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: "kafka_login_refused" });
  expect(String(error)).not.toContain("otra");
});

test("a certificate nobody vouches for", async () => {
  const access = { brokers: stage.kafka.cluster.listeners.tls ?? [], tls: { ...tls(), ca: null }, sasl: null };
  await expect(stage.open("any", { access })).rejects.toMatchObject({ code: "kafka_unreachable" });
});
