import { openDataFolder } from "./lib/data-folder.ts";
import { findJava } from "./lib/java.ts";
import { restartable } from "./lib/restartable.ts";
import { untilAnswers } from "./lib/service-process.ts";
import { startInFolder } from "./lib/start-in-folder.ts";
import { findSpark, SPARK_RELEASES, type SparkLine } from "./spark/jars.ts";
import { layOut } from "./spark/layout.ts";
import type { Spark, SparkOptions } from "./spark/options.ts";
import { masterAddress, sparkProcesses } from "./spark/processes.ts";
import { masterKnows, serverAnswers } from "./spark/ready.ts";
import { ServiceError } from "./words.ts";

const LEAST_JAVA = 17;
const PATIENCE = 120_000;

/**
 * A real Spark Connect server on this machine that answers when this comes back and ends with this process whatever
 * ends it. Throws ServiceError when Java or the jars are missing, a port is taken or a process does not start.
 */
export async function startSpark(options: SparkOptions = {}): Promise<Spark> {
  const { dataFolder } = options;
  const programs = requireSpark(options.line);
  return startInFolder({
    service: "spark",
    kept: dataFolder === undefined ? null : () => openDataFolder(dataFolder, "spark", {}).folder,
    portsChosen: (options.port ?? 0) !== 0 || (options.uiPort ?? 0) !== 0,
    start: (root, forget) => startIn(root, programs, options, forget),
  });
}

/** Throws ServiceError with the remedy where Spark of this line cannot be started on this machine. */
export function requireSpark(line: SparkLine = "3.5"): Programs {
  if (process.platform === "win32") throw new ServiceError((words) => words.windows({ service: "spark" }));
  return { java: findJava(LEAST_JAVA), home: findSpark(line) };
}

interface Programs {
  readonly java: string;
  readonly home: string;
}

async function startIn(root: string, programs: Programs, options: SparkOptions, forget: () => void): Promise<Spark> {
  const { line = "3.5", patience = PATIENCE } = options;
  const layout = await layOut(root, options);
  const { ports, folders } = layout;
  const { promise: failed, resolve: onEnd } = Promise.withResolvers<ServiceError>();
  const { server, master, workers } = sparkProcesses({ ...programs, layout, options, onEnd });
  const all = [...(master === null ? [] : [master]), ...workers, server];
  const ui = `http://127.0.0.1:${ports.ui}`;
  const masterUi = `http://127.0.0.1:${ports.masterUi}`;

  const started = () => all.filter((process) => process.running());
  const clusterReady = () =>
    untilAnswers({ answers: () => masterKnows(masterUi, workers.length), processes: started(), patience });
  const serverReady = () =>
    untilAnswers({ answers: () => serverAnswers(ports.connect, ui, workers.length), processes: started(), patience });

  try {
    if (master !== null) {
      await Promise.all([master, ...workers].map((process) => process.start()));
      await clusterReady();
    }
    await server.start();
    await serverReady();
  } catch (error) {
    await Promise.all(all.map((process) => process.kill()));
    throw error;
  }
  return {
    version: SPARK_RELEASES[line].version,
    address: `sc://127.0.0.1:${ports.connect}`,
    port: ports.connect,
    ui,
    master: master === null ? (options.master ?? "local[*]") : masterAddress(layout),
    masterUi: master === null ? null : masterUi,
    server: restartable(server, serverReady),
    masterProcess: master === null ? null : restartable(master, clusterReady),
    workers: workers.map((worker) => restartable(worker, clusterReady)),
    failed,
    logDir: root,
    eventLogDir: folders.events,
    async close() {
      if (options.dataFolder === undefined) await Promise.all(all.map((process) => process.kill()));
      // The server first: it finishes its event log and takes leave of the master.
      else for (const process of all.toReversed()) await process.stop();
      forget();
    },
  };
}

if (import.meta.main) {
  const [{ runCommand }, { sparkService }] = await Promise.all([
    import("./lib/command.ts"),
    import("./spark/command.ts"),
  ]);
  process.exitCode = await runCommand(process.argv.slice(2), sparkService(startSpark));
}
