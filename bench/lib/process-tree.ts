import { readdirSync, readFileSync } from "node:fs";

export interface TreeSample {
  /** Living processes: the root and all its descendants. */
  pids: number[];
  /** Memory they hold together at this moment, in bytes. */
  residentBytes: number;
  /** Processor time, user and system, each of them has used so far, in seconds. */
  cpuSeconds: Map<number, number>;
}

/**
 * One look, through Linux's /proc, at a process and all its descendants; undefined on other systems.
 * PySpark works in a child (the JVM) that its parent never waits for, so the parent's own figures miss it.
 */
export function sampleProcessTree(root: number): TreeSample | undefined {
  if (process.platform !== "linux") return undefined;
  const stats = readAllStats();
  const sample: TreeSample = { pids: [], residentBytes: 0, cpuSeconds: new Map() };
  for (const [pid, { cpuSeconds }] of stats) {
    if (!descendsFrom(root, pid, stats)) continue;
    sample.pids.push(pid);
    sample.residentBytes += readResidentBytes(pid);
    sample.cpuSeconds.set(pid, cpuSeconds);
  }
  return sample;
}

interface Stat {
  parent: number;
  cpuSeconds: number;
}

/** The unit of processor times in /proc: USER_HZ, 100 on every architecture Node runs on. */
const ticksPerSecond = 100;

function readAllStats(): Map<number, Stat> {
  const stats = new Map<number, Stat>();
  for (const name of readdirSync("/proc")) {
    const text = /^\d+$/.test(name) ? readIfThere(`/proc/${name}/stat`) : "";
    if (text !== "") stats.set(Number(name), parseStat(text));
  }
  return stats;
}

/** Fields as numbered in proc(5); the second is a name that may hold spaces and brackets, so they count from its end. */
function parseStat(text: string): Stat {
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const field = (number: number) => Number(fields[number - 3]);
  return { parent: field(4), cpuSeconds: (field(14) + field(15)) / ticksPerSecond };
}

function readResidentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readIfThere(`/proc/${pid}/status`))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

/** A process may end between the listing and the reading. */
function readIfThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function descendsFrom(root: number, pid: number, stats: Map<number, Stat>): boolean {
  for (let at: number | undefined = pid; at !== undefined && at > 0; at = stats.get(at)?.parent) {
    if (at === root) return true;
  }
  return false;
}
