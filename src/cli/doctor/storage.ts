import { randomUUID } from "node:crypto";
import { rm, stat, statfs, writeFile } from "node:fs/promises";
import { totalmem } from "node:os";
import { dirname, join } from "node:path";
import { errorCode } from "../../sinks/files/system-error.ts";
import { type CheckWords, type Finding, ok } from "./check.ts";
import { firstLine } from "./runtime.ts";

/** A stream stays under one, and the machine needs some for itself. */
const ENOUGH_MEMORY = 1024 ** 3;
const ENOUGH_DISK = 1024 ** 3;

/** `free`: what this process may still take. */
export function checkMemory({ words, format }: CheckWords, free: number, all = totalmem()): Finding {
  const found = words.memory({ free: format.bytes(free), all: format.bytes(all) });
  if (free >= ENOUGH_MEMORY) return ok("memory", found);
  return { id: "memory", state: "warning", found, remedy: words.memory_remedy };
}

export interface StateFolder {
  readonly finding: Finding;
  /** The folder, or the nearest above it that exists. */
  readonly place: string;
  /** Milliseconds by which the file system's clock is ahead of ours; null where nothing could be written. */
  readonly ahead: number | null;
}

/** Writes a small file, whose time also tells what the file system takes for now, and removes it. */
export async function checkStateFolder({ words }: CheckWords, folder: string, shown: string): Promise<StateFolder> {
  const place = await nearest(folder);
  const file = join(place, `.vitrina-doctor-${randomUUID()}`);
  try {
    const before = Date.now();
    await writeFile(file, "", { flag: "wx" });
    const after = Date.now();
    const { mtimeMs } = await stat(file);
    const found = place === folder ? words.state_writable({ folder: shown }) : words.state_new({ folder: shown });
    // Some file systems keep whole seconds or two.
    const ahead = mtimeMs > after ? mtimeMs - after : mtimeMs < before - 2000 ? mtimeMs - before : 0;
    return { finding: ok("state", found), place, ahead };
  } catch (error) {
    const cause = errorCode(error) || firstLine(error);
    const found = words.state_refused({ folder: shown, cause });
    return { finding: { id: "state", state: "missing", found, remedy: words.state_remedy }, place, ahead: null };
  } finally {
    await rm(file, { force: true }).catch(() => undefined);
  }
}

export async function checkDisk({ words, format }: CheckWords, place: string, shown: string): Promise<Finding> {
  try {
    const { bavail, bsize } = await statfs(place);
    const free = bavail * bsize;
    const found = words.disk({ free: format.bytes(free), folder: shown });
    if (free >= ENOUGH_DISK) return ok("disk", found);
    return { id: "disk", state: "warning", found, remedy: words.disk_remedy };
  } catch (error) {
    const found = words.state_refused({ folder: shown, cause: firstLine(error) });
    return { id: "disk", state: "warning", found, remedy: words.disk_remedy };
  }
}

async function nearest(folder: string): Promise<string> {
  for (let at = folder; ; at = dirname(at)) {
    const exists = await stat(at).then(
      () => true,
      () => false,
    );
    if (exists || dirname(at) === at) return at;
  }
}
