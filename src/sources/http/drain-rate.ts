/** How fast what was received is taken away. */
export interface DrainRate {
  add(bytes: number): void;
  /** Whole seconds, 1 to 60, until so many bytes will be taken. */
  secondsFor(bytes: number): number;
}

const SPAN_MS = 10_000;
const [LEAST, MOST] = [1, 60];

/** Looks at the last ten seconds. `now` in milliseconds, any origin. */
export function createDrainRate(now: () => number): DrainRate {
  let taken: { readonly at: number; readonly bytes: number }[] = [];
  const since = now();

  function recent(): void {
    const oldest = now() - SPAN_MS;
    taken = taken.filter(({ at }) => at >= oldest);
  }

  return {
    add(bytes) {
      recent();
      if (bytes > 0) taken.push({ at: now(), bytes });
    },
    secondsFor(bytes) {
      recent();
      const sum = taken.reduce((total, piece) => total + piece.bytes, 0);
      if (sum === 0) return MOST;
      const perSecond = (sum * 1000) / Math.min(SPAN_MS, Math.max(1000, now() - since));
      return Math.min(MOST, Math.max(LEAST, Math.ceil(bytes / perSecond)));
    },
  };
}
