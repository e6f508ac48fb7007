/**
 * Proves on damaged files that a batch loses no row and never breaks down:
 *
 *     node test/fuzz/batch-fuzz.ts --runs 100000 --seed 1 [--minutes 10] [--workers 2] [--from 0]
 *
 * Each run takes a small well-formed CSV, NDJSON or JSON file, damages its bytes and reads it as `vitrina batch` would.
 * Run N of a seed is always the same file. Ends with a line `N runs, N failures`, and with code 1 when there are any.
 */
import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type BatchResult, fuzzRuns } from "./fuzz-runs.ts";
import { openLaboratory } from "./laboratory.ts";

/** Files that are loaded together, which is faster than one by one. */
const BATCH = 20;
const STUCK_MS = 120_000;

interface Task {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

if (process.send === undefined) {
  process.exitCode = await main();
} else {
  await work();
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      runs: { type: "string", default: "1000" },
      seed: { type: "string", default: "1" },
      minutes: { type: "string" },
      workers: { type: "string", default: String(Math.min(4, availableParallelism())) },
      from: { type: "string", default: "0" },
    },
  });
  const [runs, seed, workers, from] = [values.runs, values.seed, values.workers, values.from].map(Number) as [
    number,
    number,
    number,
    number,
  ];
  const deadline =
    values.minutes === undefined ? Number.POSITIVE_INFINITY : Date.now() + Number(values.minutes) * 60_000;
  const started = Date.now();
  const total = { runs: 0, failures: 0 };
  const ends: Record<string, number> = {};
  let next = from;
  const nextTask = (): Task | null => {
    if (next >= from + runs || Date.now() >= deadline) {
      return null;
    }
    const task = { seed, from: next, to: Math.min(next + BATCH, from + runs) };
    next = task.to;
    return task;
  };
  const report = (task: Task, result: BatchResult | string) => {
    total.runs += task.to - task.from;
    if (typeof result === "string") {
      total.failures += 1;
      print(`runs ${task.from} to ${task.to - 1}: ${result}`);
      return;
    }
    for (const [end, count] of Object.entries(result.ends)) {
      ends[end] = (ends[end] ?? 0) + count;
    }
    for (const { run, why, specimen } of result.findings) {
      total.failures += 1;
      const { ending, bytes, mapping } = specimen;
      print(`run ${run}: ${why}\n  .${ending} ${JSON.stringify(bytes.toString("latin1"))} ${JSON.stringify(mapping)}`);
    }
    if (total.runs % 2000 === 0) {
      print(`${total.runs} runs, ${rate(total.runs, started)} a second`);
    }
  };
  await Promise.all(Array.from({ length: workers }, () => drive(nextTask, report)));
  for (const [end, count] of Object.entries(ends).sort(([, a], [, b]) => b - a)) {
    print(`${String(count).padStart(8)} ${end}`);
  }
  print(`seed ${seed}, ${rate(total.runs, started)} runs a second`);
  print(`${total.runs} runs, ${total.failures} failures`);
  return total.failures === 0 ? 0 : 1;
}

/** Keeps one process busy; one that breaks down or gets stuck is a finding and is replaced. */
async function drive(
  nextTask: () => Task | null,
  report: (task: Task, result: BatchResult | string) => void,
): Promise<void> {
  let worker: ChildProcess | undefined;
  for (let task = nextTask(); task !== null; task = nextTask()) {
    worker ??= fork(fileURLToPath(import.meta.url), { serialization: "advanced" });
    const result = await ask(worker, task);
    if (typeof result === "string") {
      worker = undefined;
    }
    report(task, result);
  }
  worker?.disconnect();
}

function ask(worker: ChildProcess, task: Task): Promise<BatchResult | string> {
  return new Promise((resolve) => {
    const settle = (result: BatchResult | string) => {
      clearTimeout(timer);
      worker.off("message", settle).off("exit", ended);
      resolve(result);
    };
    const ended = (code: number | null, signal: string | null) => settle(`the process ended with ${signal ?? code}`);
    const timer = setTimeout(() => {
      worker.off("exit", ended).kill("SIGKILL");
      settle(`no answer within ${STUCK_MS / 1000} s`);
    }, STUCK_MS);
    worker.on("message", settle).on("exit", ended);
    worker.send(task);
  });
}

async function work(): Promise<void> {
  const laboratory = await openLaboratory();
  process.on("disconnect", () => void laboratory.close());
  process.on("message", async ({ seed, from, to }: Task) => {
    process.send?.(await fuzzRuns(laboratory, seed, from, to));
  });
}

function rate(runs: number, started: number): string {
  return (runs / Math.max(0.001, (Date.now() - started) / 1000)).toFixed(0);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
