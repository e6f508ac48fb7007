import { readdir, readFile, readlink } from "node:fs/promises";

export interface Listener {
  readonly name: string;
  readonly pid: string;
}

const LISTENING = "0A";

/** The process that listens on a TCP port, as far as Linux tells this user; null elsewhere. */
export async function whoListens(port: number): Promise<Listener | null> {
  const inodes = new Set([...(await inodesOf("/proc/net/tcp", port)), ...(await inodesOf("/proc/net/tcp6", port))]);
  if (inodes.size === 0) return null;
  for (const pid of (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name))) {
    if (await holds(pid, inodes)) {
      const name = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "?");
      return { name: name.trim(), pid };
    }
  }
  return null;
}

async function inodesOf(table: string, port: number): Promise<string[]> {
  const text = await readFile(table, "utf8").catch(() => "");
  const hex = port.toString(16).toUpperCase().padStart(4, "0");
  return text.split("\n").flatMap((line) => {
    const [, local = "", , state, , , , , , inode] = line.trim().split(/\s+/);
    return local.endsWith(`:${hex}`) && state === LISTENING && inode !== undefined ? [inode] : [];
  });
}

async function holds(pid: string, inodes: ReadonlySet<string>): Promise<boolean> {
  const files = await readdir(`/proc/${pid}/fd`).catch(() => []);
  for (const file of files) {
    const target = await readlink(`/proc/${pid}/fd/${file}`).catch(() => "");
    const [, inode] = /^socket:\[(\d+)\]$/.exec(target) ?? [];
    if (inode !== undefined && inodes.has(inode)) return true;
  }
  return false;
}
