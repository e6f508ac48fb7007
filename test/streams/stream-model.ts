/**
 * What a stream should come to, calculated row by row in plain JavaScript from the rules of the design alone: nothing here
 * knows of SQL, batches or files.
 */
export interface ModelSale {
  readonly id: number;
  /** Event time, milliseconds since the epoch. */
  readonly time: number;
  /** In cents. */
  readonly cents: number;
  readonly category: string | null;
}

export interface ModelOptions {
  readonly sizeMs: number;
  readonly slideMs: number;
  readonly delayMs: number;
  readonly horizonMs: number;
}

export interface ModelWindow {
  readonly start: number;
  readonly key: string | null;
  transactions: number;
  cents: number;
}

export interface ModelResult {
  readonly accepted: ModelSale[];
  readonly late: number;
  readonly duplicate: number;
  readonly rejected: number;
  /** Lowest watermark of all partitions, null where one never had a row. */
  readonly watermark: number | null;
}

/** A record that is no sale is given as null. Copies of an id are expected to lie in the same partition. */
export function judgeStream(
  partitions: readonly (readonly (ModelSale | null)[])[],
  options: ModelOptions,
): ModelResult {
  const accepted: ModelSale[] = [];
  const ends: (number | null)[] = [];
  let [late, duplicate, rejected] = [0, 0, 0];
  for (const records of partitions) {
    let latest: number | null = null;
    const taken: ModelSale[] = [];
    const timesOf = new Map<number, number[]>();
    for (const sale of records) {
      if (sale === null) rejected += 1;
      else if (timesOf.get(sale.id)?.some((time) => Math.abs(time - sale.time) <= options.horizonMs) === true) {
        duplicate += 1;
      } else if (latest !== null && lastEnd(sale.time, options) <= latest - options.delayMs) late += 1;
      else {
        taken.push(sale);
        timesOf.set(sale.id, [...(timesOf.get(sale.id) ?? []), sale.time]);
        latest = Math.max(latest ?? sale.time, sale.time);
      }
    }
    for (const sale of taken) accepted.push(sale);
    ends.push(latest === null ? null : latest - options.delayMs);
  }
  const watermark = ends.some((end) => end === null) ? null : Math.min(...(ends as number[]));
  return { accepted, late, duplicate, rejected, watermark };
}

/** Windows of accepted sales: by `keyOf`, or in total where it gives null for all. */
export function windowsOf(
  sales: readonly ModelSale[],
  { sizeMs, slideMs }: ModelOptions,
  keyOf: (sale: ModelSale) => string | null,
): ModelWindow[] {
  const windows = new Map<string, ModelWindow>();
  for (const sale of sales) {
    for (let start = Math.floor(sale.time / slideMs) * slideMs; start + sizeMs > sale.time; start -= slideMs) {
      const key = keyOf(sale);
      const name = JSON.stringify([start, key]);
      const window = windows.get(name) ?? { start, key, transactions: 0, cents: 0 };
      windows.set(name, { ...window, transactions: window.transactions + 1, cents: window.cents + sale.cents });
    }
  }
  return [...windows.values()];
}

function lastEnd(time: number, { sizeMs, slideMs }: ModelOptions): number {
  return Math.floor(time / slideMs) * slideMs + sizeMs;
}
