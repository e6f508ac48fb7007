import type { Stats } from "node:fs";
import { lstat, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { errorCode } from "./system-error.ts";

/** Makes the disk hold a file, or a folder and all in it, before anything relies on it. */
export async function syncTree(path: string): Promise<void> {
  if (!(await lstat(path)).isDirectory()) {
    // Windows flushes only what was opened for writing.
    return sync(path, "r+");
  }
  for (const name of await readdir(path)) await syncTree(join(path, name));
  await syncFolder(path);
}

/** Makes the disk hold the names in a folder. Windows has no such call and needs none. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform !== "win32") await sync(path, "r");
}

async function sync(path: string, flags: string): Promise<void> {
  const file = await open(path, flags);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

const BUSY = new Set(["EPERM", "EACCES", "EBUSY"]);

/** Renames; on Windows a virus scanner or a preview may hold a file for a moment, which is waited for. */
export async function move(from: string, to: string, attempts = process.platform === "win32" ? 8 : 1): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (attempt >= attempts || !BUSY.has(errorCode(error))) throw error;
      await delay(10 * 2 ** attempt);
    }
  }
}

/** Deletes a file or a folder with all in it; what is not there is fine. */
export function removeTree(path: string): Promise<void> {
  return rm(path, { recursive: true, force: true, maxRetries: 3 });
}

export async function statusOf(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Bytes of a file, or of all the files in a folder, and how many those are. */
export async function sizeOf(path: string): Promise<{ bytes: number; parts?: number }> {
  const status = await lstat(path);
  if (!status.isDirectory()) return { bytes: status.size };
  const sizes = await Promise.all((await readdir(path)).map((name) => sizeOf(join(path, name))));
  return {
    bytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0),
    parts: sizes.reduce((sum, { parts = 1 }) => sum + parts, 0),
  };
}
