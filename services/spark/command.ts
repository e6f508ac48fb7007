import { numberOf, type Service, textOf, type Values } from "../lib/service.ts";
import { fetchSpark } from "./fetch.ts";
import { SPARK_LINES, SPARK_RELEASES, type SparkLine } from "./jars.ts";
import type { SparkOptions, StartSpark } from "./options.ts";

const USUAL_PORT = 15_002;
/** Spark's own default, 4040, is where Vitrina's console listens. */
const USUAL_UI_PORT = 4041;
const OF_CLUSTERS = ["workers", "worker-cores", "worker-memory"];

/** `npm run spark`. */
export function sparkService(start: StartSpark): Service {
  return {
    id: "spark",
    title: "Spark",
    options: {
      line: { kind: "choice", choices: SPARK_LINES },
      port: { kind: "number", least: 0, most: 65_535 },
      "ui-port": { kind: "number", least: 0, most: 65_535 },
      master: { kind: "text" },
      cluster: { kind: "flag" },
      workers: { kind: "number", least: 1, most: 32 },
      "worker-cores": { kind: "number", least: 1, most: 1024 },
      "worker-memory": { kind: "memory" },
      memory: { kind: "memory" },
      conf: { kind: "setting" },
      data: { kind: "text" },
    },
    check(values, words) {
      if (values.cluster !== undefined) {
        return values.master === undefined ? null : words.not_together({ one: "cluster", other: "master" });
      }
      const option = OF_CLUSTERS.find((name) => values[name] !== undefined);
      return option === undefined ? null : words.only_with({ option, needed: "cluster" });
    },
    name: (values) => `Spark ${SPARK_RELEASES[lineOf(values)].version}`,
    fetch: (values, tell) => fetchSpark(lineOf(values), start, tell),
    async start(values) {
      const spark = await start(optionsOf(values));
      const { address, port, ui, masterUi, logDir: folder, failed, close } = spark;
      return {
        address,
        port,
        folder,
        also: [
          (words) => words.also.spark_pages({ url: ui }),
          ...(masterUi === null ? [] : [(words: Words) => words.also.master_pages({ url: masterUi })]),
          ...(lineOf(values) === "3.5" ? [(words: Words) => words.also.open_port({ port })] : []),
        ],
        failed,
        close,
      };
    },
  };
}

type Words = Parameters<Awaited<ReturnType<Service["start"]>>["also"][number]>[0];

function lineOf(values: Values): SparkLine {
  const asked = textOf(values, "line");
  return SPARK_LINES.find((line) => line === asked) ?? "3.5";
}

function optionsOf(values: Values): SparkOptions {
  const workers = numberOf(values, "workers");
  const cores = numberOf(values, "worker-cores");
  const workerMemory = textOf(values, "worker-memory");
  const master = textOf(values, "master");
  const memory = textOf(values, "memory");
  const dataFolder = textOf(values, "data");
  const cluster = {
    ...(workers === undefined ? {} : { workers }),
    ...(cores === undefined ? {} : { cores }),
    ...(workerMemory === undefined ? {} : { memory: workerMemory }),
  };
  return {
    line: lineOf(values),
    port: numberOf(values, "port") ?? USUAL_PORT,
    uiPort: numberOf(values, "ui-port") ?? USUAL_UI_PORT,
    conf: Object.fromEntries((values.conf ?? []).map(splitSetting)),
    ...(values.cluster === undefined ? {} : { cluster }),
    ...(master === undefined ? {} : { master }),
    ...(memory === undefined ? {} : { memory }),
    ...(dataFolder === undefined ? {} : { dataFolder }),
  };
}

function splitSetting(text: string): [string, string] {
  const at = text.indexOf("=");
  return [text.slice(0, at), text.slice(at + 1)];
}
