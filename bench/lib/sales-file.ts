import { existsSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { formatRows, formatSeconds } from "./figures.ts";
import { measure } from "./measure.ts";
import { vitrinaCommand } from "./places.ts";

/** The command that writes so many uniformly drawn sales as CSV. */
export function vitrinaGenerate(rows: number, file: string): string[] {
  return vitrinaCommand("generate", "--uniform", "--rows", rows.toString(), "--format", "csv", "-o", file);
}

/**
 * The file of uniform sales of a size, generated once and kept. It appears under its name only when whole.
 * Throws an Error where it cannot be generated.
 */
export async function ensureSales(rows: number, folder: string): Promise<string> {
  const file = join(folder, `uniform-${rows}.csv`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const unfinished = join(folder, `uniform-${rows}.unfinished.csv`);
  process.stderr.write(`generating ${formatRows(rows)} rows in ${file}\n`);
  const { failure, seconds } = await measure(vitrinaGenerate(rows, unfinished));
  if (failure !== undefined) throw new Error(`${formatRows(rows)} rows could not be generated: ${failure}`);
  renameSync(unfinished, file);
  process.stderr.write(`generated in ${formatSeconds(seconds)} s\n`);
  return file;
}
