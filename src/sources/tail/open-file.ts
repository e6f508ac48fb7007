import type { BigIntStats } from "node:fs";
import { type FileHandle, open, readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { UserError } from "../../model/user-error.ts";
import { continues, isSameFile, type TailPosition } from "./tail-position.ts";

export interface OpenFile {
  readonly handle: FileHandle;
  readonly stats: BigIntStats;
}

/**
 * Opens a regular file; undefined where there is none.
 * @throws {UserError} input_is_folder, input_not_a_file, input_not_readable
 */
export async function openIfThere(path: string, shown: string): Promise<OpenFile | undefined> {
  let handle: FileHandle;
  try {
    // To open a pipe would wait for its writer.
    await refuseOthers(path, shown);
    handle = await open(path, "r");
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = codeOf(error);
    if (code === "ENOENT") return undefined;
    throw new UserError("input_not_readable", { file: shown, cause: code }, { cause: error });
  }
  return { handle, stats: await handle.stat({ bigint: true }) };
}

/** The file a position belongs to, where it has been renamed or copied within its folder, as log rotation does. */
export async function findRenamed(path: string, position: TailPosition): Promise<OpenFile | undefined> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const file = await openIfThere(join(folder, name), name).catch(() => undefined);
    if (file === undefined) continue;
    const known = isSameFile(file.stats, position) || position.headBytes > 0;
    if (known && (await continues(file.handle, position))) return file;
    await file.handle.close();
  }
  return undefined;
}

/**
 * The file that came after `old` under the same name: one renamed since in the way of log rotation (`sales.ndjson.1`),
 * the oldest first, or the one that has the name now.
 */
export async function openSuccessor(path: string, shown: string, old: OpenFile): Promise<OpenFile | undefined> {
  const { mtimeMs } = await old.handle.stat();
  const name = basename(path);
  const renamed: { readonly path: string; readonly changed: number }[] = [];
  for (const other of await readdir(dirname(path)).catch(() => [])) {
    if (!other.startsWith(name) || !/^[._-][\dT._-]+$/.test(other.slice(name.length))) continue;
    const candidate = join(dirname(path), other);
    const stats = await stat(candidate, { bigint: true }).catch(() => undefined);
    if (stats === undefined || stats.ino === old.stats.ino || Number(stats.mtimeMs) <= mtimeMs) continue;
    renamed.push({ path: candidate, changed: Number(stats.mtimeMs) });
  }
  const [oldest] = renamed.toSorted((a, b) => a.changed - b.changed);
  return oldest === undefined ? openIfThere(path, shown) : openIfThere(oldest.path, shown);
}

async function refuseOthers(path: string, shown: string): Promise<void> {
  const stats = await stat(path);
  if (stats.isDirectory()) throw new UserError("input_is_folder", { file: shown });
  if (!stats.isFile()) throw new UserError("input_not_a_file", { file: shown });
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
