import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { type ExitFigures, findTimekeeper } from "./exit-figures.ts";
import { missingParts } from "./places.ts";
import { watchProcessTree } from "./watch-process-tree.ts";

export interface Measured {
  /** From start to exit of the whole process, in seconds. */
  seconds: number;
  /** User and system time with that of its children, in seconds; undefined where the system cannot say. */
  cpuSeconds: number | undefined;
  /** Most memory held, in bytes; undefined where the system cannot say. */
  peakBytes: number | undefined;
  stdout: string;
  /** Why it failed, in one line: the last one it wrote to stderr where there is one. Undefined after success. */
  failure: string | undefined;
}

export interface MeasureOptions {
  cwd?: string;
  /** A process that takes longer is ended, with its children, and counts as failed. */
  timeoutSeconds?: number;
}

const timekeeper = findTimekeeper();
/** Rarely, where the exit figures miss nothing but grandchildren: looking costs the machine a few milliseconds. */
const sampleEveryMs = timekeeper ? 250 : 50;

/** How times and memory were measured on this system, in one line. */
export function measuringMethod(): string {
  const means = [
    ...(timekeeper ? [`${timekeeper.name} at exit`] : []),
    ...(process.platform === "linux" ? [`/proc of the process and its children every ${sampleEveryMs} ms`] : []),
  ];
  const sources = means.length > 0 ? means.join(", and ") : "not available on this system";
  return `Wall time: start to exit of the whole process. CPU (user + system) and peak memory: ${sources}.`;
}

/** Runs a command as a process of its own and measures it. It never throws: what goes wrong is in `failure`. */
export async function measure(
  command: string[],
  { cwd, timeoutSeconds = 3600 }: MeasureOptions = {},
): Promise<Measured> {
  const missing = missingParts(command);
  if (missing !== undefined) return failed(missing);
  const scratch = mkdtempSync(join(tmpdir(), "vitrina-bench-"));
  const figuresFile = join(scratch, "figures");
  const [file = "", ...args] = timekeeper ? timekeeper.wrap(command, figuresFile) : command;
  try {
    const ended = await run(file, args, timeoutSeconds, cwd);
    const atExit = existsSync(figuresFile) ? timekeeper?.read(figuresFile) : undefined;
    return {
      seconds: ended.seconds,
      ...largest(atExit, ended.watched),
      stdout: ended.stdout,
      failure: explain(ended),
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A run that failed before or after the process itself. */
export function failed(failure: string): Measured {
  return { seconds: Number.NaN, cpuSeconds: undefined, peakBytes: undefined, stdout: "", failure };
}

interface Ended {
  seconds: number;
  /** Exit code, name of the signal, or why it did not start. */
  status: number | string;
  stdout: string;
  stderr: string;
  watched: ExitFigures | undefined;
}

/** The clock stops at exit; the answer waits until its children (Spark's JVM) have let go of the output too. */
function run(file: string, args: string[], timeoutSeconds: number, cwd: string | undefined): Promise<Ended> {
  return new Promise((resolve) => {
    const start = performance.now();
    const child = spawn(file, args, { stdio: ["ignore", "pipe", "pipe"], windowsHide: true, ...(cwd && { cwd }) });
    const watch = watchProcessTree(child.pid, sampleEveryMs);
    const limit = setTimeout(() => {
      status = `ended after ${timeoutSeconds} s without finishing`;
      watch.endAll();
    }, timeoutSeconds * 1000);
    const interrupted = () => {
      watch.endAll();
      process.exit(130);
    };
    process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
    let status: number | string | undefined;
    let seconds = 0;
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", (error) => {
      status = error.message;
    });
    child.on("exit", (code, signal) => {
      seconds = (performance.now() - start) / 1000;
      status ??= code ?? signal ?? "ended";
    });
    child.on("close", () => {
      clearTimeout(limit);
      process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
      resolve({ seconds, status: status ?? "ended", stdout, stderr, watched: watch.stop() });
    });
  });
}

/** Each way misses something: the exit figures children nobody waited for, the samples the time since the last one. */
function largest(...all: (ExitFigures | undefined)[]): Pick<Measured, "cpuSeconds" | "peakBytes"> {
  const known = all.filter((figures) => figures !== undefined);
  if (known.length === 0) return { cpuSeconds: undefined, peakBytes: undefined };
  return {
    cpuSeconds: Math.max(...known.map((figures) => figures.cpuSeconds)),
    peakBytes: Math.max(...known.map((figures) => figures.peakBytes)),
  };
}

function explain({ status, stderr }: Ended): string | undefined {
  if (status === 0) return undefined;
  const said = stderr.split("\n").findLast((line) => line.trim() !== "");
  const outcome = describeStatus(status);
  return said === undefined ? outcome : `${said.trim()} (${outcome})`;
}

/** A shell and /usr/bin/time report the signal of their command as 128 + its number. */
function describeStatus(status: number | string): string {
  if (status === 128 + constants.signals.SIGKILL || status === "SIGKILL") return "killed, mostly for want of memory";
  return typeof status === "number" ? `exit code ${status}` : status;
}
