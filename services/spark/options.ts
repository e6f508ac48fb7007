import type { RestartableProcess } from "../lib/restartable.ts";
import type { ServiceError } from "../words.ts";
import type { SparkLine } from "./jars.ts";

export interface SparkOptions {
  /** 3.5 by default. */
  readonly line?: SparkLine;
  /** Of Spark Connect; without it, or 0, a free one is taken. */
  readonly port?: number;
  /** Of Spark's own pages and their REST API; without it, or 0, a free one is taken. */
  readonly uiPort?: number;
  /** Where the work is done: local[*] by default, or a master that runs already. Not together with `cluster`. */
  readonly master?: string;
  /** Starts a standalone cluster of one master and these workers, and Connect in front of it. */
  readonly cluster?: ClusterOptions;
  /** Memory of the server's Java, such as 1g. */
  readonly memory?: string;
  /** Settings of Spark, over those given here. */
  readonly conf?: Readonly<Record<string, string | number | boolean>>;
  /** Whoever connects must say this; line 4.1 only. */
  readonly token?: string;
  /** False leaves the Kafka connector off the server's class path, as where somebody forgot it. */
  readonly connector?: boolean;
  /** Kept at the end, with logs and history; without it everything is in a temporary folder. */
  readonly dataFolder?: string;
  /** More words for Java, such as -XX:TieredStopAtLevel=1, which starts sooner and works slower. */
  readonly jvm?: readonly string[];
  /** Milliseconds until a start has failed. */
  readonly patience?: number;
}

export interface ClusterOptions {
  /** Two by default. */
  readonly workers?: number;
  /** Of each worker: one by default. */
  readonly cores?: number;
  /** Of each worker, all of which its executor gets: 1g by default. */
  readonly memory?: string;
}

export interface Spark {
  /** Such as 3.5.7. */
  readonly version: string;
  /** sc://127.0.0.1:PORT */
  readonly address: string;
  readonly port: number;
  /** http://127.0.0.1:PORT of Spark's own pages, with /api/v1. */
  readonly ui: string;
  /** Such as local[*] or spark://127.0.0.1:PORT. */
  readonly master: string;
  /** Pages of the standalone master; null without a cluster. */
  readonly masterUi: string | null;
  /** The Connect server, which is the driver too. */
  readonly server: RestartableProcess;
  /** The master's process; null without a cluster. */
  readonly masterProcess: RestartableProcess | null;
  /** None without a cluster. Restarting one waits until the master knows it again. */
  readonly workers: readonly RestartableProcess[];
  /** Fulfilled with the reason when a process ends that nobody told to. */
  readonly failed: Promise<ServiceError>;
  /** What each process logs is in a file of this folder. */
  readonly logDir: string;
  /** What Spark's history server reads. */
  readonly eventLogDir: string;
  /** Stops everything; a temporary folder is removed. */
  close(): Promise<void>;
}

/** `startSpark`, as a value. */
export type StartSpark = (options: SparkOptions) => Promise<Spark>;
