import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { sampleProcessTree } from "./process-tree.ts";
import { watchProcessTree } from "./watch-process-tree.ts";

/** A process that works until it is told to stop. */
export interface LiveProcess {
  /** Memory of it and its children now, in bytes; NaN where the system cannot say. */
  residentBytes(): number;
  /** Fulfilled with the exit code, or the signal's name, and the last line it wrote to stderr. */
  readonly ended: Promise<{ readonly status: number | string; readonly said: string }>;
  /** Tells it to stop, and ends it where it does not in time; the most memory it held, in bytes. */
  stop(patienceMs: number): Promise<{ readonly peakBytes: number | undefined; readonly status: number | string }>;
}

export interface LiveProcessOptions {
  readonly onLine: (line: string) => void;
  readonly onTalk?: (line: string) => void;
}

const SAMPLE_EVERY_MS = 1000;

export function startLive(command: readonly string[], { onLine, onTalk }: LiveProcessOptions): LiveProcess {
  const [file = "", ...args] = command;
  const child = spawn(file, args, { stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
  const watch = watchProcessTree(child.pid, SAMPLE_EVERY_MS);
  let said = "";
  createInterface({ input: child.stdout }).on("line", onLine);
  createInterface({ input: child.stderr }).on("line", (line) => {
    said = line;
    onTalk?.(line);
  });
  const abandon = () => watch.endAll();
  process.once("exit", abandon);
  const ended = new Promise<{ status: number | string; said: string }>((resolve) => {
    child.on("error", (error) => resolve({ status: "not started", said: error.message }));
    child.on("close", (code, signal) => resolve({ status: code ?? signal ?? "ended", said }));
  });
  return {
    ended,
    residentBytes: () =>
      (child.pid === undefined ? undefined : sampleProcessTree(child.pid)?.residentBytes) ?? Number.NaN,
    async stop(patienceMs) {
      child.kill("SIGTERM");
      const limit = setTimeout(() => watch.endAll(), patienceMs);
      const { status } = await ended;
      clearTimeout(limit);
      process.off("exit", abandon);
      return { status, peakBytes: watch.stop()?.peakBytes };
    },
  };
}
