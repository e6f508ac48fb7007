import type { RestartableProcess } from "../lib/restartable.ts";
import type { ServiceError } from "../words.ts";

export interface HdfsOptions {
  /** Of hdfs://; without it, or 0, a free one is taken. */
  readonly port?: number;
  /** Of WebHDFS and the NameNode's pages; without it, or 0, a free one is taken. */
  readonly httpPort?: number;
  /** Settings of both, over those given here: core-site.xml and hdfs-site.xml. */
  readonly config?: Readonly<Record<string, string | number | boolean>>;
  /** Of each process's Java, such as 256m. */
  readonly memory?: string;
  /** Kept at the end; without it everything is in a temporary folder. */
  readonly dataFolder?: string;
  /** More words for the NameNode's Java. */
  readonly jvm?: readonly string[];
  /** Milliseconds until a start has failed. */
  readonly patience?: number;
}

export interface Hdfs {
  /** hdfs://127.0.0.1:PORT, for Spark and other clients of HDFS itself. */
  readonly address: string;
  readonly port: number;
  /** http://127.0.0.1:PORT of WebHDFS and the NameNode's pages. */
  readonly web: string;
  /** Who started it, and so may do everything there. */
  readonly superuser: string;
  readonly nameNode: RestartableProcess;
  readonly dataNode: RestartableProcess;
  /** Fulfilled with the reason when a process ends that nobody told to. */
  readonly failed: Promise<ServiceError>;
  /** What each process logs is in a file of this folder. */
  readonly logDir: string;
  /** Stops everything; a temporary folder is removed. */
  close(): Promise<void>;
}

/** `startHdfs`, as a value. */
export type StartHdfs = (options: HdfsOptions) => Promise<Hdfs>;
