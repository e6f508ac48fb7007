import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { freePorts, isFree } from "../lib/ports.ts";
import { ServiceError } from "../words.ts";
import type { SparkOptions } from "./options.ts";

/** Where everything of a running Spark is. */
export interface SparkLayout {
  readonly root: string;
  readonly folders: SparkFolders;
  readonly ports: SparkPorts;
}

export interface SparkFolders {
  /** Nothing of the user's own Spark is read instead. */
  readonly conf: string;
  readonly events: string;
  readonly local: string;
  readonly temporary: string;
  readonly warehouse: string;
  readonly work: string;
}

export interface SparkPorts {
  readonly connect: number;
  readonly ui: number;
  readonly master: number;
  readonly masterUi: number;
  /** Two for each worker: its own and that of its pages. */
  readonly workers: readonly { readonly own: number; readonly ui: number }[];
}

const WORKERS = 2;

export async function layOut(root: string, { port = 0, uiPort = 0, cluster }: SparkOptions): Promise<SparkLayout> {
  const folders = {
    conf: join(root, "conf"),
    events: join(root, "events"),
    local: join(root, "local"),
    temporary: join(root, "temporary"),
    warehouse: join(root, "warehouse"),
    work: join(root, "work"),
  };
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true });
  await refuseTaken(port, "port");
  await refuseTaken(uiPort, "ui-port");
  const workers = cluster === undefined ? 0 : (cluster.workers ?? WORKERS);
  const [connect = 0, ui = 0, master = 0, masterUi = 0, ...others] = await freePorts(4 + 2 * workers);
  return {
    root,
    folders,
    ports: {
      connect: port === 0 ? connect : port,
      ui: uiPort === 0 ? ui : uiPort,
      master,
      masterUi,
      workers: Array.from({ length: workers }, (_, index) => ({
        own: others[2 * index] ?? 0,
        ui: others[2 * index + 1] ?? 0,
      })),
    },
  };
}

async function refuseTaken(port: number, option: string): Promise<void> {
  if (port === 0 || (await isFree(port))) return;
  throw new ServiceError((words) => words.port_taken({ port, option, service: "spark" }));
}
