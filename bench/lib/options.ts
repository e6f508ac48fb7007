import { parseRows } from "./figures.ts";

/** What people typed cannot be understood. */
class UsageError extends Error {}

/** "100k,10m" as numbers of rows. */
export function readSizes(text: string): number[] {
  return splitList(text).map((item) => {
    const rows = parseRows(item);
    if (rows === undefined) throw new UsageError(`"${item}" is no number of rows: write it like 100k, 10m or 2500`);
    return rows;
  });
}

/** "duckdb,polars" as the things with those ids, in their own order; everything where nothing is named. */
export function readChoice<T extends { id: string }>(text: string | undefined, all: T[]): T[] {
  if (text === undefined) return all;
  const ids = splitList(text);
  const unknown = ids.find((id) => all.every((one) => one.id !== id));
  if (unknown !== undefined) {
    throw new UsageError(`"${unknown}" is not known: choose from ${all.map(({ id }) => id).join(", ")}`);
  }
  return all.filter(({ id }) => ids.includes(id));
}

export function readCount(option: string, text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new UsageError(`--${option} takes a whole number from 1, not "${text}"`);
  return Number(text);
}

/** Runs a benchmark and sets the exit code: what it answers, 2 for wrong usage, 1 for any other error. */
export async function runBenchmark(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof UsageError || isParseArgsError(error) ? 2 : 1;
  }
}

function splitList(text: string): string[] {
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

function isParseArgsError(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}
