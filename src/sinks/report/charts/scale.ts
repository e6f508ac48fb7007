/** Round marks from zero (or a round number below it) to at least the largest value: what an axis shows. */
export interface Scale {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
  /** 0 at `from`, 1 at `to`. */
  readonly at: (value: number) => number;
}

/** Always holds zero, so that lengths can be compared. */
export function zeroScale(values: readonly number[], marks = 4): Scale {
  const largest = values.reduce((found, value) => Math.max(found, value), 0);
  const least = values.reduce((found, value) => Math.min(found, value), 0);
  const step = roundStep((largest - least) / marks);
  const from = Math.floor(least / step) * step;
  const to = Math.max(from + step, Math.ceil(largest / step) * step);
  const ticks = Array.from({ length: Math.round((to - from) / step) + 1 }, (_, index) => from + index * step);
  return { from, to, ticks, at: (value) => (value - from) / (to - from) };
}

/** The next of 1, 2, 2.5, 5, 10 times a power of ten. */
function roundStep(least: number): number {
  if (!(least > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 2.5, 5, 10].find((step) => step * power >= least * 0.999_999) ?? 10;
  return factor * power;
}

/** A number for an attribute: at most three decimals, no exponent, no "-0". */
export function coordinate(value: number): string {
  return String(Math.round(value * 1000) / 1000 + 0);
}

export function percent(share: number): string {
  return `${coordinate(share * 100)}%`;
}
