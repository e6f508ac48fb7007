import { readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { sharedClasses } from "../lib/class-archive.ts";
import { type ServiceProcess, serviceProcess } from "../lib/service-process.ts";
import type { ServiceError } from "../words.ts";
import { classArchive, SPARK_RELEASES } from "./jars.ts";
import { SPARK_ON_JAVA } from "./java-words.ts";
import type { SparkLayout } from "./layout.ts";
import type { SparkOptions } from "./options.ts";

export interface SparkSettings {
  readonly java: string;
  readonly home: string;
  readonly layout: SparkLayout;
  readonly options: SparkOptions;
  readonly onEnd: (error: ServiceError) => void;
}

export interface SparkProcesses {
  readonly server: ServiceProcess;
  readonly master: ServiceProcess | null;
  readonly workers: readonly ServiceProcess[];
}

const MEMORY = "1g";
const DAEMON_MEMORY = "256m";
const WORKER_MEMORY = "1g";

/** They are not started yet. */
export function sparkProcesses(settings: SparkSettings): SparkProcesses {
  const { home, layout, options } = settings;
  const { cluster, memory = MEMORY, jvm = [] } = options;
  const { folders, ports } = layout;
  const cores = cluster?.cores ?? 1;
  const server = javaProcess(settings, "spark-connect", [
    `-Xmx${memory}`,
    ...sharedClasses(classArchive(home)),
    ...jvm,
    ...Object.entries(serverConf(settings)).map(([key, value]) => `-D${key}=${value}`),
    "org.apache.spark.sql.connect.service.SparkConnectServer",
  ]);
  if (cluster === undefined) return { server, master: null, workers: [] };
  return {
    server,
    master: javaProcess(settings, "spark-master", [
      `-Xmx${DAEMON_MEMORY}`,
      ...QUICK,
      "org.apache.spark.deploy.master.Master",
      ...["--host", HOST, "--port", String(ports.master), "--webui-port", String(ports.masterUi)],
    ]),
    workers: ports.workers.map(({ own, ui }, index) =>
      javaProcess(settings, `spark-worker-${index + 1}`, [
        `-Xmx${DAEMON_MEMORY}`,
        ...QUICK,
        "org.apache.spark.deploy.worker.Worker",
        ...["--host", HOST, "--port", String(own), "--webui-port", String(ui)],
        ...["--cores", String(cores), "--memory", cluster.memory ?? WORKER_MEMORY],
        ...["--work-dir", join(folders.work, `worker-${index + 1}`)],
        masterAddress(layout),
      ]),
    ),
  };
}

export function masterAddress({ ports }: SparkLayout): string {
  return `spark://${HOST}:${ports.master}`;
}

const HOST = "127.0.0.1";

/** For processes that only keep watch. */
const QUICK = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"];

function serverConf({ layout, options }: SparkSettings): Record<string, string | number | boolean> {
  const { folders, ports } = layout;
  const { cluster, master = "local[*]", conf = {} } = options;
  return {
    "spark.master": cluster === undefined ? master : masterAddress(layout),
    "spark.app.name": "vitrina-services",
    "spark.driver.host": HOST,
    "spark.driver.bindAddress": HOST,
    "spark.connect.grpc.binding.address": HOST,
    "spark.connect.grpc.binding.port": ports.connect,
    "spark.ui.port": ports.ui,
    "spark.ui.showConsoleProgress": false,
    // A taken port is an error here, not a reason to go to the next one.
    "spark.port.maxRetries": 0,
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.catalogImplementation": "in-memory",
    "spark.sql.warehouse.dir": pathToFileURL(folders.warehouse).href,
    "spark.local.dir": folders.local,
    "spark.eventLog.enabled": true,
    "spark.eventLog.dir": pathToFileURL(folders.events).href,
    ...(cluster === undefined ? {} : { "spark.executor.memory": cluster.memory ?? WORKER_MEMORY }),
    ...conf,
  };
}

function javaProcess(settings: SparkSettings, name: string, args: readonly string[]): ServiceProcess {
  const { java, home, layout, options, onEnd } = settings;
  const { root, folders } = layout;
  const jars = join(home, "jars");
  const classPath = options.connector === false ? withoutConnector(jars) : join(jars, "*");
  return serviceProcess({
    name,
    command: java,
    args: [...SPARK_ON_JAVA, `-Djava.io.tmpdir=${folders.temporary}`, "-cp", classPath, ...args],
    log: join(root, `${name}.log`),
    env: environment(home, folders.conf, options),
    folder: root,
    onEnd,
  });
}

function withoutConnector(jars: string): string {
  const names = readdirSync(jars).filter((name) => name.endsWith(".jar") && !name.includes("kafka"));
  return names.map((name) => join(jars, name)).join(delimiter);
}

/** Settings of a Spark of the user's own would reach into this one. */
function environment(home: string, conf: string, { line = "3.5", token }: SparkOptions): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !/^(SPARK|PYSPARK|HADOOP)_/.test(name));
  return {
    ...Object.fromEntries(others),
    SPARK_HOME: home,
    SPARK_CONF_DIR: conf,
    SPARK_SCALA_VERSION: SPARK_RELEASES[line].scala,
    SPARK_LOCAL_IP: HOST,
    ...(token === undefined ? {} : { SPARK_CONNECT_AUTHENTICATE_TOKEN: token }),
  };
}
