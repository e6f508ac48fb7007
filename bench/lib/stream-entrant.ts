import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Entrant } from "./contest.ts";
import { failed, type Measured, measure } from "./measure.ts";
import type { StreamContender, StreamTask } from "./stream-contenders.ts";
import { latestWindows, type WindowLine } from "./window-figures.ts";

export interface StreamRun {
  readonly windows: readonly WindowLine[];
  readonly steady: number | null;
  readonly turn: "warm-up" | "measured";
}

/**
 * A contender doing the task on a topic. `done` hears of each run that went well, after the clock has stopped; what it throws
 * fails the run. State is in a folder of its own and deleted at once.
 */
export function streamEntrant(
  contender: StreamContender,
  task: Omit<StreamTask, "folder">,
  work: string,
  done: (run: StreamRun) => Promise<void>,
): Entrant {
  let turns = 0;
  return {
    label: contender.label,
    async run(turn): Promise<Measured> {
      const missing = contender.missing();
      if (missing !== undefined) return failed(missing);
      turns += 1;
      const folder = join(work, `${contender.id}-${turns}`);
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      try {
        const measured = await measure(contender.command({ ...task, folder }), { cwd: folder, timeoutSeconds: 900 });
        if (measured.failure !== undefined) return measured;
        const windows = contender.printsWindows ? latestWindows(measured.stdout) : [];
        await done({ windows, turn, steady: contender.steady({ ...task, folder }, measured.stdout) });
        return { ...measured, stdout: "" };
      } catch (error) {
        return failed(error instanceof Error ? error.message : String(error));
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}
