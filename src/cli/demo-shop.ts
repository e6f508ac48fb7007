import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createLiveLines, type Disorder } from "../generator/live-lines.ts";
import { shopClock } from "../generator/live-time.ts";
import { saleTimes } from "../generator/sale-times.ts";
import { openTimelineSource } from "../sources/simulator/timeline-source.ts";
import type { StreamSource } from "../sources/stream/stream-source.ts";

export interface DemoShopOptions {
  /** Of the state; when the shop opened is kept in it. */
  readonly folder: string;
  /** Sales of the past. */
  readonly rows: number;
  readonly days: number;
  readonly timeZone: string;
  readonly now: Date;
}

export interface DemoShop {
  readonly source: StreamSource;
  /** Whether it is made up now. */
  readonly isNew: boolean;
  readonly rows: number;
  readonly days: number;
}

/** When a demo began and what its past is: it cannot change any more. */
interface Beginning {
  readonly end: number;
  readonly rows: number;
  readonly days: number;
  readonly timeZone: string;
}

const SEED = 42;
const PAST: Disorder = { late: 0.0004, duplicate: 0.0004, future: 0.0002, broken: 0.0004 };
/** Every minute something goes wrong, so that there is something to see. */
const LIVE: Disorder = { late: 0.04, duplicate: 0.03, future: 0.01, broken: 0.03 };

/** A made-up shop with a past, that goes on selling as much as it did. */
export async function openDemoShop({ folder, now, ...asked }: DemoShopOptions): Promise<DemoShop> {
  const file = join(folder, "demo.json");
  const known = await readBeginning(file);
  const beginning = known ?? { ...asked, end: now.getTime() };
  if (known === undefined) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify(beginning));
  }
  const { rows, days, end, timeZone } = beginning;
  const lines = (disorder: Disorder) => createLiveLines({ seed: SEED, timeZone, disorder });
  const [past, live] = [lines(PAST), lines(LIVE)];
  const source = openTimelineSource({
    id: `simulator:${SEED}:demo`,
    ...saleTimes({ seed: SEED, rows, days, end, clock: shopClock(timeZone) }),
    next: (from, times) => (from <= rows ? past : live)(from, times),
  });
  return { source, isNew: known === undefined, rows, days };
}

async function readBeginning(file: string): Promise<Beginning | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Beginning;
  } catch {
    return undefined;
  }
}
