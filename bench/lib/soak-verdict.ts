import { slope } from "./statistics.ts";

/** How a stream stood at a moment of a soak. */
export interface SoakSample {
  /** Seconds since the load began. */
  readonly at: number;
  readonly residentBytes: number;
  /** Sales that were sent and are in no published window. */
  readonly behind: number;
}

export interface SoakVerdict {
  /** Over the last two thirds, in bytes a minute; the first third fills caches. */
  readonly bytesPerMinute: number;
  /** The same as a share of the memory held then, over the whole of those two thirds. */
  readonly growth: number;
  readonly memoryFlat: boolean;
  /** The most of the last two thirds, in seconds of the load. */
  readonly mostSecondsBehind: number;
  /** By how many seconds of the load the lag grew over them. */
  readonly lagGrowth: number;
  readonly lagBounded: boolean;
}

/** Garbage collection and caches move memory by some percent; a leak at a high rate would show many times that. */
const FLAT = 0.1;
/** A stream that keeps up is behind by its trigger and no more. */
const BOUNDED_SECONDS = 10;
const STEADY_SECONDS = 1;

/** `rate` in sales a second. */
export function judgeSoak(samples: readonly SoakSample[], rate: number): SoakVerdict {
  const later = samples.slice(Math.floor(samples.length / 3));
  const span = (later.at(-1)?.at ?? 0) - (later[0]?.at ?? 0);
  const bytesPerSecond = slope(later.map(({ at, residentBytes }) => ({ x: at, y: residentBytes })));
  const mean = later.reduce((sum, { residentBytes }) => sum + residentBytes, 0) / later.length;
  const growth = (bytesPerSecond * span) / mean;
  const mostSecondsBehind = Math.max(...later.map(({ behind }) => behind / rate));
  const lagGrowth = slope(later.map(({ at, behind }) => ({ x: at, y: behind / rate }))) * span;
  return {
    bytesPerMinute: bytesPerSecond * 60,
    growth,
    memoryFlat: growth <= FLAT,
    mostSecondsBehind,
    lagGrowth,
    lagBounded: mostSecondsBehind <= BOUNDED_SECONDS && lagGrowth <= STEADY_SECONDS,
  };
}
