/** Random numbers that a seed settles: the same seed draws the same on every machine. */
export interface Draw {
  /** A whole number from 0 up to, and without, the limit. */
  below(limit: number): number;
  chance(share: number): boolean;
  pick<T>(values: readonly T[]): T;
}

/** Run 7 of seed 1 draws the same whether or not runs 1 to 6 came before it. */
export function drawFrom(seed: number, run: number): Draw {
  let state = scramble(scramble(seed) ^ Math.imul(run, 0x9e3779b1));
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    return scramble(state) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    chance: (share) => next() < share,
    pick<T>(values: readonly T[]): T {
      return values[below(values.length)] as T;
    },
  };
}

/** Spreads every bit of a 32-bit number over all others (the finaliser of MurmurHash3). */
function scramble(value: number): number {
  let mixed = value >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
