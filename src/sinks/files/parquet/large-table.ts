import { join } from "node:path";
import { move } from "../durable.ts";
import type { OutputFolder } from "../output-folder.ts";
import { writeError } from "../system-error.ts";
import { splitParquet } from "./split-parquet.ts";

export interface PartSizes {
  /** A table of more rows is a folder of parts. */
  readonly over: number;
  /** About the rows of one part. */
  readonly rows: number;
}

/**
 * Twenty million sales are some hundred megabytes: up to there one file is the handier thing. Beyond, parts of about a
 * hundred megabytes can be copied, retried and read one by one, and are what clusters and object stores are made for.
 */
export const PART_SIZES: PartSizes = { over: 20_000_000, rows: 10_000_000 };

/** Makes a folder of the same name from a Parquet file in the output folder, when the rows in it are many. */
export async function splitLargeTable(
  folder: OutputFolder,
  name: string,
  rows: number,
  { over, rows: each }: PartSizes,
  signal?: AbortSignal,
): Promise<void> {
  if (!folder.splits || rows <= over) return;
  const path = folder.path(name);
  const whole = join(folder.workFolder, `whole-${name}`);
  try {
    await move(path, whole);
    await splitParquet(whole, path, { rows: each, signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw writeError(error, path);
  }
}
