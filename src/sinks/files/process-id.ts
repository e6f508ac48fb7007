import { createHash } from "node:crypto";
import { readFile, readlink } from "node:fs/promises";
import { hostname } from "node:os";
import { errorCode } from "./system-error.ts";

/** A process that others can look for. Numbers are used again, so the moment it started belongs to it. */
export interface ProcessId {
  /** Stands for the machine, or the container, whose processes the numbers count. */
  readonly place: string;
  readonly pid: number;
  /** When it started, in the system's own count; "0" where the system does not tell. */
  readonly start: string;
}

export async function ownProcess(): Promise<ProcessId> {
  return { place: await place(), pid: process.pid, start: (await startOf(process.pid)) ?? "0" };
}

/** Whether a process of this place is still at work. */
export async function isRunning({ pid, start }: ProcessId): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Another user's process may not be asked, but it is there.
    return errorCode(error) === "EPERM";
  }
  return start === "0" || (await startOf(pid)) === start;
}

/** Containers on one machine may share its name and still count their own processes. */
async function place(): Promise<string> {
  const namespace = process.platform === "linux" ? await readlink("/proc/self/ns/pid").catch(() => "") : "";
  return createHash("sha256").update(`${hostname()} ${namespace}`).digest("hex").slice(0, 12);
}

/** Linux tells in /proc (see proc_pid_stat(5): field 3 is the state, field 22 the start); a zombie has ended. */
async function startOf(pid: number): Promise<string | undefined> {
  if (process.platform !== "linux") return undefined;
  try {
    const text = await readFile(`/proc/${pid}/stat`, "latin1");
    // The name before may hold spaces and brackets.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" || fields[0] === "X" ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
