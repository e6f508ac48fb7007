import { createLiveSales, type LiveSalesOptions } from "./live-sales.ts";
import { rowRandom } from "./row-random.ts";

/** Of all sales, how many go wrong in which way; shares from 0 to 1. */
export interface Disorder {
  /** Told 2 to 30 minutes after they happened. */
  readonly late?: number;
  /** The sale before, once more. */
  readonly duplicate?: number;
  /** Two hours to two days ahead. */
  readonly future?: number;
  /** Cut in the middle, so no JSON. */
  readonly broken?: number;
}

export interface LiveLinesOptions extends LiveSalesOptions {
  readonly disorder?: Disorder;
}

/** NDJSON with a line for each time (milliseconds since the epoch), the first of them sale number `from`. */
export type LiveLines = (from: number, times: Float64Array) => Buffer;

const [LOT, DISTANCE] = [21, 22];
const MINUTE = 60_000;

/** Live sales as lines, some of them out of order where asked for. The same seed damages the same sales. */
export function createLiveLines({ seed, timeZone, disorder = {} }: LiveLinesOptions): LiveLines {
  const sales = createLiveSales({ seed, timeZone });
  const random = rowRandom(seed);
  const share = (n: number, field: number) => random(n, field) / 2 ** 32;

  function line(n: number, time: number, timeBefore: number): string {
    const json = (number: number, at: number) => sales.toJson(sales.sale(number, new Date(at)));
    switch (fate(n)) {
      case "plain":
        return json(n, time);
      case "late":
        return json(n, time - (2 + 28 * share(n, DISTANCE)) * MINUTE);
      case "future":
        return json(n, time + (120 + 2760 * share(n, DISTANCE)) * MINUTE);
      case "duplicate":
        return json(n - 1, timeBefore);
      case "broken": {
        const whole = json(n, time);
        return whole.slice(0, whole.length >> 1);
      }
    }
  }

  function fate(n: number): "plain" | keyof Disorder {
    const drawn = fateOf(disorder, share(n, LOT));
    // Only a plain sale is repeated, so that each duplicate has an original.
    const original = drawn !== "duplicate" || (n > 1 && fateOf(disorder, share(n - 1, LOT)) === "plain");
    return original ? drawn : "plain";
  }

  return (from, times) => {
    const lines: string[] = [];
    times.forEach((time, index) => {
      lines.push(line(from + index, time, times[index - 1] ?? time));
    });
    return Buffer.from(lines.length === 0 ? "" : `${lines.join("\n")}\n`);
  };
}

function fateOf({ late = 0, duplicate = 0, future = 0, broken = 0 }: Disorder, lot: number): "plain" | keyof Disorder {
  if (lot < late) return "late";
  if (lot < late + duplicate) return "duplicate";
  if (lot < late + duplicate + future) return "future";
  if (lot < late + duplicate + future + broken) return "broken";
  return "plain";
}
