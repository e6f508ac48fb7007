/** The value that so many percent of all do not exceed (nearest rank, so always one of them); NaN without values. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}

/** How much y grows for each unit of x, by least squares; 0 where all x are equal, NaN without points. */
export function slope(points: readonly { readonly x: number; readonly y: number }[]): number {
  if (points.length === 0) return Number.NaN;
  const mean = (of: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
  const spread = points.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
  return spread === 0 ? 0 : points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0) / spread;
}

/** At a moment so many sales were to be seen. */
export interface Sighting {
  readonly time: number;
  readonly count: number;
}

/**
 * How long each sale from `from` on took from its sending to the first sighting that includes it: the sale sent as number k,
 * from 0 on, is included where more than k are to be seen. Those that never were are `unseen`.
 */
export function matchSightings(
  sent: readonly number[],
  sightings: readonly Sighting[],
  from = 0,
): { readonly latencies: number[]; readonly unseen: number } {
  const latencies: number[] = [];
  let at = from;
  for (const { time, count } of sightings) {
    for (; at < Math.min(count, sent.length); at++) latencies.push(time - (sent[at] ?? time));
  }
  return { latencies, unseen: sent.length - at };
}
