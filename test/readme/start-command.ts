import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";

export interface Started {
  /** Comes back with the output when it holds the text; fails where the command ends before. */
  says(text: string): Promise<string>;
  readonly ended: Promise<{ readonly code: number | null; readonly output: string }>;
  /** As Ctrl+C does. */
  interrupt(): void;
  /** As `kill -9` does. */
  kill(): void;
}

export interface StartOptions {
  /** Its `bin` holds the command, its `work` is where it is run. */
  readonly folder: string;
  readonly locale: string;
  readonly signal: AbortSignal;
}

/** Runs one line in a shell. A signal reaches the command itself, because the shell gives way to it. */
export function startCommand(line: string, { folder, locale, signal }: StartOptions): Started {
  const path = `${join(folder, "bin")}${delimiter}${process.env.PATH}`;
  const isSimple = /^vitrina\b[^|;&<>]*$/.test(line) && process.platform !== "win32";
  const shell = spawn(isSimple ? `exec ${line}` : line, {
    shell: true,
    cwd: join(folder, "work"),
    env: { ...process.env, PATH: path, LANG: locale, LC_ALL: locale },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const waiting = new Set<() => void>();
  const hear = (chunk: string) => {
    output += chunk;
    for (const look of waiting) look();
  };
  shell.stdout.setEncoding("utf8").on("data", hear);
  shell.stderr.setEncoding("utf8").on("data", hear);
  const ended = new Promise<{ code: number | null; output: string }>((resolve, reject) => {
    shell.on("error", reject);
    shell.on("close", (code) => resolve({ code, output }));
  });
  // A test that takes too long leaves nothing behind.
  const giveUp = () => shell.kill("SIGKILL");
  signal.addEventListener("abort", giveUp, { once: true });
  return {
    ended,
    says(text) {
      return new Promise((resolve, reject) => {
        const look = () => {
          if (!output.includes(text)) return;
          waiting.delete(look);
          resolve(output);
        };
        waiting.add(look);
        ended.then(({ code }) => {
          if (waiting.has(look)) reject(new Error(`ended with ${code} before it said "${text}":\n${output}`));
        }, reject);
        look();
      });
    },
    interrupt: () => void shell.kill("SIGINT"),
    kill: () => void shell.kill("SIGKILL"),
  };
}
