import { setTimeout as pause } from "node:timers/promises";
import { ServiceError } from "../words.ts";
import { type Program, startTied, type TiedProcess, tailOf } from "./tied-process.ts";

/** A process of a service, under the name people know it by. */
export interface ServiceProcess {
  readonly name: string;
  readonly log: string;
  /** Of the running or the last process. */
  readonly pid: number;
  running(): boolean;
  start(): Promise<void>;
  /** SIGKILL by default. Comes back when the process has ended, or at once after a signal that does not end it. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** In good order, or after a while by force. */
  stop(): Promise<void>;
}

export interface ServiceProcessOptions extends Program {
  readonly name: string;
  /** Called when it ends although nobody told it to. */
  readonly onEnd: (error: ServiceError) => void;
}

const PAUSING: ReadonlySet<NodeJS.Signals> = new Set(["SIGSTOP", "SIGCONT", "SIGQUIT"]);
const MILLISECONDS_TO_STOP = 120_000;

/** It is not started yet. */
export function serviceProcess({ name, onEnd, ...program }: ServiceProcessOptions): ServiceProcess {
  const { log } = program;
  let current: TiedProcess | undefined;
  let told = true;

  async function kill(signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    if (current === undefined || !current.running()) return;
    const ends = !PAUSING.has(signal);
    if (ends) told = true;
    current.signal(signal);
    if (ends) await current.exited;
  }

  return {
    name,
    log,
    get pid() {
      return current?.pid ?? 0;
    },
    running: () => current?.running() === true,
    async start() {
      told = false;
      const started = await startTied(program);
      current = started;
      void started.exited.then(() => {
        if (current === started && !told) onEnd(gone(name, log));
      });
    },
    kill,
    async stop() {
      const late = setTimeout(() => void kill(), MILLISECONDS_TO_STOP);
      await kill("SIGTERM");
      clearTimeout(late);
    },
  };
}

export interface Awaited {
  /** Says whether the service is there. It may throw instead. */
  readonly answers: () => Promise<boolean>;
  /** None of these may end meanwhile. */
  readonly processes: readonly ServiceProcess[];
  readonly patience: number;
}

const BETWEEN_QUESTIONS = 50;

/** Throws ServiceError with the end of a log. */
export async function untilAnswers({ answers, processes, patience }: Awaited): Promise<void> {
  const deadline = performance.now() + patience;
  while (!(await answers().catch(() => false))) {
    const ended = processes.find((process) => !process.running());
    if (ended !== undefined) throw failed(ended);
    if (performance.now() > deadline) throw slow(processes.at(-1), patience);
    await pause(BETWEEN_QUESTIONS);
  }
}

function gone(name: string, log: string): ServiceError {
  return new ServiceError((words) => words.process_gone({ name, log, tail: tailOf(log) }));
}

function failed({ name, log }: ServiceProcess): ServiceError {
  return new ServiceError((words) => words.process_failed({ name, log, tail: tailOf(log) }));
}

function slow(process: ServiceProcess | undefined, patience: number): ServiceError {
  const { name = "", log = "" } = process ?? {};
  const seconds = Math.round(patience / 1000);
  return new ServiceError((words) => words.process_slow({ name, seconds, log, tail: tailOf(log) }));
}
