import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openCluster } from "./kafka/cluster.ts";
import { openKafkaFolder } from "./kafka/data-folder.ts";
import { findJars, type KafkaVersion } from "./kafka/jars.ts";
import { layOut } from "./kafka/layout.ts";
import type { Kafka, KafkaOptions } from "./kafka/options.ts";
import { type Certificates, makeCertificates } from "./lib/certificates.ts";
import { findJava } from "./lib/java.ts";
import { startInFolder } from "./lib/start-in-folder.ts";
import { ServiceError } from "./words.ts";

const USUAL_VERSION: KafkaVersion = "3.9.1";
const LEAST_JAVA = 17;

/**
 * A real Kafka cluster on this machine, in KRaft mode, that answers when this comes back and ends with this process
 * whatever ends it. Throws ServiceError when Java or the jars are missing, a port is taken or a broker does not start.
 */
export async function startKafka(options: KafkaOptions = {}): Promise<Kafka> {
  const { version = USUAL_VERSION, dataFolder, brokers = 1 } = options;
  const programs = requireKafka(version);
  return startInFolder({
    service: "kafka",
    kept: dataFolder === undefined ? null : () => openKafkaFolder(dataFolder, { version, brokers }),
    portsChosen: (options.port ?? 0) !== 0,
    start: (root, forget) => startIn(root, { version, ...programs }, options, forget),
  });
}

/** Throws ServiceError with the remedy where a broker of this version cannot be started on this machine. */
export function requireKafka(version: KafkaVersion = USUAL_VERSION): Programs {
  if (process.platform === "win32") throw new ServiceError((words) => words.windows({ service: "kafka" }));
  return { java: findJava(LEAST_JAVA), jars: findJars(version) };
}

interface Programs {
  readonly java: string;
  readonly jars: string;
}

async function startIn(
  root: string,
  { version, java, jars }: Programs & { readonly version: KafkaVersion },
  options: KafkaOptions,
  forget: () => void,
): Promise<Kafka> {
  const nodes = await layOut(root, options);
  const certificates = options.tls === true ? await prepareCertificates(join(root, "certificates")) : null;
  const cluster = await openCluster({ root, nodes, java, jars, options });
  const close = async () => {
    await (options.dataFolder === undefined ? cluster.kill() : cluster.stop());
    forget();
  };
  try {
    await cluster.start();
  } catch (error) {
    await cluster.kill();
    throw error;
  }
  return {
    version,
    bootstrap: [...cluster.listeners.plain],
    listeners: cluster.listeners,
    ca: certificates?.ca ?? null,
    client: certificates?.client ?? null,
    brokers: cluster.brokers,
    failed: cluster.failed,
    logDir: root,
    close,
  };
}

/** The broker reads its key and its certificate from one file. */
async function prepareCertificates(folder: string): Promise<Certificates> {
  mkdirSync(folder, { recursive: true });
  const certificates = await makeCertificates(folder);
  writeFileSync(join(folder, "keystore.pem"), certificates.server.key + certificates.server.cert, { mode: 0o600 });
  return certificates;
}

if (import.meta.main) {
  const [{ runCommand }, { kafkaService }] = await Promise.all([
    import("./lib/command.ts"),
    import("./kafka/command.ts"),
  ]);
  process.exitCode = await runCommand(process.argv.slice(2), kafkaService(startKafka));
}
