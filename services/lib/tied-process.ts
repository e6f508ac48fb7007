import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { createInterface } from "node:readline";

/** A running program that ends with the process that started it, whatever ends that one. */
export interface TiedProcess {
  /** Of the program itself. */
  readonly pid: number;
  /** Fulfilled when it has ended. */
  readonly exited: Promise<void>;
  running(): boolean;
  /** To the program; nothing happens when it has ended. */
  signal(name: NodeJS.Signals): void;
}

/**
 * The shell between holds a pipe to this process; the pipe closes when this process ends, even by `kill -9`, and then
 * the shell kills the program. The program writes to the log itself, so that it never waits for a reader.
 */
const SHELL = `
exec 3<&0
log=$1; shift
: >>"$log"
"$@" </dev/null >>"$log" 2>&1 3<&- &
program=$!
{ read -r _ <&3; kill -9 $program; } 2>/dev/null >/dev/null &
watcher=$!
echo $program
wait $program
kill $watcher 2>/dev/null
`;

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  /** Where its output is added. */
  readonly log: string;
  /** The whole environment; that of this process by default. */
  readonly env?: NodeJS.ProcessEnv;
  readonly folder?: string;
}

export async function startTied({ command, args, log, env, folder }: Program): Promise<TiedProcess> {
  const shell = spawn("/bin/sh", ["-c", SHELL, "sh", log, command, ...args], {
    stdio: ["pipe", "pipe", "ignore"],
    ...(env === undefined ? {} : { env }),
    ...(folder === undefined ? {} : { cwd: folder }),
    // Ctrl+C goes to the whole group of a terminal; who started the program stops it in its own time.
    detached: true,
  });
  shell.stdin.on("error", () => undefined);
  let over = false;
  const exited = once(shell, "exit").then(() => {
    over = true;
  });
  const pid = Number(await firstLine(shell.stdout));
  return {
    pid,
    exited,
    running: () => !over,
    signal(name) {
      if (over) return;
      try {
        process.kill(pid, name);
      } catch {
        // It ended a moment ago.
      }
    },
  };
}

/** The end of a log, for people. */
export function tailOf(file: string, bytes = 4000): string {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0) return "";
  const handle = openSync(file, "r");
  try {
    const buffer = Buffer.alloc(Math.min(bytes, size));
    readSync(handle, buffer, 0, buffer.length, size - buffer.length);
    const text = buffer.toString("utf8");
    return size > bytes ? text.slice(text.indexOf("\n") + 1).trimEnd() : text.trimEnd();
  } finally {
    closeSync(handle);
  }
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stream })) return line;
  return "";
}
