/** What is known of one partition's event time. Times are milliseconds since the epoch. */
export interface PartitionTime {
  readonly partition: string;
  /** Latest event time of an accepted row; null before the first. */
  readonly latest: number | null;
  /** Whether every record it had when the last batch was cut has been judged. */
  readonly caughtUp: boolean;
  /** When it last gave a record, or was opened: milliseconds of a clock that never steps, the one that `now` is of too. */
  readonly active: number;
}

export interface WatermarkOptions {
  readonly delayMs: number;
  /** How long a partition that is read to its end must stay quiet to hold nothing back; null: for ever. */
  readonly idleMs: number | null;
}

/** Up to where no partition will bring rows in time: a moment; nowhere yet; or, where all are quiet, everything. */
export type Watermark =
  | { readonly kind: "at"; readonly ms: number }
  | { readonly kind: "none" }
  | { readonly kind: "all" };

export function partitionWatermark({ latest }: PartitionTime, { delayMs }: WatermarkOptions): number | null {
  return latest === null ? null : latest - delayMs;
}

export function isIdle({ caughtUp, active }: PartitionTime, { idleMs }: WatermarkOptions, now: number): boolean {
  return idleMs !== null && caughtUp && now - active >= idleMs;
}

/** The lowest watermark among the partitions that are not idle; one that never had a row holds everything back. */
export function lowestWatermark(
  partitions: readonly PartitionTime[],
  options: WatermarkOptions,
  now: number,
): Watermark {
  const holding = partitions.filter((partition) => !isIdle(partition, options, now));
  if (holding.length === 0) {
    return { kind: partitions.some(({ latest }) => latest !== null) ? "all" : "none" };
  }
  let lowest = Number.POSITIVE_INFINITY;
  for (const partition of holding) {
    const own = partitionWatermark(partition, options);
    if (own === null) return { kind: "none" };
    lowest = Math.min(lowest, own);
  }
  return { kind: "at", ms: lowest };
}

/** The end of the last window that a moment belongs to; windows begin at multiples of `slideSeconds`. */
export function lastWindowEnd(ms: number, window: { sizeSeconds: number; slideSeconds: number }): number {
  const slide = window.slideSeconds * 1000;
  return Math.floor(ms / slide) * slide + window.sizeSeconds * 1000;
}
