import { Admin, Producer, stringSerializers } from "@platformatic/kafka";
import { expect, test } from "vitest";
import { runInProcess } from "../fixtures/cli.ts";
import { needKafka } from "./need-kafka.ts";

const USER = { username: "ana", password: "secret" };
const kafka = needKafka({ sasl: [USER] });

test("a topic that was asked for is missing, then there with its partitions and records", async () => {
  const options = { clientId: "test", bootstrapBrokers: kafka.cluster.bootstrap };
  expect(await findings(["--topic", "sales"])).toMatchObject({
    broker: { state: "ok" },
    login: { state: "ok", found: "nobody asks who is there" },
    topic: {
      state: "missing",
      found: "sales does not exist",
      remedy: expect.stringContaining("vitrina topics create sales"),
    },
  });
  // One that nobody asked for is no more than worth a look.
  expect(await findings([])).toMatchObject({ topic: { state: "warning" } });

  const admin = new Admin(options);
  const producer = new Producer({ ...options, serializers: stringSerializers });
  await admin.createTopics({ topics: ["sales"], partitions: 3, replicas: 1 });
  const later = BigInt(Date.now() + 3_600_000);
  await producer.send({ messages: [{ topic: "sales", value: "x", timestamp: later }], acks: -1 });
  await producer.close();
  await admin.close();
  expect(await findings(["--topic", "sales"])).toMatchObject({
    topic: { state: "ok", found: "sales: partitions 3, records 1" },
    clock: { state: "warning", found: expect.stringMatching(/newest record of the topic is .* ahead/) },
  });
});

test("a login that is refused or accepted", async () => {
  const at = ["--brokers", kafka.cluster.listeners.sasl?.join(",") ?? "", "--user", "ana"];
  const refused = await findings(at, { VITRINA_KAFKA_PASSWORD: "wrong" });
  expect(refused).toMatchObject({ broker: { state: "ok" }, login: { state: "missing" }, topic: { state: "skipped" } });
  expect(refused.login?.found).toMatch(/refuses the login/);
  expect(JSON.stringify(refused)).not.toContain("wrong");
  const accepted = await findings(at, { VITRINA_KAFKA_PASSWORD: USER.password });
  expect(accepted).toMatchObject({ login: { state: "ok", found: "signed in as ana" } });
});

interface Finding {
  readonly id: string;
  readonly state: string;
  readonly found: string;
  readonly remedy: string | null;
}

async function findings(options: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Record<string, Finding>> {
  const brokers = options.includes("--brokers") ? [] : ["--brokers", kafka.cluster.bootstrap.join(",")];
  const line = ["doctor", "--port", "0", "--format", "json", ...brokers, ...options];
  const { stdout } = await runInProcess(line, { env: { PATH: process.env.PATH, ...env } });
  const checks: Finding[] = JSON.parse(stdout).checks;
  return Object.fromEntries(checks.map((each) => [each.id, each]));
}
