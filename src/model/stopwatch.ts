export interface Stopwatch {
  /** Milliseconds by phase, in the order they ended. */
  readonly laps: Readonly<Record<string, number>>;
  /** Ends a phase, which began where the one before ended. */
  lap(phase: string): void;
}

/** `now` in milliseconds; laps keep two decimals of them. */
export function stopwatch(now: () => number = () => performance.now()): Stopwatch {
  let last = now();
  const laps: Record<string, number> = {};
  return {
    laps,
    lap(phase) {
      const time = now();
      laps[phase] = Math.round((time - last) * 100) / 100;
      last = time;
    },
  };
}
