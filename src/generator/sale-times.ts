import { HOURS, WEEKDAYS } from "./rhythm.ts";
import { rowRandom } from "./row-random.ts";

export interface SaleTimesOptions {
  readonly seed: number;
  /** Sales number 1 to `rows` happen in the `days` before `end`; those behind them go on after it. */
  readonly rows: number;
  readonly days: number;
  /** Milliseconds since the epoch. */
  readonly end: number;
  /** A moment on the shop's clock: yyyy-MM-dd HH:mm:ss. */
  readonly clock: (at: Date) => string;
}

export interface SaleTimes {
  /** When sale `n` happens, from 1 on and in order, milliseconds since the epoch. */
  timeOf(n: number): number;
  /** How many have happened by a moment, about. */
  countAt(time: number): number;
}

const HOUR_MS = 3_600_000;
/** So much is sold at any hour; the rest follows the rhythm of the day. */
const AT_ANY_HOUR = 120;
/** A young shop: it grew so until the end of its past, and stays as large. */
const GROWTH = 3;
/** Less than the distance of two sales, so that they keep their order. */
const NOISE = 0.9;
const MOMENT = 31;

/** The sales of a shop along the clock: busy at its busy hours, more from day to day, for ever. */
export function saleTimes({ seed, rows, days, end, clock }: SaleTimesOptions): SaleTimes {
  const start = end - days * 24 * HOUR_MS;
  const random = rowRandom(seed);
  /** Weights of all hours before each. */
  const sums: number[] = [0];
  const sumUpTo = (hour: number): number => {
    while (sums.length <= hour) {
      const last = sums.length - 1;
      const grown = Math.min(1, (last + 1) / (days * 24)) ** GROWTH;
      sums.push((sums[last] ?? 0) + grown * busyness(clock(new Date(start + (last + 0.5) * HOUR_MS))));
    }
    return sums[hour] ?? 0;
  };
  const perWeight = rows / sumUpTo(days * 24);
  let near = 0;

  return {
    timeOf(n) {
      const target = (n - 0.5 + (random(n, MOMENT) / 2 ** 32 - 0.5) * NOISE) / perWeight;
      // Asked in order almost always: the hour is at hand.
      if (sumUpTo(near) > target) near = 0;
      while (sumUpTo(near + 1) <= target) near++;
      const [from, to] = [sumUpTo(near), sumUpTo(near + 1)];
      return Math.floor(start + (near + (target - from) / (to - from)) * HOUR_MS);
    },
    countAt(time) {
      const hours = Math.max(0, (time - start) / HOUR_MS);
      const whole = Math.floor(hours);
      const [from, to] = [sumUpTo(whole), sumUpTo(whole + 1)];
      return Math.floor((from + (to - from) * (hours - whole)) * perWeight);
    },
  };
}

function busyness(text: string): number {
  const weekday = new Date(`${text.slice(0, 10)}T00:00:00Z`).getUTCDay();
  return (AT_ANY_HOUR + (HOURS[Number(text.slice(11, 13))] ?? 0)) * (WEEKDAYS[weekday] ?? 100);
}
