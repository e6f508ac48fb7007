import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { WindowRow } from "../../model/stream/window-row.ts";
import { writeError } from "../files/system-error.ts";
import { windowLine } from "./ndjson-windows.ts";
import type { StreamSink } from "./stream-sink.ts";

/** The final windows of one query that begin on one of the shop's days. */
export interface WindowPartition {
  readonly query: string;
  /** yyyy-MM-dd. */
  readonly day: string;
  /** Parquet file of the same columns to begin with; null where there is none. */
  readonly existing: string | null;
  /** Parquet file to write. */
  readonly target: string;
}

/**
 * Writes each partition anew, of its existing rows and those of a file of NDJSON: lines as `windowLine` writes them, with
 * a `day` besides. For each (window, key) the row of the highest batch holds. A broken line is passed over.
 */
export type FoldWindows = (lines: string, partitions: readonly WindowPartition[]) => Promise<void>;

export interface ParquetWindowsOptions {
  readonly folder: string;
  /** The folder as the person named it. */
  readonly shown: string;
  /** The shop's, for its days. */
  readonly timeZone: string;
  readonly fold: FoldWindows;
  readonly now: () => Date;
}

const JOURNAL = ".journal.ndjson";
const FILE = "windows.parquet";
/** Rows wait in a journal on disk until there are so many, or for so long. */
const MOST_ROWS = 50_000;
const MOST_MS = 60_000;

/**
 * Final windows as Parquet, a file for each query and day of the shop: `query=totals/day=2026-03-31/windows.parquet`.
 * Rows are safe in a journal before `publish` comes back, and files change by rename only, so what is read is whole.
 */
export async function openParquetWindows(options: ParquetWindowsOptions): Promise<StreamSink> {
  const { folder, shown, timeZone, fold, now } = options;
  const journal = join(folder, JOURNAL);
  const dayOf = dayReader(timeZone);
  /** By path, what the journal holds rows of. */
  let waiting = new Map<string, Pick<WindowPartition, "query" | "day">>();
  let rows = 0;
  let folded = now().getTime();

  function note(query: string, day: string): void {
    waiting.set(join(folder, `query=${query}`, `day=${day}`), { query, day });
    rows += 1;
  }

  async function append(final: readonly WindowRow[]): Promise<void> {
    const lines = final.map((row) => {
      const day = dayOf(row.window_start);
      note(row.query, day);
      return `${windowLine(row).slice(0, -1)},"day":"${day}"}\n`;
    });
    const file = await open(journal, "a");
    try {
      await file.appendFile(lines.join(""));
      await file.sync();
    } finally {
      await file.close();
    }
  }

  async function foldJournal(): Promise<void> {
    const partitions: WindowPartition[] = [];
    for (const [path, { query, day }] of waiting) {
      await mkdir(path, { recursive: true });
      const existing = join(path, FILE);
      const isThere = (await stat(existing).catch(() => undefined)) !== undefined;
      partitions.push({ query, day, existing: isThere ? existing : null, target: join(path, `.${FILE}.new`) });
    }
    await fold(journal, partitions);
    for (const { target } of partitions) {
      await sync(target);
      await rename(target, join(dirname(target), FILE));
    }
    await rm(journal, { force: true });
    waiting = new Map();
    rows = 0;
    folded = now().getTime();
  }

  const named = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      throw writeError(error, shown);
    }
  };

  await named(async () => {
    await mkdir(folder, { recursive: true });
    // A process that was killed left these: its batches count as published.
    for (const { query, day } of await journalled(journal)) note(query, day);
    if (rows > 0) await foldJournal();
  });

  return {
    publish: (batch) =>
      named(async () => {
        const final = batch.rows.filter((row) => row.final);
        if (final.length > 0) await append(final);
        if (rows >= MOST_ROWS || (rows > 0 && now().getTime() - folded >= MOST_MS)) await foldJournal();
      }),
    close: () =>
      named(async () => {
        if (rows > 0) await foldJournal();
      }),
  };
}

async function journalled(journal: string): Promise<{ query: string; day: string }[]> {
  const text = await readFile(journal, "utf8").catch(() => "");
  return text.split("\n").flatMap((line) => {
    // The last line may have been cut off: its batch was not published, and comes again.
    const [, query] = /^\{"query":"(\w+)",/.exec(line) ?? [];
    const [, day] = /,"day":"([\d-]+)"\}$/.exec(line) ?? [];
    return query === undefined || day === undefined ? [] : [{ query, day }];
  });
}

function dayReader(timeZone: string): (instant: string) => string {
  const format = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  return (instant) => {
    const parts = new Map(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
    return `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`;
  };
}

async function sync(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
