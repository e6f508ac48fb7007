import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Producer, stringSerializers } from "@platformatic/kafka";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CliRun, runInProcess } from "../../../test/fixtures/cli.ts";
import { needKafka } from "../../../test/services/need-kafka.ts";

const kafka = needKafka({
  tls: true,
  sasl: [
    { username: "owner", password: "of everything" },
    { username: "guest", password: "of nothing" },
  ],
  config: {
    "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
    "super.users": "User:ANONYMOUS;User:owner",
  },
});

let cwd = "";
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "vitrina-topics-"));
  if (!kafka.available) return;
  writeFileSync(join(cwd, "ca.pem"), kafka.cluster.ca ?? "");
  writeFileSync(join(cwd, "password"), "of everything\n");
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

test("a topic is created, listed and described with what was produced to it", async () => {
  expect(await topics("create", "sales", "--partitions", "2", "--config", "retention.ms=7200000")).toEqual({
    code: 0,
    stdout: "",
    stderr: "Created sales: partitions 2, copies of each 1.\n",
  });
  expect(JSON.parse((await topics("list", "--format", "json")).stdout)).toContainEqual({
    topic: "sales",
    partitions: 2,
    replication: 1,
  });
  await produce("sales", [
    [0, 3],
    [1, 1],
  ]);
  const described = JSON.parse((await topics("describe", "sales", "--format", "json")).stdout);
  expect(described).toMatchObject({
    topic: "sales",
    records: 4,
    by_partition: [
      { partition: 0, leader: 1, replicas: [1], in_sync: [1], earliest: 0, latest: 3, records: 3 },
      { partition: 1, leader: 1, replicas: [1], in_sync: [1], earliest: 0, latest: 1, records: 1 },
    ],
    settings: { "retention.ms": "7200000", "cleanup.policy": "delete" },
    own_settings: ["retention.ms"],
  });
});

test("people read the same in their language", async () => {
  await topics("create", "tienda", "--config", "retention.bytes=5000000");
  const { stdout } = await topics("describe", "tienda", "--lang", "es");
  expect(stdout).toMatch(/^tienda\nPartición {2}Líder {2}Servidores {2}Al día/);
  expect(stdout).toContain("Se conservan: 7 días\nHasta un tamaño de: 5 MB por partición\n");
  expect((await topics("describe", "tienda")).stdout).toContain("Kept for: 7 days\nKept up to: 5 MB per partition\n");
  expect((await topics("list")).stdout).toMatch(/^Topic +Partitions +Copies\n/);
});

test("over TLS, signed in with the password of the environment or of a file", async () => {
  const way = ["--brokers", saslTls(), "--tls-ca", "ca.pem", "--user", "owner", "--format", "json"];
  const env = { VITRINA_KAFKA_PASSWORD: "of everything" };
  const file = ["--password-file", "password"];
  const runs = await Promise.all([
    runInProcess(["topics", "list", ...way], { cwd, env }),
    runInProcess(["topics", "list", ...way, ...file], { cwd }),
    runInProcess(["topics", "list", ...way, ...file, "--sasl", "scram-sha-256"], { cwd }),
    runInProcess(["topics", "list", ...way, ...file, "--sasl", "plain"], { cwd }),
  ]);
  for (const run of runs) expect(run).toMatchObject({ code: 0, stderr: "", stdout: expect.stringMatching(/^\[/) });
});

test("what cannot be done is said in one line with a remedy, and no password", async () => {
  await topics("create", "taken");
  const env = { VITRINA_KAFKA_PASSWORD: "of nothing" };
  const tls = ["--brokers", saslTls(), "--tls-ca", "ca.pem"];
  const guest = (...args: string[]) => runInProcess(["topics", ...args, ...tls, "--user", "guest"], { cwd, env });
  const said: [Promise<CliRun>, RegExp][] = [
    [topics("create", "taken"), /^The topic taken exists already/],
    [topics("create", "a b"), /^"a b" cannot be the name of a topic/],
    [topics("create", "wide", "--replication", "3"), /^Kafka refuses the topic wide: .*replication factor/],
    [topics("create", "odd", "--config", "no.such=1"), /^Kafka refuses the topic odd: .*no\.such/],
    [topics("describe", "absent"), /^The topic absent does not exist on this Kafka\./],
    [guest("create", "mine"), /^Kafka does not allow this user to do that with the topic mine\. Ask/],
    [guest("describe", "taken"), /^Kafka does not allow this user to do that with the topic taken\. Ask/],
    [runInProcess(["topics", "list", ...tls, "--user", "owner"], { cwd, env }), /refuses the login .*Check the mech/],
    [runInProcess(["topics", "list", ...tls, "--user", "owner"], { cwd }), /^No password .*VITRINA_KAFKA_PASSWORD/],
    // Nobody told this client of the authority, and a plain port does not speak TLS.
    [runInProcess(["topics", "list", "--brokers", saslTls(), "--tls"]), /^The encrypted connection .*--tls-ca/],
    [
      runInProcess(["topics", "list", "--brokers", (kafka.cluster.listeners.tls ?? []).join(",")]),
      /wants an encrypted/,
    ],
    [topics("list", "--tls"), /^The encrypted connection to Kafka at .* failed/],
    [runInProcess(["topics", "list", "--brokers", "127.0.0.1:1"]), /^No Kafka broker answers at 127\.0\.0\.1:1/],
  ];
  for (const [run, sentence] of said) {
    const { code, stdout, stderr } = await run;
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: "", stderr: expect.stringMatching(sentence) });
    expect(stderr.trimEnd()).not.toMatch(/\n|of nothing|of everything/);
  }
});

test("wrong usage is told before anything is asked", async () => {
  for (const args of [
    ["drop", "sales"],
    ["create", "sales", "--partitions", "none"],
    ["create", "sales", "--config", "retention"],
    ["list", "--brokers", "shop:99999"],
    ["list", "--sasl", "plain"],
    ["list", "--tls-key", "key.pem"],
  ]) {
    expect([args, (await runInProcess(["topics", ...args])).code]).toEqual([args, 2]);
  }
});

function topics(...args: string[]): Promise<CliRun> {
  return runInProcess(["topics", ...args, "--brokers", kafka.cluster.bootstrap.join(",")], { cwd });
}

function saslTls(): string {
  return (kafka.cluster.listeners.saslTls ?? []).join(",");
}

async function produce(topic: string, counts: readonly (readonly [number, number])[]): Promise<void> {
  const producer = new Producer({
    clientId: "test",
    bootstrapBrokers: kafka.cluster.bootstrap,
    serializers: stringSerializers,
  });
  const messages = counts.flatMap(([partition, count]) =>
    Array.from({ length: count }, (_, index) => ({ topic, partition, value: `${partition} ${index}` })),
  );
  await producer.send({ messages, acks: -1 });
  await producer.close();
}
