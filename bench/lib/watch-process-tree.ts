import type { ExitFigures } from "./exit-figures.ts";
import { sampleProcessTree } from "./process-tree.ts";

export interface TreeWatch {
  /** Ends the process and its children at once. */
  endAll(): void;
  /** Each one's last known processor time added up, and the most memory all held at one moment; undefined if unknown. */
  stop(): ExitFigures | undefined;
}

/** Looks at a process and its children again and again until stopped. */
export function watchProcessTree(root: number | undefined, everyMs: number): TreeWatch {
  const cpu = new Map<number, number>();
  let peakBytes = 0;
  let pids = root === undefined ? [] : [root];
  const look = () => {
    const sample = root === undefined ? undefined : sampleProcessTree(root);
    if (!sample) return;
    pids = sample.pids;
    peakBytes = Math.max(peakBytes, sample.residentBytes);
    for (const [pid, seconds] of sample.cpuSeconds) cpu.set(pid, seconds);
  };
  const timer = setInterval(look, everyMs);
  return {
    endAll() {
      look();
      for (const pid of pids) endProcess(pid);
    },
    stop() {
      clearInterval(timer);
      const cpuSeconds = [...cpu.values()].reduce((sum, seconds) => sum + seconds, 0);
      return cpu.size > 0 ? { cpuSeconds, peakBytes } : undefined;
    },
  };
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself meanwhile.
  }
}
