import { pause } from "../../sinks/kafka/pause.ts";

/** Sales a second, or as many as the broker takes. */
export type Rate = number | "max";

/** Steady time and waiting; a test has its own. Milliseconds. */
export interface Clock {
  now(): number;
  /** Comes back at once when the signal is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Lets everything else that is waiting have its turn. */
  breathe(): Promise<void>;
}

/** Which sale is due when, from the start alone: what was late once is made up for, so nothing drifts. */
export interface Pace {
  /** How many sales should have been made so many milliseconds after the start. */
  due(elapsed: number): number;
  /** When sale `index`, from 0 on, is due, in milliseconds after the start. */
  at(index: number): number;
}

export function createPace(rate: Rate): Pace {
  if (rate === "max") return { due: () => Number.POSITIVE_INFINITY, at: () => 0 };
  const at = (index: number) => (index * 1000) / rate;
  return {
    at,
    due(elapsed) {
      const count = Math.floor((elapsed * rate) / 1000) + 1;
      // The product may round to just under a whole number.
      return at(count) <= elapsed ? count + 1 : count;
    },
  };
}

/** At high rates sales go in small groups: timers are no finer, and a broker prefers batches. */
export function leastPause(rate: Rate): number {
  return rate === "max" || rate > 200 ? 5 : 0;
}

export const steadyClock: Clock = {
  now: () => performance.now(),
  breathe: () => new Promise((resolve) => setImmediate(resolve)),
  // Longer ones overflow the timer, which then ends at once; whoever waits looks at the clock anyway.
  sleep: (milliseconds, signal) => pause(Math.min(milliseconds, 2 ** 30), signal),
};
