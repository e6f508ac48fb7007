import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A real disk, in memory, with little room. */
export interface SmallDisk {
  resize(kib: number): Promise<void>;
  remove(): Promise<void>;
}

/** Mounts one at the folder. Rejected where this machine or this person may not. */
export async function openSmallDisk(folder: string, kib: number): Promise<SmallDisk> {
  await mkdir(folder, { recursive: true });
  await run("mount", ["-t", "tmpfs", "-o", `size=${kib}k`, "tmpfs", folder]);
  return {
    async resize(size) {
      await run("mount", ["-o", `remount,size=${size}k`, folder]);
    },
    async remove() {
      await run("umount", ["-l", folder]);
    },
  };
}
