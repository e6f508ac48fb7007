import { expect, test } from "vitest";
import { plainAccess } from "../../sources/kafka/access.ts";
import { beginAt, beginOptions, clientOptions, sourceOptions } from "./kafka-options.ts";

test("plain brokers need nothing but their names", () => {
  expect(clientOptions(plainAccess(["a:1", "b:2"]))).toEqual({ "kafka.bootstrap.servers": "a:1,b:2" });
});

test("TLS and a login, with what Java's configuration would take for its own", () => {
  const tls = { ca: "CA", cert: "CERT", key: "KEY", passphrase: "p", serverName: null };
  const sasl = { mechanism: "SCRAM-SHA-512", username: 'a"b', password: "c\\d" } as const;
  expect(clientOptions({ brokers: ["a:1"], tls, sasl })).toEqual({
    "kafka.bootstrap.servers": "a:1",
    "kafka.security.protocol": "SASL_SSL",
    "kafka.ssl.truststore.type": "PEM",
    "kafka.ssl.truststore.certificates": "CA",
    "kafka.ssl.keystore.type": "PEM",
    "kafka.ssl.keystore.certificate.chain": "CERT",
    "kafka.ssl.keystore.key": "KEY",
    "kafka.ssl.key.password": "p",
    "kafka.sasl.mechanism": "SCRAM-SHA-512",
    "kafka.sasl.jaas.config":
      'org.apache.kafka.common.security.scram.ScramLoginModule required username="a\\"b" password="c\\\\d";',
  });
  expect(clientOptions({ brokers: ["a:1"], tls: null, sasl })["kafka.security.protocol"]).toBe("SASL_PLAINTEXT");
  expect(clientOptions({ brokers: ["a:1"], tls: { ...tls, cert: null }, sasl: null })).toEqual({
    "kafka.bootstrap.servers": "a:1",
    "kafka.security.protocol": "SSL",
    "kafka.ssl.truststore.type": "PEM",
    "kafka.ssl.truststore.certificates": "CA",
  });
});

test("where a query begins", () => {
  expect(beginOptions("latest")).toEqual({ startingOffsets: "latest" });
  expect(beginOptions({ timestamp: 5 })).toEqual({
    startingTimestamp: "5",
    startingOffsetsByTimestampStrategy: "latest",
  });
  expect(beginAt({ "a/0": "7", "a/1": "0", "b-c/10": "3" })).toEqual({
    startingOffsets: '{"a":{"0":7,"1":0},"b-c":{"10":3}}',
  });
  expect(beginAt({})).toEqual({ startingOffsets: "earliest" });
  expect(sourceOptions(["a", "b"], { onGap: "continue", begins: { startingOffsets: "earliest" } })).toEqual({
    subscribe: "a,b",
    startingOffsets: "earliest",
    "kafka.isolation.level": "read_committed",
    failOnDataLoss: "false",
  });
});
