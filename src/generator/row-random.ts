/** Random words that depend on a seed, a row's number and a field alone; 32 bits each. */
export type RowRandom = (row: number, field: number) => number;

/** Murmur3's finaliser over both halves of the number: good enough for chances, and the same on every machine. */
export function rowRandom(seed: number): RowRandom {
  const first = mix(low(seed) ^ 0x9e3779b9);
  const second = mix(high(seed) ^ first);
  return (row, field) => mix(mix(mix(low(row) ^ first) ^ high(row)) ^ second ^ Math.imul(field + 1, 0x85ebca6b));
}

/** A number from 0 to `choices` - 1; `choices` at most 2^21, so that the product stays exact. */
export function pick(word: number, choices: number): number {
  return Math.floor((word * choices) / 2 ** 32);
}

function mix(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function low(value: number): number {
  return value >>> 0;
}

function high(value: number): number {
  return Math.floor(value / 2 ** 32) >>> 0;
}
