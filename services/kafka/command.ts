import { numberOf, type Service, textOf, type Values } from "../lib/service.ts";
import { fetchKafka } from "./fetch.ts";
import { KAFKA_VERSIONS, type KafkaVersion } from "./jars.ts";
import type { StartKafka } from "./options.ts";

const USUAL_PORT = 9092;

/** `npm run kafka`. */
export function kafkaService(start: StartKafka): Service {
  return {
    id: "kafka",
    title: "Kafka",
    options: {
      version: { kind: "choice", choices: KAFKA_VERSIONS },
      brokers: { kind: "number", least: 1, most: 9 },
      partitions: { kind: "number", least: 1, most: 1000 },
      port: { kind: "number", least: 0, most: 65_000 },
      data: { kind: "text" },
    },
    name: (values) => `Kafka ${versionOf(values)}`,
    fetch: (values, tell) => fetchKafka(versionOf(values), start, tell),
    async start(values) {
      const dataFolder = textOf(values, "data");
      const kafka = await start({
        version: versionOf(values),
        brokers: numberOf(values, "brokers") ?? 1,
        port: numberOf(values, "port") ?? USUAL_PORT,
        partitionsDefault: numberOf(values, "partitions") ?? 1,
        ...(dataFolder === undefined ? {} : { dataFolder }),
      });
      const { failed, logDir: folder, close } = kafka;
      const address = kafka.bootstrap.join(",");
      return { address, port: kafka.brokers[0]?.port ?? 0, folder, also: [], failed, close };
    },
  };
}

function versionOf(values: Values): KafkaVersion {
  const asked = textOf(values, "version");
  return KAFKA_VERSIONS.find((version) => version === asked) ?? "3.9.1";
}
