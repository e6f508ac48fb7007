import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type JavaPeer, javaCommand, missingJava } from "./java-peers.ts";
import { vitrinaCommand } from "./places.ts";
import { steadyRate } from "./stream-figures.ts";

/** All sales of a topic, into four windowed queries of one minute. */
export interface StreamTask {
  readonly bootstrap: string;
  readonly topic: string;
  readonly rows: number;
  /** Empty; its own for each run. */
  readonly folder: string;
  /** How long a window waits for what comes late, in seconds. */
  readonly graceSeconds: number;
  /** Whether those that can read all at once are to take it in pieces, as they would live. */
  readonly pieces: boolean;
}

/** Somebody who can do that as a whole process. */
export interface StreamContender {
  readonly id: string;
  /** Name and version for people. */
  readonly label: string;
  /** Whether it prints the windows it made, as lines of JSON; who only reads cannot be checked. */
  readonly printsWindows: boolean;
  /** Why it cannot run here; undefined where it can. */
  missing(): string | undefined;
  command(task: StreamTask): string[];
  /** Sales a second without the start and the end of the process, where it can tell. */
  steady(task: StreamTask, stdout: string): number | null;
}

const WINDOWS_ONLY = ["--no-keep-rows", "--duplicates", "off"];

/** Windows and positions durable, and that with every row kept and checked for duplicates: the second one asks more. */
export const vitrinaStreams: readonly StreamContender[] = [
  vitrina("vitrina", "Vitrina", WINDOWS_ONLY),
  vitrina("vitrina-rows", "Vitrina, rows kept", []),
];

/** Spark on Java 17 reaches into these. */
const OPENED = ["lang", "lang.invoke", "net", "nio", "util", "util.concurrent", "util.concurrent.atomic"].map(
  (name) => `--add-opens=java.base/java.${name}=ALL-UNNAMED`,
);
const SUN = ["nio.ch", "nio.cs", "security.action", "util.calendar"].map(
  (name) => `--add-opens=java.base/sun.${name}=ALL-UNNAMED`,
);

export const SPARK: JavaPeer = {
  profile: "spark-3.5.7",
  source: "spark/SparkWindows.java",
  mainClass: "SparkWindows",
  jvm: ["-Xmx2g", ...OPENED, ...SUN, "-Dlog4j2.level=ERROR"],
};

export const KAFKA_STREAMS: JavaPeer = {
  profile: "kafka-streams-3.9.1",
  source: "kafka-streams/KafkaStreamsWindows.java",
  mainClass: "KafkaStreamsWindows",
  jvm: ["-Xmx1g"],
};

const FLINK: JavaPeer = {
  profile: "flink-1.20.1",
  source: "flink/FlinkWindows.java",
  mainClass: "FlinkWindows",
  jvm: ["-Xmx2g", ...OPENED],
};

const CONSUMER: JavaPeer = {
  profile: "kafka-tools-3.9.1",
  source: null,
  mainClass: "org.apache.kafka.tools.ConsumerPerformance",
  jvm: ["-Xmx512m"],
};

/** Everybody Vitrina is compared with, in the order of the tables. */
export const streamPeers: StreamContender[] = [
  {
    ...java("consumer", "Kafka ConsumerPerformance 3.9.1, reads only", CONSUMER, ({ bootstrap, topic, rows }) =>
      Object.entries({
        "bootstrap-server": bootstrap,
        topic,
        messages: rows,
        group: `bench-${process.hrtime.bigint()}`,
      })
        .flatMap(([name, value]) => [`--${name}`, String(value)])
        .concat("--hide-header"),
    ),
    printsWindows: false,
    steady: (_, stdout) => Number(stdout.trim().split("\n").at(-1)?.split(",").at(-1)?.trim()),
  },
  java("flink", "Flink SQL 1.20.1", FLINK, given),
  java("kafka-streams", "Kafka Streams 3.9.1 tuned", KAFKA_STREAMS, (task) => [
    ...given(task),
    `rows=${task.rows}`,
    `application=${applicationOf(task)}`,
  ]),
  java("spark", "Spark 3.5.7 local[2] tuned", SPARK, (task) => [...sparkArgs(task), "partitions=2"]),
  java("spark-stock", "Spark 3.5.7 local[2] stock", SPARK, sparkArgs),
];

/** The name that Kafka Streams gives to the topics it makes for itself. */
function applicationOf({ folder }: Pick<StreamTask, "folder">): string {
  return `bench-${folder.replaceAll(/[^A-Za-z0-9]+/g, "-")}`;
}

function vitrina(id: string, label: string, flags: readonly string[]): StreamContender {
  const progressOf = (task: StreamTask) => join(task.folder, "progress.ndjson");
  return {
    id,
    label,
    printsWindows: true,
    missing: () => undefined,
    command: (task) => [
      ...vitrinaCommand("stream", "--source", "kafka", "--brokers", task.bootstrap, "--topic", task.topic),
      ...["--trigger", "available-now", "--watermark", `${task.graceSeconds}s`, "--time-zone", "UTC"],
      ...["--state", join(task.folder, "state"), "--progress", progressOf(task), "--format", "ndjson", "--lang", "en"],
      ...flags,
    ],
    steady: (task) => steadyRate(readFileSync(progressOf(task), "utf8")),
  };
}

function java(
  id: string,
  label: string,
  peer: JavaPeer,
  args: (task: StreamTask) => readonly string[],
): StreamContender {
  return {
    id,
    label,
    printsWindows: true,
    missing: () => missingJava(peer),
    command: (task) => javaCommand(peer, args(task)),
    steady: () => null,
  };
}

function given({ bootstrap, topic, folder, graceSeconds }: StreamTask): string[] {
  return Object.entries({ bootstrap, topic, state: folder, grace: graceSeconds }).map(
    ([name, value]) => `${name}=${value}`,
  );
}

function sparkArgs(task: StreamTask): string[] {
  return [...given(task), ...(task.pieces ? [`batch=${Math.ceil(task.rows / 20)}`] : [])];
}
