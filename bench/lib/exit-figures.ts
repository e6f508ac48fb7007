import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** What the system knows of a process once it has ended. */
export interface ExitFigures {
  /** User and system time, in seconds. */
  cpuSeconds: number;
  /** The most memory the process held at any moment, in bytes. */
  peakBytes: number;
}

export interface Timekeeper {
  /** How the figures are obtained, for the notes under a table. */
  name: string;
  /** The command that runs another one and leaves its figures in a file. */
  wrap(command: string[], figuresFile: string): string[];
  read(figuresFile: string): ExitFigures | undefined;
}

/**
 * /usr/bin/time asks the system (wait4) for the figures of the process it ran, which Node cannot for its children.
 * GNU's and BSD's (macOS) have different options; undefined where neither is there.
 */
export function findTimekeeper(): Timekeeper | undefined {
  const { error, stdout, stderr } = spawnSync("/usr/bin/time", ["--version"], { encoding: "utf8" });
  if (error) return undefined;
  if (/GNU/.test(stdout + stderr)) return gnuTime;
  return process.platform === "darwin" ? bsdTime : undefined;
}

const gnuTime: Timekeeper = {
  name: "GNU /usr/bin/time",
  wrap: (command, file) => ["/usr/bin/time", "-f", "cpu %U %S peak %M", "-o", file, ...command],
  read(file) {
    const [, user, system, kilobytes] = /cpu (\S+) (\S+) peak (\d+)/.exec(readFileSync(file, "utf8")) ?? [];
    return figures(user, system, kilobytes, 1024);
  },
};

const bsdTime: Timekeeper = {
  name: "BSD /usr/bin/time",
  wrap: (command, file) => ["/usr/bin/time", "-l", "-o", file, ...command],
  read(file) {
    const text = readFileSync(file, "utf8");
    const [, user, system] = /(\S+) user\s+(\S+) sys/.exec(text) ?? [];
    return figures(user, system, /(\d+)\s+maximum resident set size/.exec(text)?.[1], 1);
  },
};

function figures(user?: string, system?: string, peak?: string, unit = 1): ExitFigures | undefined {
  if (user === undefined || system === undefined || peak === undefined) return undefined;
  return { cpuSeconds: Number(user) + Number(system), peakBytes: Number(peak) * unit };
}
