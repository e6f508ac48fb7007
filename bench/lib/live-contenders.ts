import { join } from "node:path";
import { javaCommand, missingJava } from "./java-peers.ts";
import { vitrinaCommand } from "./places.ts";
import { KAFKA_STREAMS, SPARK } from "./stream-contenders.ts";

/** Four windowed queries of one minute, for as long as nobody stops it. */
export interface LiveTask {
  readonly bootstrap: string;
  readonly topic: string;
  /** Empty; its own for each run. */
  readonly folder: string;
  /** Where the windows are read: on its standard output, or in this topic. */
  readonly results: string | null;
  /** A name that nothing else has. */
  readonly application: string;
}

export interface LiveContender {
  readonly id: string;
  readonly label: string;
  readonly reads: "output" | "topic";
  missing(): string | undefined;
  command(task: LiveTask): string[];
}

export const liveVitrina: LiveContender[] = [
  vitrina("vitrina", "Vitrina", "output", []),
  vitrina("vitrina-windows", "Vitrina, windows only", "output", ["--no-keep-rows", "--duplicates", "off"]),
  vitrina("vitrina-topic", "Vitrina, into a topic", "topic", []),
];

const kafkaStreams = (task: LiveTask) => [
  ...Object.entries({ bootstrap: task.bootstrap, topic: task.topic, state: task.folder, grace: 60 }),
  ["application", task.application],
  ...(task.results === null ? [] : [["results", task.results]]),
];

export const livePeers: LiveContender[] = [
  live("kafka-streams", "Kafka Streams 3.9.1 tuned", "output", KAFKA_STREAMS, kafkaStreams),
  live("kafka-streams-topic", "Kafka Streams, into a topic", "topic", KAFKA_STREAMS, kafkaStreams),
  live("spark", "Spark 3.5.7 local[2] tuned", "output", SPARK, ({ bootstrap, topic, folder }) =>
    Object.entries({ bootstrap, topic, state: folder, grace: 60, partitions: 2, live: "" }),
  ),
];

function vitrina(id: string, label: string, reads: "output" | "topic", flags: readonly string[]): LiveContender {
  return {
    id,
    label,
    reads,
    missing: () => undefined,
    command: ({ bootstrap, topic, folder, results }) => [
      ...vitrinaCommand("stream", "--source", "kafka", "--brokers", bootstrap, "--topic", topic),
      ...["--trigger", "continuous", "--time-zone", "UTC", "--state", join(folder, "state"), "--format", "ndjson"],
      ...["--progress", join(folder, "progress.ndjson"), "--lang", "en"],
      ...(results === null ? [] : ["--results-topic", results]),
      ...flags,
    ],
  };
}

function live(
  id: string,
  label: string,
  reads: "output" | "topic",
  peer: Parameters<typeof javaCommand>[0],
  args: (task: LiveTask) => readonly (readonly unknown[])[],
): LiveContender {
  return {
    id,
    label,
    reads,
    missing: () => missingJava(peer),
    command: (task) =>
      javaCommand(
        peer,
        args(task).map(([name, value]) => `${name}=${value}`),
      ),
  };
}
