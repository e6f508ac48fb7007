import { userInfo } from "node:os";
import { findHdfs } from "./hdfs/jars.ts";
import { layOut } from "./hdfs/layout.ts";
import type { Hdfs, HdfsOptions } from "./hdfs/options.ts";
import { format, hdfsProcesses } from "./hdfs/processes.ts";
import { hdfsAnswers } from "./hdfs/ready.ts";
import { openDataFolder } from "./lib/data-folder.ts";
import { findJava } from "./lib/java.ts";
import { restartable } from "./lib/restartable.ts";
import { untilAnswers } from "./lib/service-process.ts";
import { startInFolder } from "./lib/start-in-folder.ts";
import { ServiceError } from "./words.ts";

const LEAST_JAVA = 17;
const PATIENCE = 120_000;

/**
 * A real HDFS on this machine, one NameNode and one DataNode, that takes files when this comes back and ends with this
 * process whatever ends it. Throws ServiceError when Java or the jars are missing, a port is taken or a process does
 * not start.
 */
export async function startHdfs(options: HdfsOptions = {}): Promise<Hdfs> {
  const { dataFolder } = options;
  const programs = requireHdfs();
  return startInFolder({
    service: "hdfs",
    kept: dataFolder === undefined ? null : () => openDataFolder(dataFolder, "hdfs", {}).folder,
    portsChosen: (options.port ?? 0) !== 0 || (options.httpPort ?? 0) !== 0,
    start: (root, forget) => startIn(root, programs, options, forget),
  });
}

/** Throws ServiceError with the remedy where HDFS cannot be started on this machine. */
export function requireHdfs(): Programs {
  if (process.platform === "win32") throw new ServiceError((words) => words.windows({ service: "hdfs" }));
  return { java: findJava(LEAST_JAVA), jars: findHdfs() };
}

interface Programs {
  readonly java: string;
  readonly jars: string;
}

async function startIn(root: string, programs: Programs, options: HdfsOptions, forget: () => void): Promise<Hdfs> {
  const { patience = PATIENCE } = options;
  const layout = await layOut(root, options);
  const { promise: failed, resolve: onEnd } = Promise.withResolvers<ServiceError>();
  const settings = { ...programs, layout, options, onEnd };
  const { nameNode, dataNode } = hdfsProcesses(settings);
  const both = [nameNode, dataNode];
  const web = `http://127.0.0.1:${layout.ports.http}`;
  const ready = () =>
    untilAnswers({
      answers: () => hdfsAnswers(web),
      processes: both.filter((process) => process.running()),
      patience,
    });
  try {
    format(settings);
    await Promise.all(both.map((process) => process.start()));
    await ready();
  } catch (error) {
    await Promise.all(both.map((process) => process.kill()));
    throw error;
  }
  return {
    address: `hdfs://127.0.0.1:${layout.ports.rpc}`,
    port: layout.ports.rpc,
    web,
    superuser: userInfo().username,
    nameNode: restartable(nameNode, ready),
    dataNode: restartable(dataNode, ready),
    failed,
    logDir: root,
    async close() {
      await Promise.all(both.map((process) => (options.dataFolder === undefined ? process.kill() : process.stop())));
      forget();
    },
  };
}

if (import.meta.main) {
  const [{ runCommand }, { hdfsService }] = await Promise.all([
    import("./lib/command.ts"),
    import("./hdfs/command.ts"),
  ]);
  process.exitCode = await runCommand(process.argv.slice(2), hdfsService(startHdfs));
}
