import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { sharedClasses } from "../lib/class-archive.ts";
import { startTied, type TiedProcess, tailOf } from "../lib/tied-process.ts";
import { ServiceError } from "../words.ts";
import { formatStorage } from "./format.ts";
import { classArchive } from "./jars.ts";
import type { KafkaNode } from "./layout.ts";
import type { KafkaBroker, KafkaListeners, KafkaOptions } from "./options.ts";
import { serverProperties } from "./properties.ts";
import { untilReady } from "./ready.ts";

export interface Cluster {
  readonly brokers: readonly KafkaBroker[];
  readonly listeners: KafkaListeners;
  /** Fulfilled with the reason when a process ends that nobody told to. */
  readonly failed: Promise<ServiceError>;
  start(): Promise<void>;
  /** As a power cut would. */
  kill(): Promise<void>;
  /** In good order: brokers first, because they take leave of the controller. */
  stop(): Promise<void>;
}

export interface ClusterSettings {
  /** Controller first. */
  readonly nodes: readonly KafkaNode[];
  readonly root: string;
  readonly java: string;
  readonly jars: string;
  readonly options: KafkaOptions;
}

const PATIENCE = 60_000;
const MILLISECONDS_TO_STOP = 60_000;

/** Writes what the processes need to know; they are not started yet. */
export async function openCluster({ root, nodes, java, jars, options }: ClusterSettings): Promise<Cluster> {
  const { heap = "512m", jvm = [], sasl = [], patience = PATIENCE } = options;
  const serving = nodes.filter((node) => node.serves);
  const advertised = await writeProperties({ root, nodes, options });
  const classPath = [...sharedClasses(classArchive(jars)), "-cp", join(jars, "*")];
  const running = new Map<KafkaNode, TiedProcess>();
  const told = new Set<KafkaNode>();
  let report: (error: ServiceError) => void = () => undefined;
  const failed = new Promise<ServiceError>((resolve) => {
    report = resolve;
  });

  async function launch(node: KafkaNode): Promise<void> {
    const args = [`-Xmx${heap}`, ...jvm, ...LOGGING, ...classPath, "kafka.Kafka", propertiesOf(root, node)];
    told.delete(node);
    const process = await startTied({ command: java, args, log: node.log });
    running.set(node, process);
    void process.exited.then(() => {
      if (!told.has(node)) report(gone(node));
    });
  }

  /** Comes back when it has ended, if the signal ends it. */
  async function signal(node: KafkaNode, name: NodeJS.Signals): Promise<void> {
    const process = running.get(node);
    if (process === undefined || !process.running()) return;
    const ends = !PAUSING.has(name);
    if (ends) told.add(node);
    process.signal(name);
    if (ends) await process.exited;
  }

  async function ready(brokers: readonly KafkaNode[]): Promise<void> {
    const processes = nodes.flatMap((node) => {
      const process = running.get(node);
      return process === undefined || told.has(node) ? [] : [{ node, process }];
    });
    await untilReady({ brokers, known: brokers.map(({ id }) => id), processes, patience });
  }

  return {
    failed,
    listeners: listenersOf(serving, advertised, options),
    brokers: serving.map((node) => ({
      id: node.id,
      port: node.ports.plain,
      get pid() {
        return running.get(node)?.pid ?? 0;
      },
      kill: (name = "SIGKILL") => signal(node, name),
      async restart() {
        await signal(node, "SIGKILL");
        await launch(node);
        await ready([node]);
      },
    })),
    async start() {
      await formatStorage({
        java: [java, "-XX:TieredStopAtLevel=1", ...classPath, "kafka.tools.StorageTool", "format"],
        nodes,
        users: sasl,
        propertiesOf: (node) => propertiesOf(root, node),
      });
      await Promise.all(nodes.map(launch));
      await ready(serving);
    },
    async kill() {
      await Promise.all(nodes.map((node) => signal(node, "SIGKILL")));
    },
    async stop() {
      for (const group of [serving, nodes]) {
        const late = setTimeout(
          () => void Promise.all(group.map((node) => signal(node, "SIGKILL"))),
          MILLISECONDS_TO_STOP,
        );
        await Promise.all(group.map((node) => signal(node, "SIGTERM")));
        clearTimeout(late);
      }
    },
  };
}

const PAUSING: ReadonlySet<NodeJS.Signals> = new Set(["SIGSTOP", "SIGCONT", "SIGQUIT"]);
const LOGGING = [
  "-Dorg.slf4j.simpleLogger.showDateTime=true",
  "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS",
  "-Dorg.slf4j.simpleLogger.showThreadName=false",
];

function propertiesOf(root: string, { name }: KafkaNode): string {
  return join(root, `${name}.properties`);
}

/** Returns the ports that clients are told for the plain listeners. */
async function writeProperties({ root, nodes, options }: Pick<ClusterSettings, "root" | "nodes" | "options">) {
  const [controller] = nodes;
  const advertised = new Map<KafkaNode, number>();
  for (const node of nodes) {
    const { plain } = node.ports;
    const told = node.serves ? ((await options.advertise?.({ id: node.id, port: plain })) ?? plain) : plain;
    advertised.set(node, told);
    const text = serverProperties({
      ...options,
      node,
      controller: controller ?? node,
      advertised: told,
      certificates: join(root, "certificates"),
    });
    // It may hold passwords.
    writeFileSync(propertiesOf(root, node), text, { mode: 0o600 });
  }
  return advertised;
}

function listenersOf(
  nodes: readonly KafkaNode[],
  advertised: ReadonlyMap<KafkaNode, number>,
  { tls = false, sasl = [] }: KafkaOptions,
): KafkaListeners {
  const signIn = sasl.length > 0;
  return {
    plain: nodes.map((node) => `127.0.0.1:${advertised.get(node) ?? node.ports.plain}`),
    ...(tls ? { tls: nodes.map(({ ports }) => `localhost:${ports.tls}`) } : {}),
    ...(signIn ? { sasl: nodes.map(({ ports }) => `127.0.0.1:${ports.sasl}`) } : {}),
    ...(signIn && tls ? { saslTls: nodes.map(({ ports }) => `localhost:${ports.saslTls}`) } : {}),
  };
}

function gone({ name, log }: KafkaNode): ServiceError {
  return new ServiceError((words) => words.process_gone({ name, log, tail: tailOf(log) }));
}
