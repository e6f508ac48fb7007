/** Sums of weights up to and with each value, in value's order. */
export type Weights = Float64Array;

export function weightsOf(weights: readonly number[]): Weights {
  let sum = 0;
  return Float64Array.from(weights, (weight) => (sum += weight));
}

/** The value (its place) that a random word of 32 bits gives, each as likely as its weight. */
export function drawWeighted(upto: Weights, word: number): number {
  const target = (word / 2 ** 32) * (upto.at(-1) ?? 0);
  let [from, to] = [0, upto.length - 1];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((upto[middle] ?? 0) > target) to = middle;
    else from = middle + 1;
  }
  return from;
}
