import { userInfo } from "node:os";
import { findHdfs } from "./hdfs/jars.ts";
import { layOut } from "./hdfs/layout.ts";
import type { Hdfs, HdfsOptions, HdfsProcess } from "./hdfs/options.ts";
import { format, hdfsProcesses } from "./hdfs/processes.ts";
import { hdfsAnswers } from "./hdfs/ready.ts";
import { openDataFolder } from "./lib/data-folder.ts";
import { findJava } from "./lib/java.ts";
import { type ServiceProcess, untilAnswers } from "./lib/service-process.ts";
import { removeAtExit, temporaryFolder } from "./lib/temporary-folder.ts";
import { ServiceError } from "./words.ts";

const LEAST_JAVA = 17;
const ATTEMPTS = 3;
const PATIENCE = 120_000;

/**
 * A real HDFS on this machine, one NameNode and one DataNode, that takes files when this comes back and ends with this
 * process whatever ends it. Throws ServiceError when Java or the jars are missing, a port is taken or a process does
 * not start.
 */
export async function startHdfs(options: HdfsOptions = {}): Promise<Hdfs> {
  const { dataFolder } = options;
  const programs = requireHdfs();
  for (let attempt = 1; ; attempt++) {
    const root = dataFolder === undefined ? temporaryFolder("hdfs") : openDataFolder(dataFolder, "hdfs", {}).folder;
    const forget = dataFolder === undefined ? removeAtExit(root) : () => undefined;
    try {
      return await startIn(root, programs, options, forget);
    } catch (error) {
      forget();
      // Between asking for a free port and taking it, somebody else may.
      const chosen = (options.port ?? 0) !== 0 || (options.httpPort ?? 0) !== 0;
      if (attempt === ATTEMPTS || chosen || !/already in use|BindException/i.test(String(error))) throw error;
    }
  }
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
  let report: (error: ServiceError) => void = () => undefined;
  const failed = new Promise<ServiceError>((resolve) => {
    report = resolve;
  });
  const settings = { ...programs, layout, options, onEnd: (error: ServiceError) => report(error) };
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
    nameNode: restarting(nameNode, ready),
    dataNode: restarting(dataNode, ready),
    failed,
    logDir: root,
    async close() {
      await Promise.all(both.map((process) => (options.dataFolder === undefined ? process.kill() : process.stop())));
      forget();
    },
  };
}

function restarting(process: ServiceProcess, ready: () => Promise<void>): HdfsProcess {
  return {
    name: process.name,
    log: process.log,
    get pid() {
      return process.pid;
    },
    kill: process.kill,
    async restart() {
      await process.kill();
      await process.start();
      await ready();
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
