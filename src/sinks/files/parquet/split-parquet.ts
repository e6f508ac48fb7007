import { appendFile, type FileHandle, mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import { move } from "../durable.ts";
import { type Footer, footerOf, MAGIC, type RowGroup, readFooter } from "./footer.ts";

export interface SplitOptions {
  /** About how many rows a part holds. */
  readonly rows: number;
  readonly signal?: AbortSignal | undefined;
}

const CHUNK_BYTES = 4 * 2 ** 20;

/**
 * Turns a Parquet file into a new folder of parts, `part-00000.parquet` and so on, that together hold its rows in their
 * order. Cuts between row groups and copies them as they are, which costs little more than the copying; from the end, so that no more
 * than one part takes room twice. The file is gone afterwards. Resolves to the number of parts.
 */
export async function splitParquet(file: string, folder: string, { rows, signal }: SplitOptions): Promise<number> {
  const whole = await open(file, "r+");
  let parts: RowGroup[][];
  try {
    const footer = await readFooter(whole);
    parts = partsOf(footer, rows);
    await mkdir(folder);
    for (const [index, part] of [...parts.entries()].slice(1).reverse()) {
      await copyPart(whole, join(folder, partName(index)), footer, part, signal);
      await whole.truncate(startOf(part));
    }
    // What is left is the first part, but for its end.
    await whole.truncate(endOf(parts[0] ?? []));
    await appendFile(file, footerOf(footer, parts[0] ?? []));
  } finally {
    await whole.close();
  }
  await move(file, join(folder, partName(0)));
  return parts.length;
}

/** Names sort as numbers do, for readers that go by them. */
function partName(index: number): string {
  return `part-${String(index).padStart(5, "0")}.parquet`;
}

/** Row groups in parts of about equal size: a short rest at the end would be one more file for nothing. */
function partsOf({ groups }: Footer, rowsPerPart: number): RowGroup[][] {
  const rows = groups.reduce((sum, group) => sum + group.rows, 0);
  const count = Math.max(1, Math.round(rows / rowsPerPart));
  const parts = new Map<number, RowGroup[]>();
  let before = 0;
  let end: number = MAGIC.length;
  for (const group of groups) {
    if (group.start < end) throw new Error("The Parquet file's row groups overlap.");
    end = group.end;
    const place = Math.floor((before / rows) * count);
    parts.set(place, [...(parts.get(place) ?? []), group]);
    before += group.rows;
  }
  return [...parts.values()];
}

async function copyPart(
  from: FileHandle,
  to: string,
  footer: Footer,
  part: readonly RowGroup[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const target = await open(to, "wx");
  try {
    await target.writeFile(MAGIC);
    const buffer = Buffer.alloc(CHUNK_BYTES);
    const end = endOf(part);
    for (let at = startOf(part); at < end; ) {
      signal?.throwIfAborted();
      const { bytesRead } = await from.read(buffer, 0, Math.min(buffer.length, end - at), at);
      if (bytesRead === 0) throw new Error("The Parquet file ends too early.");
      await target.writeFile(buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
    await target.writeFile(footerOf(footer, part));
  } finally {
    await target.close();
  }
}

function startOf(part: readonly RowGroup[]): number {
  return part[0]?.start ?? MAGIC.length;
}

function endOf(part: readonly RowGroup[]): number {
  return part.at(-1)?.end ?? MAGIC.length;
}
