import type { ServiceProcess } from "./service-process.ts";

/** A process of a running service, for whoever wants to see what happens without it. */
export interface RestartableProcess {
  readonly name: string;
  readonly log: string;
  /** Of the running or the last process. */
  readonly pid: number;
  /** SIGKILL by default. Comes back when the process has ended, or at once after a signal that does not end it. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Killed where it runs, and started again on the same ports with the same data. Comes back when it answers. */
  restart(): Promise<void>;
}

/** `ready` comes back when the service answers. */
export function restartable(process: ServiceProcess, ready: () => Promise<void>): RestartableProcess {
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
